package io.opwalk.nn.layer.conv;

import io.opwalk.nn.constraint.Constraint;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.SpatialBuilder;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.nn.regularizer.Regularizer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects the options of a convolution; what is not said is as in Keras. Sizes, strides and
 * dilations are given for each axis of space, or once for all.
 */
public final class ConvBuilder extends SpatialBuilder<ConvBuilder> {
  final ConvKind kind;
  final int filters;
  final List<Integer> kernelSize;
  List<Integer> dilation;
  int groups = 1;
  int depthMultiplier = 1;
  Optional<List<Integer>> outputPadding = Optional.empty();
  ActivationFunction activation = Activations.LINEAR;
  boolean useBias = true;
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec pointwise = WeightSpec.kernel();
  WeightSpec bias = WeightSpec.bias();

  ConvBuilder(ConvKind kind, int axes, int filters, List<Integer> kernelSize) {
    super(axes);
    this.kind = kind;
    this.filters = filters;
    if (filters <= 0) {
      throw new IllegalArgumentException("a convolution has 1 filter or more, found " + filters);
    }
    this.kernelSize = each("kernel sizes", kernelSize);
    this.dilation = Collections.nCopies(axes, 1);
  }

  @Override
  protected ConvBuilder self() {
    return this;
  }

  /**
   * How many elements of the input apart those of the kernel lie along each axis, or along all; 1,
   * that is side by side, unless said.
   *
   * @throws IllegalArgumentException where they are of another number, or not positive
   */
  public ConvBuilder dilation(Integer... each) {
    return dilation(List.of(each));
  }

  ConvBuilder dilation(List<Integer> each) {
    this.dilation = each("dilations", each);
    return this;
  }

  /**
   * Into how many groups channels and filters are split, which must divide both numbers; 1 unless
   * said. Filters of a group see its channels alone.
   */
  public ConvBuilder groups(int count) {
    this.groups = count;
    return this;
  }

  /**
   * How many filters each channel has, of a depthwise or separable convolution; 1 unless said.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public ConvBuilder depthMultiplier(int multiplier) {
    if (multiplier <= 0) {
      throw new IllegalArgumentException("a depth multiplier is 1 or more, found " + multiplier);
    }
    this.depthMultiplier = multiplier;
    return this;
  }

  /**
   * By how many elements the result of a transposed convolution is longer along each axis; follows
   * from padding unless said.
   */
  public ConvBuilder outputPadding(Integer... each) {
    this.outputPadding = Optional.of(List.of(each));
    return this;
  }

  /** What the layer ends in; {@link Activations#LINEAR} unless said. */
  public ConvBuilder activation(ActivationFunction function) {
    this.activation = Objects.requireNonNull(function, "function");
    return this;
  }

  /** Whether a bias is added; true unless said. */
  public ConvBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** The kernel, the depthwise one where there are two; {@link WeightSpec#kernel} unless said. */
  public ConvBuilder kernel(WeightSpec spec) {
    this.kernel = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** The pointwise kernel of a separable convolution; {@link WeightSpec#kernel} unless said. */
  public ConvBuilder pointwise(WeightSpec spec) {
    this.pointwise = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** The bias; {@link WeightSpec#bias} unless said. */
  public ConvBuilder bias(WeightSpec spec) {
    this.bias = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** The kernel's first value; Glorot uniform unless said. */
  public ConvBuilder kernelInitializer(Initializer initializer) {
    return kernel(kernel.withInitializer(initializer));
  }

  /** What the kernel adds to the loss; nothing unless said. */
  public ConvBuilder kernelRegularizer(Regularizer regularizer) {
    return kernel(kernel.withRegularizer(regularizer));
  }

  /** What a new kernel is brought back to after a step; left as it is unless said. */
  public ConvBuilder kernelConstraint(Constraint constraint) {
    return kernel(kernel.withConstraint(constraint));
  }

  /** The bias's first value; zeros unless said. */
  public ConvBuilder biasInitializer(Initializer initializer) {
    return bias(bias.withInitializer(initializer));
  }

  /** What the bias adds to the loss; nothing unless said. */
  public ConvBuilder biasRegularizer(Regularizer regularizer) {
    return bias(bias.withRegularizer(regularizer));
  }

  /** What a new bias is brought back to after a step; left as it is unless said. */
  public ConvBuilder biasConstraint(Constraint constraint) {
    return bias(bias.withConstraint(constraint));
  }

  /** The layer. */
  public Conv build() {
    return new Conv(this);
  }
}

package io.opwalk.nn.layer;

import io.opwalk.nn.constraint.Constraint;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.regularizer.Regularizer;
import java.util.Objects;

/** Collects the options of a {@link Dense} layer; what is not said is as in Keras. */
public final class DenseBuilder extends LayerBuilder<DenseBuilder> {
  final int units;
  ActivationFunction activation = Activations.LINEAR;
  boolean useBias = true;
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec bias = WeightSpec.bias();

  DenseBuilder(int units) {
    if (units <= 0) {
      throw new IllegalArgumentException("a dense layer has 1 unit or more, found " + units);
    }
    this.units = units;
  }

  @Override
  protected DenseBuilder self() {
    return this;
  }

  /** What the layer ends in; {@link Activations#LINEAR} unless said. */
  public DenseBuilder activation(ActivationFunction function) {
    this.activation = Objects.requireNonNull(function, "function");
    return this;
  }

  /** Whether a bias is added; true unless said. */
  public DenseBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** The kernel; {@link WeightSpec#kernel} unless said. */
  public DenseBuilder kernel(WeightSpec spec) {
    this.kernel = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** The bias; {@link WeightSpec#bias} unless said. */
  public DenseBuilder bias(WeightSpec spec) {
    this.bias = Objects.requireNonNull(spec, "spec");
    return this;
  }

  /** The kernel's first value; Glorot uniform unless said. */
  public DenseBuilder kernelInitializer(Initializer initializer) {
    return kernel(kernel.withInitializer(initializer));
  }

  /** The bias's first value; zeros unless said. */
  public DenseBuilder biasInitializer(Initializer initializer) {
    return bias(bias.withInitializer(initializer));
  }

  /** What the kernel adds to the loss; nothing unless said. */
  public DenseBuilder kernelRegularizer(Regularizer regularizer) {
    return kernel(kernel.withRegularizer(regularizer));
  }

  /** What a new kernel is brought back to after a step; left as it is unless said. */
  public DenseBuilder kernelConstraint(Constraint constraint) {
    return kernel(kernel.withConstraint(constraint));
  }

  /** What the bias adds to the loss; nothing unless said. */
  public DenseBuilder biasRegularizer(Regularizer regularizer) {
    return bias(bias.withRegularizer(regularizer));
  }

  /** What a new bias is brought back to after a step; left as it is unless said. */
  public DenseBuilder biasConstraint(Constraint constraint) {
    return bias(bias.withConstraint(constraint));
  }

  /** The layer. */
  public Dense build() {
    return new Dense(this);
  }
}

package io.opwalk.nn.layer.conv;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A convolution over one, two or three axes of space, {@code activation(conv(x, kernel) + bias)}:
 * Keras's Conv1D to Conv3D, their transposed forms, and DepthwiseConv and SeparableConv over one or
 * two.
 *
 * <pre>{@code
 * Tensor y = x.then(Conv.plain(2, 64, 3).padding(SAME).activation(RELU).name("block4_conv1").build());
 * }</pre>
 *
 * <p>The input has shape (batch, space..., channels), or with channels second, the channels known.
 * The nodes are the convolution, {@code BiasAdd} and, unless the activation is linear, one that is
 * named after it.
 */
public final class Conv extends AbstractLayer {
  private final ConvBuilder told;
  private final String className;

  Conv(ConvBuilder builder) {
    super(snakeCase(builder.kind.className(builder.axes())), builder.options());
    this.told = builder;
    this.className = builder.kind.className(builder.axes());
  }

  /** A convolution over so many axes. */
  public static ConvBuilder plain(int axes, int filters, Integer... kernelSize) {
    return builder(ConvKind.PLAIN, axes, 3, filters, List.of(kernelSize));
  }

  /** A transposed convolution over so many axes. */
  public static ConvBuilder transposed(int axes, int filters, Integer... kernelSize) {
    return builder(ConvKind.TRANSPOSED, axes, 3, filters, List.of(kernelSize));
  }

  /** A depthwise convolution over one or two axes. */
  public static ConvBuilder depthwise(int axes, Integer... kernelSize) {
    return builder(ConvKind.DEPTHWISE, axes, 2, 1, List.of(kernelSize));
  }

  /** A separable convolution over one or two axes. */
  public static ConvBuilder separable(int axes, int filters, Integer... kernelSize) {
    return builder(ConvKind.SEPARABLE, axes, 2, filters, List.of(kernelSize));
  }

  static ConvBuilder builder(
      ConvKind kind, int axes, int most, int filters, List<Integer> kernelSize) {
    if (axes < 1 || axes > most) {
      throw new IllegalArgumentException(
          "a layer of this kind has 1 to " + most + " axes of space, found " + axes);
    }
    return new ConvBuilder(kind, axes, filters, kernelSize);
  }

  private int channelAxis() {
    return told.dataFormat().channelAxis(told.axes() + 2);
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    boolean fits = x.shape().rank() == told.axes() + 2
        && x.dtype().isFloating()
        && x.shape().dim(channelAxis()).isFixed();
    if (!fits) {
      throw refusal(
          "needs a floating input of " + (told.axes() + 2)
              + " axes, batch, space and known channels, found " + x.type(),
          inputs);
    }
    long channels = x.shape().dim(channelAxis()).fixedSize().getAsLong();
    if (channels % told.groups != 0 || told.filters % told.groups != 0) {
      throw refusal(
          "has " + told.groups + " groups, which do not divide " + channels + " channels and "
              + told.filters + " filters",
          inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    Dim dim = inputs.get(0).shape().dim(channelAxis());
    int channels = Math.toIntExact(dim.fixedSize().getAsLong());
    int results = told.filters;
    switch (told.kind) {
      case PLAIN ->
        making.trainable("kernel", told.kernel, kernel(channels / told.groups, told.filters));
      case TRANSPOSED -> making.trainable("kernel", told.kernel, kernel(told.filters, channels));
      case DEPTHWISE -> {
        making.trainable("depthwise_kernel", told.kernel, kernel(channels, told.depthMultiplier));
        results = channels * told.depthMultiplier;
      }
      case SEPARABLE -> {
        making.trainable("depthwise_kernel", told.kernel, kernel(channels, told.depthMultiplier));
        List<Integer> single = new ArrayList<>(Collections.nCopies(told.axes(), 1));
        single.addAll(List.of(channels * told.depthMultiplier, told.filters));
        making.trainable("pointwise_kernel", told.pointwise, single);
      }
    }
    if (told.useBias) {
      making.trainable("bias", told.bias, List.of(results));
    }
  }

  private List<Integer> kernel(int second, int last) {
    List<Integer> shape = new ArrayList<>(told.kernelSize);
    shape.add(second);
    shape.add(last);
    return shape;
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    Tensor kernel = context.weight(told.kind.kernel());
    if (kernel.dtype() != x.dtype()) {
      throw refusal("has weights of " + kernel.dtype() + ", found " + x.type(), context.inputs());
    }
    Tensor product = context.name(className, convolve(context, x, kernel));
    Tensor sum = told.useBias
        ? context.name("BiasAdd", Arithmetic.add(product, bias(context.weight("bias"))))
        : product;
    return List.of(context.activate(told.activation, sum));
  }

  private Tensor convolve(CallContext context, Tensor x, Tensor kernel) {
    ConvOptions options = ConvOptions.builder()
        .strides(SpatialArguments.ints(told.strides()))
        .dilations(SpatialArguments.ints(told.dilation))
        .padding(told.padding())
        .dataFormat(told.dataFormat())
        .groups(told.kind == ConvKind.PLAIN ? told.groups : 1)
        .build();
    return switch (told.kind) {
      case PLAIN -> plain(x, kernel, options);
      case TRANSPOSED -> transposed(x, kernel, options);
      case DEPTHWISE ->
        told.axes() == 1
            ? Convolutions.depthwiseConv1d(x, kernel, options)
            : Convolutions.depthwiseConv2d(x, kernel, options);
      case SEPARABLE -> separable(x, kernel, context.weight("pointwise_kernel"), options);
    };
  }

  private Tensor plain(Tensor x, Tensor kernel, ConvOptions options) {
    return switch (told.axes()) {
      case 1 -> Convolutions.conv1d(x, kernel, options);
      case 2 -> Convolutions.conv2d(x, kernel, options);
      default -> Convolutions.conv3d(x, kernel, options);
    };
  }

  private Tensor transposed(Tensor x, Tensor kernel, ConvOptions options) {
    int[] longer = told.outputPadding.map(SpatialArguments::ints).orElse(new int[0]);
    return switch (told.axes()) {
      case 1 -> Convolutions.conv1dTranspose(x, kernel, options, longer);
      case 2 -> Convolutions.conv2dTranspose(x, kernel, options, longer);
      default -> Convolutions.conv3dTranspose(x, kernel, options, longer);
    };
  }

  private Tensor separable(Tensor x, Tensor depthwise, Tensor pointwise, ConvOptions options) {
    return told.axes() == 1
        ? Convolutions.separableConv1d(x, depthwise, pointwise, options)
        : Convolutions.separableConv2d(x, depthwise, pointwise, options);
  }

  /** The bias along the axis of channels. */
  private Tensor bias(Tensor bias) {
    if (told.dataFormat() == DataFormat.CHANNELS_LAST) {
      return bias;
    }
    List<Integer> behind = new ArrayList<>();
    for (int axis = 0; axis < told.axes(); axis++) {
      behind.add(axis + 1);
    }
    return Shapes.expandDims(bias, behind);
  }

  @Override
  public String className() {
    return className;
  }

  @Override
  public Config config() {
    return ConvConfig.write(told, baseConfig());
  }
}

package io.opwalk.examples.benchmarks.opwalk;

import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Shapes.flatten;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.ConvLayer;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Vgg16;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.WindowPadding;

/** Convolutions, channels last, as in Keras. */
final class ConvModels {
  private static final ConvOptions SAME =
      ConvOptions.builder().padding(WindowPadding.SAME).build();
  private static final PoolOptions HALVED = PoolOptions.size(2).build();

  private ConvModels() {}

  static ForwardModel layer(ConvLayer layer, Precision precision) {
    JavaArray input = Layouts.channelsLast(layer.input(precision));
    Tensor x = Graphs.placeholder("x", precision, input);
    Tensor kernel = Graphs.parameter("kernel", Layouts.kernel(layer.kernel(precision)));
    return ForwardModel.of(x, input, Convolutions.conv2d(x, kernel, SAME));
  }

  static ForwardModel vgg16(Vgg16 vgg16, Precision precision) {
    JavaArray input = Layouts.channelsLast(vgg16.input(precision));
    Tensor x = Graphs.placeholder("x", precision, input);
    Tensor y = x;
    for (int i = 0; i < vgg16.stages().size(); i++) {
      JavaArray value = Layouts.kernel(vgg16.convKernel(i, precision));
      Tensor kernel = Graphs.parameter("conv_kernel" + i, value);
      Tensor bias = Graphs.parameter("conv_bias" + i, vgg16.convBias(i, precision));
      y = convolved(y, kernel, bias);
      if (vgg16.stages().get(i).pooled()) {
        y = pooled(y);
      }
    }
    y = flatten(y, 1);
    int layers = vgg16.widths().size() - 1;
    for (int i = 0; i < layers; i++) {
      JavaArray value = vgg16.denseKernel(i, precision);
      Tensor kernel = Graphs.parameter(
          "dense_kernel" + i, i == 0 ? Layouts.rowsChannelsLast(value, vgg16.pooledSide()) : value);
      Tensor bias = Graphs.parameter("dense_bias" + i, vgg16.denseBias(i, precision));
      Tensor logits = add(matmul(y, kernel), bias);
      y = i == layers - 1 ? softmax(logits) : relu(logits);
    }
    return ForwardModel.of(x, input, y);
  }

  /** A convolution that keeps the size, with bias and relu. */
  static Tensor convolved(Tensor x, Tensor kernel, Tensor bias) {
    return relu(add(Convolutions.conv2d(x, kernel, SAME), bias));
  }

  /** The largest of each 2x2. */
  static Tensor pooled(Tensor x) {
    return Pooling.maxPool(x, HALVED);
  }
}

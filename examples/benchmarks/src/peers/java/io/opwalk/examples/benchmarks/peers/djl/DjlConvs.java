package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import io.opwalk.examples.benchmarks.workload.ConvLayer;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Vgg16;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Convolutions, channels first. */
final class DjlConvs {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  private DjlConvs() {}

  static Function<List<NDArray>, List<NDArray>> layer(
      ConvLayer layer, Precision precision, NDManager manager) {
    NDArray kernel = Arrays.of(manager, layer.kernel(precision));
    return x -> List.of(convolved(x.get(0), kernel, null, 1));
  }

  static Function<List<NDArray>, List<NDArray>> vgg16(
      Vgg16 vgg16, Precision precision, NDManager manager) {
    int stages = vgg16.stages().size();
    int layers = vgg16.widths().size() - 1;
    List<NDArray> kernels = new ArrayList<>();
    List<NDArray> biases = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      kernels.add(Arrays.of(manager, vgg16.convKernel(i, precision)));
      biases.add(Arrays.of(manager, vgg16.convBias(i, precision)));
    }
    for (int i = 0; i < layers; i++) {
      kernels.add(Arrays.of(manager, vgg16.denseKernel(i, precision).transposed(1, 0)));
      biases.add(Arrays.of(manager, vgg16.denseBias(i, precision)));
    }
    return x -> {
      NDArray y = x.get(0);
      for (int i = 0; i < stages; i++) {
        y = Activation.relu(convolved(y, kernels.get(i), biases.get(i), 1));
        if (vgg16.stages().get(i).pooled()) {
          y = pooled(y);
        }
      }
      y = y.reshape(1, -1);
      for (int i = stages; i < stages + layers; i++) {
        NDArray sum = Linear.linear(y, kernels.get(i), biases.get(i)).singletonOrThrow();
        y = i == stages + layers - 1 ? sum.softmax(-1) : Activation.relu(sum);
      }
      return List.of(y);
    };
  }

  /** A convolution; the bias may be null. */
  static NDArray convolved(NDArray x, NDArray kernel, NDArray bias, int padding) {
    Shape pads = new Shape(padding, padding);
    return x.getNDArrayInternal()
        .convolution(x, kernel, bias, ONE, pads, ONE, 1)
        .singletonOrThrow();
  }

  static NDArray pooled(NDArray x) {
    return Pool.maxPool2d(x, TWO, TWO, new Shape(0, 0), false);
  }
}

package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.ConvLayer;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Vgg16;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Convolutions. */
final class TfConvs {
  private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);

  private TfConvs() {}

  static <T extends TNumber> void layer(TfGraph<T> graph, ConvLayer layer) {
    Operand<T> x = graph.input(Layouts.channelsLast(layer.input(graph.precision())));
    Variable<T> kernel = graph.weight(Layouts.kernel(layer.kernel(graph.precision())));
    graph.output(graph.tf().nn.conv2d(x, kernel, ONE, "SAME"));
  }

  static <T extends TNumber> void vgg16(TfGraph<T> graph, Vgg16 vgg16) {
    Ops tf = graph.tf();
    Precision precision = graph.precision();
    Operand<T> y = graph.input(Layouts.channelsLast(vgg16.input(precision)));
    for (int i = 0; i < vgg16.stages().size(); i++) {
      Variable<T> kernel = graph.weight(Layouts.kernel(vgg16.convKernel(i, precision)));
      Variable<T> bias = graph.weight(vgg16.convBias(i, precision));
      y = convolved(graph, y, kernel, bias);
      if (vgg16.stages().get(i).pooled()) {
        y = pooled(graph, y);
      }
    }
    int layers = vgg16.widths().size() - 1;
    y = tf.reshape(y, tf.constant(new int[] {1, vgg16.widths().get(0)}));
    for (int i = 0; i < layers; i++) {
      JavaArray value = vgg16.denseKernel(i, precision);
      Variable<T> kernel =
          graph.weight(i == 0 ? Layouts.rowsChannelsLast(value, vgg16.pooledSide()) : value);
      Variable<T> bias = graph.weight(vgg16.denseBias(i, precision));
      Operand<T> sum = TfDense.dense(graph, y, kernel, bias);
      y = i == layers - 1 ? tf.nn.softmax(sum) : tf.nn.relu(sum);
    }
    graph.output(y);
  }

  static <T extends TNumber> Operand<T> convolved(
      TfGraph<T> graph, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    Ops tf = graph.tf();
    return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, kernel, ONE, "SAME"), bias));
  }

  static <T extends TNumber> Operand<T> pooled(TfGraph<T> graph, Operand<T> x) {
    Ops tf = graph.tf();
    Operand<TInt32> two = tf.constant(new int[] {1, 2, 2, 1});
    return tf.nn.maxPool(x, two, two, "VALID");
  }
}

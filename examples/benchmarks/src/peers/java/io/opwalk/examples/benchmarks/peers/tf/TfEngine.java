package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.ConvLayer;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.MatMul;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Problem;
import io.opwalk.examples.benchmarks.workload.Softmax;
import io.opwalk.examples.benchmarks.workload.Training;
import io.opwalk.examples.benchmarks.workload.Vgg16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** TensorFlow's sessions. */
public final class TfEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    if (setting.precision() == Precision.F64) {
      return open(problem, setting.threads(), new TfGraph<>(TFloat64.class, Precision.F64));
    }
    return open(problem, setting.threads(), new TfGraph<>(TFloat32.class, Precision.F32));
  }

  private static <T extends TNumber> Session open(Problem problem, int threads, TfGraph<T> graph) {
    if (problem instanceof Training training) {
      return new TfTraining<>(graph, training, threads);
    }
    if (problem instanceof Mlp mlp) {
      TfDense.mlp(graph, mlp);
    } else if (problem instanceof Elementwise elementwise) {
      TfFormulas.elementwise(graph, elementwise);
    } else if (problem instanceof MatMul product) {
      TfFormulas.matMul(graph, product);
    } else if (problem instanceof Softmax softmax) {
      TfFormulas.softmax(graph, softmax);
    } else if (problem instanceof ConvLayer layer) {
      TfConvs.layer(graph, layer);
    } else if (problem instanceof Vgg16 vgg16) {
      TfConvs.vgg16(graph, vgg16);
    } else {
      TfLstm.build(graph, (Lstm) problem);
    }
    return new TfSession(new TfModel<>(graph, threads), true);
  }
}

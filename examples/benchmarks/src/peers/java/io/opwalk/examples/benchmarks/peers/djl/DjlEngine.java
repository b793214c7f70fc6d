package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.ndarray.NDManager;
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
import java.util.List;

/** Operations on DJL's arrays, each call in a manager of its own. */
public final class DjlEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    // Read when the engine is loaded, which the first manager does.
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(setting.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Precision precision = setting.precision();
    NDManager manager = NDManager.newBaseManager();
    if (problem instanceof Training training) {
      return new DjlTraining(training, precision, manager);
    } else if (problem instanceof Mlp mlp) {
      return new DjlSession(
          manager, List.of(mlp.input(precision)), new DjlMlp(mlp, precision, manager)::apply);
    } else if (problem instanceof Elementwise elementwise) {
      return new DjlSession(
          manager,
          List.of(elementwise.input(precision)),
          x -> DjlFormulas.elementwise(elementwise, x));
    } else if (problem instanceof MatMul product) {
      return new DjlSession(
          manager,
          List.of(product.a(precision), product.b(precision)),
          ab -> List.of(ab.get(0).matMul(ab.get(1))));
    } else if (problem instanceof Softmax softmax) {
      return new DjlSession(
          manager, List.of(softmax.input(precision)), x -> List.of(x.get(0).softmax(-1)));
    } else if (problem instanceof ConvLayer layer) {
      return new DjlSession(
          manager, List.of(layer.input(precision)), DjlConvs.layer(layer, precision, manager));
    } else if (problem instanceof Vgg16 vgg16) {
      return new DjlSession(
          manager, List.of(vgg16.input(precision)), DjlConvs.vgg16(vgg16, precision, manager));
    }
    Lstm lstm = (Lstm) problem;
    return new DjlSession(
        manager, List.of(lstm.input(precision)), DjlLstm.of(lstm, precision, manager));
  }
}

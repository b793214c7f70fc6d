package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.cpu.CpuBackend;
import io.opwalk.cpu.CpuOptions;
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
import io.opwalk.spi.Backend;

/** Opwalk on the CPU backend. */
public final class OpwalkEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    Precision precision = setting.precision();
    Backend backend =
        new CpuBackend(CpuOptions.builder().threads(setting.threads()).build());
    if (problem instanceof Training training) {
      return new TrainingSession(TrainingModel.of(training, precision), precision, backend);
    }
    return new ForwardSession(model(problem, precision), backend);
  }

  /**
   * The graph of a problem that is not a training, and what is fed to it.
   *
   * @throws IllegalArgumentException for a training
   */
  public static ForwardModel model(Problem problem, Precision precision) {
    if (problem instanceof Mlp mlp) {
      return DenseModels.mlp(mlp, precision);
    }
    if (problem instanceof Elementwise elementwise) {
      return ArrayModels.elementwise(elementwise, precision);
    }
    if (problem instanceof MatMul product) {
      return ArrayModels.matMul(product, precision);
    }
    if (problem instanceof Softmax softmax) {
      return ArrayModels.softmax(softmax, precision);
    }
    if (problem instanceof ConvLayer layer) {
      return ConvModels.layer(layer, precision);
    }
    if (problem instanceof Vgg16 vgg16) {
      return ConvModels.vgg16(vgg16, precision);
    }
    if (problem instanceof Lstm lstm) {
      return LstmModel.of(lstm, precision);
    }
    throw new IllegalArgumentException("expected something without training, found " + problem);
  }
}

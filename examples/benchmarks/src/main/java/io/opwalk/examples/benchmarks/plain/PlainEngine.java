package io.opwalk.examples.benchmarks.plain;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Problem;
import io.opwalk.examples.benchmarks.workload.Softmax;

/** Plain Java loops, on one thread. */
public final class PlainEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    if (setting.threads() > 1) {
      throw new UnsupportedOperationException("the plain loops have one thread");
    }
    boolean isDouble = setting.precision() == Precision.F64;
    if (problem instanceof Mlp mlp) {
      return isDouble ? new DoubleMlp(mlp) : new FloatMlp(mlp);
    }
    if (problem instanceof Elementwise elementwise) {
      return isDouble ? new DoubleElementwise(elementwise) : new FloatElementwise(elementwise);
    }
    if (problem instanceof Softmax softmax) {
      return isDouble ? new DoubleSoftmax(softmax) : new FloatSoftmax(softmax);
    }
    throw new UnsupportedOperationException("nobody writes this by hand");
  }
}

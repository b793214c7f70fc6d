package io.opwalk.examples.benchmarks.peers.ejml;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.MatMul;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Problem;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;

/** Dense products into a matrix that is there already, on one thread. */
public final class EjmlEngine implements Engine {
  @Override
  public Session open(Problem problem, Setting setting) {
    if (!(problem instanceof MatMul product)) {
      throw new UnsupportedOperationException("only products are asked of it");
    }
    if (setting.threads() > 1) {
      throw new UnsupportedOperationException("its products have one thread");
    }
    return setting.precision() == Precision.F64 ? new Doubles(product) : new Floats(product);
  }

  private static final class Doubles implements Session {
    private final DMatrixRMaj a;
    private final DMatrixRMaj b;
    private final DMatrixRMaj c;

    Doubles(MatMul product) {
      int n = product.n();
      a = DMatrixRMaj.wrap(n, n, (double[]) product.a(Precision.F64).flat());
      b = DMatrixRMaj.wrap(n, n, (double[]) product.b(Precision.F64).flat());
      c = new DMatrixRMaj(n, n);
    }

    @Override
    public void run() {
      CommonOps_DDRM.mult(a, b, c);
    }

    @Override
    public List<JavaArray> results() {
      return List.of(new JavaArray(c.data, List.of(c.numRows, c.numCols)));
    }
  }

  private static final class Floats implements Session {
    private final FMatrixRMaj a;
    private final FMatrixRMaj b;
    private final FMatrixRMaj c;

    Floats(MatMul product) {
      int n = product.n();
      a = FMatrixRMaj.wrap(n, n, (float[]) product.a(Precision.F32).flat());
      b = FMatrixRMaj.wrap(n, n, (float[]) product.b(Precision.F32).flat());
      c = new FMatrixRMaj(n, n);
    }

    @Override
    public void run() {
      CommonOps_FDRM.mult(a, b, c);
    }

    @Override
    public List<JavaArray> results() {
      return List.of(new JavaArray(c.data, List.of(c.numRows, c.numCols)));
    }
  }
}

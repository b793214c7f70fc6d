package io.opwalk.ops;

import static io.opwalk.ops.Tensors.constant;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.DslCases.Call;
import java.util.List;

/** Calls of the functions of Norms. */
final class NormDslCases {
  private static final Tensor X = constant(new double[][] {{3, -4}, {0, 12}});
  private static final double LARGEST = Double.POSITIVE_INFINITY;

  private NormDslCases() {}

  private static Call call(String function, Tensor result, Object expected) {
    return new Call("Norms." + function, result, NDArray.ofArray(expected));
  }

  static List<Call> all() {
    List<Integer> last = List.of(-1);
    Tensor turned = constant(new double[][] {{0, 3}, {4, 0}});
    return List.of(
        call("norm", Norms.norm(X), 13.0),
        call("norm", Norms.norm(X, 1), 19.0),
        call("norm", Norms.norm(X, 2, 1), new double[] {5, 12}),
        call("norm", Norms.norm(X, LARGEST, last, true), new double[][] {{4}, {12}}),
        call("norm", Norms.norm(X, -LARGEST, 0), new double[] {0, 4}),
        call("norm", Norms.norm(constant(new double[] {8, 0, -8, 8, 8, 8, 8, 8, 8}), 3), 16.0),
        call("l1", Norms.l1(X), 19.0),
        call("l1", Norms.l1(X, 0), new double[] {3, 16}),
        call("l1", Norms.l1(X, last, true), new double[][] {{7}, {12}}),
        call("l1", Norms.l1(constant(new int[] {-1, 2})), 3),
        call("l2", Norms.l2(X), 13.0),
        call("l2", Norms.l2(X, 1), new double[] {5, 12}),
        call("l2", Norms.l2(X, last, true), new double[][] {{5}, {12}}),
        call("sumSquare", Norms.sumSquare(X), 169.0),
        call("sumSquare", Norms.sumSquare(X, 0), new double[] {9, 160}),
        call("sumSquare", Norms.sumSquare(X, last, true), new double[][] {{25}, {144}}),
        call("logSum", Norms.logSum(constant(new double[] {0.25, 0.75})), 0.0),
        call("logSum", Norms.logSum(constant(new double[][] {{0.25, 0.75}}), 1), new double[] {0}),
        call("logSum", Norms.logSum(constant(new double[][] {{1}}), last, true), new double[][] {{0}
        }),
        call("matrixNorm", Norms.matrixNorm(X, Norms.MatrixNorm.FROBENIUS), 13.0),
        call("matrixNorm", Norms.matrixNorm(turned, Norms.MatrixNorm.NUCLEAR), 7.0),
        call("matrixNorm", Norms.matrixNorm(turned, Norms.MatrixNorm.SPECTRAL), 4.0),
        call("matrixNorm", Norms.matrixNorm(X, Norms.MatrixNorm.COLUMN_SUM), 16.0),
        call("matrixNorm", Norms.matrixNorm(X, Norms.MatrixNorm.ROW_SUM, true), new double[][] {{12}
        }),
        call("normalize", Norms.normalize(X), new double[][] {{0.6, -0.8}, {0, 1}}),
        call("normalize", Norms.normalize(turned, 0), new double[][] {{0, 1}, {1, 0}}),
        call("normalize", Norms.normalize(X, 1, 1, 24), new double[][] {{0.125, -4 / 24.0}, {0, 0.5}
        }),
        call("cosineSimilarity", Norms.cosineSimilarity(X, turned), new double[] {-0.8, 0}),
        call("cosineSimilarity", Norms.cosineSimilarity(turned, turned, 0), new double[] {1, 1}),
        call(
            "pairwiseDistance",
            Norms.pairwiseDistance(turned, constant(new double[2][2])),
            new double[][] {{3, 3}, {4, 4}}),
        call("pairwiseDistance", Norms.pairwiseDistance(turned, turned, 1), new double[][] {
          {0, 7}, {7, 0}
        }));
  }
}

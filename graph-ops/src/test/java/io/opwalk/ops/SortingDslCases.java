package io.opwalk.ops;

import static io.opwalk.ops.Tensors.constant;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.DslCases.Call;
import java.util.List;

/** Calls of the functions of Sorting. */
final class SortingDslCases {
  private static final Tensor X = constant(new double[][] {{3, 1, 2}, {1, 5, 1}});
  private static final Tensor MIXED =
      constant(new double[] {Double.NaN, 2, 0.0, Double.NEGATIVE_INFINITY, -0.0});

  private SortingDslCases() {}

  private static Call call(String function, Tensor result, Object expected) {
    return new Call("Sorting." + function, result, NDArray.ofArray(expected));
  }

  static List<Call> all() {
    double inf = Double.NEGATIVE_INFINITY;
    Sorting.TopKResult top = Sorting.topK(X, 2);
    Sorting.TopKResult low = Sorting.topK(X, 2, 1, false, false);
    return List.of(
        call("sort", Sorting.sort(X), new double[][] {{1, 2, 3}, {1, 1, 5}}),
        call("sort", Sorting.sort(X, 0), new double[][] {{1, 1, 1}, {3, 5, 2}}),
        call("sort", Sorting.sort(X, 1, true), new double[][] {{3, 2, 1}, {5, 1, 1}}),
        call("sort", Sorting.sort(constant(new boolean[] {true, false})), new boolean[] {false, true
        }),
        call("argSort", Sorting.argSort(X), new long[][] {{1, 2, 0}, {0, 2, 1}}),
        call("argSort", Sorting.argSort(X, 0), new long[][] {{1, 0, 1}, {0, 1, 0}}),
        call("argSort", Sorting.argSort(X, 1, true), new long[][] {{0, 2, 1}, {1, 0, 2}}),
        call("argSort", Sorting.argSort(MIXED), new long[] {3, 2, 4, 1, 0}),
        call("argSort", Sorting.argSort(MIXED, 0, true), new long[] {1, 2, 4, 3, 0}),
        call("topK", top.values(), new double[][] {{3, 2}, {5, 1}}),
        call("topK", top.indices(), new long[][] {{0, 2}, {1, 0}}),
        call("topK", low.values(), new double[][] {{1, 2}, {1, 1}}),
        call("topK", low.indices(), new long[][] {{1, 2}, {0, 2}}),
        call("topK", Sorting.topK(MIXED, 5).indices(), new long[] {1, 2, 4, 3, 0}),
        call("kthValue", Sorting.kthValue(X, 2, -1), new double[] {2, 1}),
        call("median", Sorting.median(X), 1.5),
        call("median", Sorting.median(X, 0), new double[] {2, 3, 1.5}),
        call("median", Sorting.median(X, 1, true), new double[][] {{2}, {1}}),
        call("median", Sorting.median(MIXED), Double.NaN),
        call("quantile", Sorting.quantile(X, 1), 5.0),
        call("quantile", Sorting.quantile(X, 0.25, 1), new double[] {1.5, 1}),
        call("quantile", Sorting.quantile(X, 0.75, 1, true), new double[][] {{2.5}, {3}}),
        call("quantile", Sorting.quantile(constant(new double[] {inf, 0, 1}), 0.1), inf));
  }
}

package io.opwalk.ops;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.ops.DslCases.call;
import static io.opwalk.ops.Tensors.constant;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Rearranging.DepthOrder;
import io.opwalk.ops.primitive.Scatter;
import java.util.List;
import java.util.stream.Stream;

/** Calls of the functions that move elements, run along an axis, or fill, each with its value. */
final class IndexingDslCases {
  /** 1 2 3 / 4 5 6. */
  private static final Tensor X = constant(new double[][] {{1, 2, 3}, {4, 5, 6}});

  private static final Tensor V = constant(new double[] {1, 2, 3});
  private static final Tensor ENDS = constant(new long[] {-1, 0});

  private IndexingDslCases() {}

  static List<DslCases.Call> all() {
    return Stream.of(indexing(), scatters(), joining(), rearranging(), running(), filled())
        .flatMap(List::stream)
        .toList();
  }

  private static List<DslCases.Call> indexing() {
    Tensor columns = constant(new long[][] {{2, 0}, {1, 1}});
    Tensor on = constant(5);
    Tensor off = constant(-5);
    return List.of(
        call("Indexing.get", Indexing.get(X, Range.at(-1)), new double[] {4, 5, 6}),
        call("Indexing.get", Indexing.get(X, Range.all(), Range.of(2, 0).by(-1)), new double[][] {
          {3, 2}, {6, 5}
        }),
        call(
            "Indexing.get", Indexing.get(V, Range.newAxis(), Range.to(2)), new double[][] {{1, 2}}),
        call("Indexing.set", Indexing.set(V, 9, Range.from(1)), new double[] {1, 9, 9}),
        call(
            "Indexing.set", Indexing.set(X, V, Range.at(0)), new double[][] {{1, 2, 3}, {4, 5, 6}}),
        call("Indexing.increment", Indexing.increment(V, 1, Range.at(1)), new double[] {1, 3, 3}),
        call("Indexing.take", Indexing.take(X, ENDS), new double[] {6, 1}),
        call("Indexing.take", Indexing.take(X, ENDS, 1), new double[][] {{3, 1}, {6, 4}}),
        call("Indexing.embedding", Indexing.embedding(X, constant(new int[] {1})), new double[][] {
          {4, 5, 6}
        }),
        call("Indexing.takeAlongAxis", Indexing.takeAlongAxis(X, columns, 1), new double[][] {
          {3, 1}, {5, 5}
        }),
        call(
            "Indexing.gatherNd",
            Indexing.gatherNd(X, constant(new long[][] {{1, 2}, {0, -3}})),
            new double[] {6, 1}),
        call(
            "Indexing.gatherNd",
            Indexing.gatherNd(X, constant(new long[][] {{1}, {2}}), 1),
            new double[] {2, 6}),
        call(
            "Indexing.oneHot",
            Indexing.oneHot(constant(new int[] {1, -1}), 2, BOOL),
            new boolean[][] {{false, true}, {false, false}}),
        call(
            "Indexing.oneHot",
            Indexing.oneHot(constant(new int[] {1, 0}), 2, 0, DType.FLOAT32),
            new float[][] {{0, 1}, {1, 0}}),
        call("Indexing.oneHot", Indexing.oneHot(constant(0L), 2, 0, on, off), new int[] {5, -5}));
  }

  private static List<DslCases.Call> scatters() {
    Tensor rows = constant(new long[][] {{0}, {0}});
    Tensor places = constant(new int[][] {{2}, {0}});
    return List.of(
        call(
            "Scatters.scatterNd",
            Scatters.scatterNd(X, constant(new long[][] {{-1}}), V),
            new double[][] {{1, 2, 3}, {1, 2, 3}}),
        call(
            "Scatters.scatterNd",
            Scatters.scatterNd(X, rows, V, Scatter.Kind.ADD),
            new double[][] {{3, 6, 9}, {4, 5, 6}}),
        call(
            "Scatters.putAlongAxis",
            Scatters.putAlongAxis(X, places, constant(0.0), 1),
            new double[][] {{1, 2, 0}, {0, 5, 6}}),
        call(
            "Scatters.putAlongAxis",
            Scatters.putAlongAxis(X, places, constant(2.0), -1, Scatter.Kind.MUL),
            new double[][] {{1, 2, 6}, {8, 5, 6}}));
  }

  private static List<DslCases.Call> joining() {
    Tensor grid = Joining.meshgrid(List.of(constant(new double[] {7, 8}), V)).get(0);
    return List.of(
        call("Joining.concat", Joining.concat(List.of(V, V), -1), new double[] {1, 2, 3, 1, 2, 3}),
        call(
            "Joining.stack", Joining.stack(List.of(V, V), 1), new double[][] {{1, 1}, {2, 2}, {3, 3}
            }),
        call("Joining.unstack", Joining.unstack(X, -1).get(2), new double[] {3, 6}),
        call("Joining.split", Joining.split(X, 2, 0).get(1), new double[][] {{4, 5, 6}}),
        call("Joining.split", Joining.split(V, List.of(1, 2), 0).get(1), new double[] {2, 3}),
        call("Joining.tile", Joining.tile(V, 2), new double[] {1, 2, 3, 1, 2, 3}),
        call("Joining.repeat", Joining.repeat(V, 2), new double[] {1, 1, 2, 2, 3, 3}),
        call("Joining.repeat", Joining.repeat(X, 2, 0), new double[][] {
          {1, 2, 3}, {1, 2, 3}, {4, 5, 6}, {4, 5, 6}
        }),
        call("Joining.meshgrid", grid, new double[][] {{7, 7, 7}, {8, 8, 8}}));
  }

  private static List<DslCases.Call> rearranging() {
    double[][] turned = {{1, 4}, {2, 5}, {3, 6}};
    List<Integer> one = List.of(1);
    Tensor channels = constant(new double[][][][] {{{{1}}, {{2}}, {{3}}, {{4}}}});
    double[][][][] block = {{{{1, 2}, {3, 4}}}};
    return List.of(
        call("Rearranging.moveAxis", Rearranging.moveAxis(X, 0, 1), turned),
        call("Rearranging.swapAxes", Rearranging.swapAxes(X, 0, -1), turned),
        call("Rearranging.flip", Rearranging.flip(X), new double[][] {{6, 5, 4}, {3, 2, 1}}),
        call("Rearranging.flip", Rearranging.flip(X, 0), new double[][] {{4, 5, 6}, {1, 2, 3}}),
        call("Rearranging.roll", Rearranging.roll(X, 1), new double[][] {{6, 1, 2}, {3, 4, 5}}),
        call("Rearranging.roll", Rearranging.roll(V, -1, 0), new double[] {2, 3, 1}),
        call(
            "Rearranging.reverseSequence",
            Rearranging.reverseSequence(X, constant(new long[] {2, 3}), 1, 0),
            new double[][] {{2, 1, 3}, {6, 5, 4}}),
        call(
            "Rearranging.depthToSpace",
            Rearranging.depthToSpace(channels, 2, DepthOrder.DEPTH_FIRST),
            block),
        call(
            "Rearranging.spaceToDepth",
            Rearranging.spaceToDepth(constant(block), 2),
            new double[][][][] {{{{1}}, {{2}}, {{3}}, {{4}}}}),
        call("Padding.pad", Padding.pad(V, one, one), new double[] {0, 1, 2, 3, 0}),
        call("Padding.pad", Padding.pad(V, one, one, 7), new double[] {7, 1, 2, 3, 7}),
        call("Padding.pad", Padding.pad(V, one, one, Padding.Mode.REFLECT), new double[] {
          2, 1, 2, 3, 2
        }),
        call(
            "Padding.centerCropPad",
            Padding.centerCropPad(X, List.of(1, 4), List.of(0, 1)),
            new double[][] {{1, 2, 3, 0}}));
  }

  private static List<DslCases.Call> running() {
    Tensor w = constant(new double[] {3, 1, 2});
    Tensor numbers = constant(new int[] {2, 0, 2});
    return List.of(
        call("Cumulative.cumSum", Cumulative.cumSum(X, -1), new double[][] {{1, 3, 6}, {4, 9, 15}}),
        call("Cumulative.cumSum", Cumulative.cumSum(V, 0, true, false), new double[] {0, 1, 3}),
        call("Cumulative.cumProd", Cumulative.cumProd(V, 0), new double[] {1, 2, 6}),
        call("Cumulative.cumProd", Cumulative.cumProd(V, 0, true, true), new double[] {6, 3, 1}),
        call("Cumulative.cumMax", Cumulative.cumMax(w, 0), new double[] {3, 3, 3}),
        call("Cumulative.cumMax", Cumulative.cumMax(w, 0, false, true), new double[] {3, 2, 2}),
        call("Cumulative.cumMin", Cumulative.cumMin(w, 0), new double[] {3, 1, 1}),
        call("Cumulative.cumMin", Cumulative.cumMin(w, 0, false, true), new double[] {1, 1, 2}),
        call(
            "Cumulative.linearRecurrence",
            Cumulative.linearRecurrence(w, V, 0, false),
            new double[] {1, 3, 9}),
        call("Cumulative.diff", Cumulative.diff(w, 0), new double[] {-2, 1}),
        call("Counting.bincount", Counting.bincount(numbers, 4), new long[] {1, 0, 2, 0}),
        call("Counting.bincount", Counting.bincount(numbers, V, 3), new double[] {2, 0, 4}),
        call("Counting.histogram", Counting.histogram(V, 2, 1, 3), new long[] {1, 2}),
        call("Counting.searchSorted", Counting.searchSorted(V, w, false), new long[] {2, 0, 1}),
        call("Counting.searchSorted", Counting.searchSorted(V, w, true), new long[] {3, 1, 2}));
  }

  private static List<DslCases.Call> filled() {
    return List.of(
        call("Creation.zeros", Creation.zeros(BOOL, Shape.shape(2)), new boolean[2]),
        call("Creation.ones", Creation.ones(INT32, Shape.shape(1, 2)), new int[][] {{1, 1}}),
        call("Creation.full", Creation.full(INT64, Shape.scalar(), -7), -7L),
        call("Creation.arange", Creation.arange(INT32, 3), new int[] {0, 1, 2}),
        call("Creation.arange", Creation.arange(FLOAT64, 1, 2, 0.5), new double[] {1, 1.5}),
        call("Creation.arangeLike", Creation.arangeLike(X, 1, INT64), new long[] {0, 1, 2}),
        call("Creation.linspace", Creation.linspace(FLOAT64, 0, 1, 3), new double[] {0, 0.5, 1}),
        call(
            "Creation.linspace", Creation.linspace(FLOAT64, 0, 1, 2, false), new double[] {0, 0.5}),
        call("Creation.eye", Creation.eye(INT32, 2), new int[][] {{1, 0}, {0, 1}}),
        call("Creation.eye", Creation.eye(INT32, 1, 3, 1), new int[][] {{0, 1, 0}}),
        call("Creation.eyeLike", Creation.eyeLike(X, 0), new double[][] {{1, 0, 0}, {0, 1, 0}}),
        call("Creation.tri", Creation.tri(INT32, 2, 3, 0), new int[][] {{1, 0, 0}, {1, 1, 0}}),
        call("Diagonals.tril", Diagonals.tril(X), new double[][] {{1, 0, 0}, {4, 5, 0}}),
        call("Diagonals.tril", Diagonals.tril(X, -1), new double[][] {{0, 0, 0}, {4, 0, 0}}),
        call("Diagonals.triu", Diagonals.triu(X), new double[][] {{1, 2, 3}, {0, 5, 6}}),
        call("Diagonals.triu", Diagonals.triu(X, 1), new double[][] {{0, 2, 3}, {0, 0, 6}}),
        call("Diagonals.diagonal", Diagonals.diagonal(X), new double[] {1, 5}),
        call("Diagonals.diagonal", Diagonals.diagonal(X, 1), new double[] {2, 6}),
        call("Diagonals.trace", Diagonals.trace(X), 6.0),
        call("Diagonals.diag", Diagonals.diag(constant(new int[] {1, 2})), new int[][] {
          {1, 0}, {0, 2}
        }),
        call("Diagonals.diag", Diagonals.diag(constant(new int[] {3}), -1), new int[][] {
          {0, 0}, {3, 0}
        }));
  }
}

package io.opwalk.ops;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.ops.Tensors.constant;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.ClassLossOptions.Reduction;
import io.opwalk.state.ParameterStore;
import java.util.List;
import java.util.stream.Stream;

/** Calls of the functions of Tensors, Shapes, Reductions, Linear and Probability. */
final class DslCases {
  private static final double LOG2 = 0.6931471805599453;

  /** 1 2 3 / 4 5 6. */
  private static final Tensor X = constant(new double[][] {{1, 2, 3}, {4, 5, 6}});

  private static final Tensor COLUMN = constant(new double[][] {{1}, {2}});
  private static final Tensor VECTOR = constant(new double[] {1, 0, -1});
  private static final Tensor TRUTHS = constant(new boolean[][] {{true, false}, {true, true}});
  private static final Tensor ZEROS = constant(new double[2][2]);

  private DslCases() {}

  /**
   * A call and what it gives.
   *
   * @param function the class and the name of the function
   * @param result the call's result
   * @param expected its value, as a Java value of any rank
   */
  record Call(String function, Tensor result, NDArray expected) {
    @Override
    public String toString() {
      return function + " gives " + expected;
    }
  }

  static Call call(String function, Tensor result, Object expected) {
    NDArray value = expected instanceof NDArray array ? array : NDArray.ofArray(expected);
    return new Call(function, result, value);
  }

  static List<Call> all() {
    return Stream.of(
            tensors(),
            reshapes(),
            broadcasts(),
            sums(),
            truths(),
            moments(),
            products(),
            probabilities(),
            gradients(),
            loops(),
            ConvDslCases.all(),
            SortingDslCases.all(),
            NormDslCases.all(),
            MatrixDslCases.all(),
            IndexingDslCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Call> tensors() {
    Tensor w = Tensors.parameter("w", NDArray.of(1.5));
    Tensor shared = Tensors.parameter(Tensors.slotOf(w), false);
    Tensor stored = Tensors.parameter(new ParameterStore(), "b", NDArray.scalar(2L));
    return List.of(
        call("Tensors.constant", constant(1.5), 1.5),
        call("Tensors.constant", constant(7L), 7L),
        call("Tensors.constant", constant(new int[][] {{1}, {2}}), new int[][] {{1}, {2}}),
        call("Tensors.constant", constant(NDArray.of(true)), new boolean[] {true}),
        call("Tensors.literal", Tensors.literal(2, constant(1f)), 2f),
        call("Tensors.cast", Tensors.cast(constant(-1.5), INT32), -1),
        call("Tensors.parameter", w, new double[] {1.5}),
        call("Tensors.parameter", shared, new double[] {1.5}),
        call("Tensors.parameter", stored, 2L),
        call("Tensors.zerosLike", Tensors.zerosLike(X), new double[2][3]),
        call("Tensors.zerosLike", Tensors.zerosLike(constant(true)), false),
        call("Tensors.onesLike", Tensors.onesLike(constant(new float[2])), new float[] {1, 1}));
  }

  private static List<Call> reshapes() {
    double[][] columns = {{1, 2}, {3, 4}, {5, 6}};
    double[][][] outer = {{{1, 2, 3}, {4, 5, 6}}};
    double[][][] inner = {{{1, 2, 3}}, {{4, 5, 6}}};
    double[] flat = {1, 2, 3, 4, 5, 6};
    double[][] turned = {{1, 4}, {2, 5}, {3, 6}};
    Tensor ones = constant(new double[][][] {{{7}, {8}}});
    return List.of(
        call("Shapes.reshape", Shapes.reshape(X, 3, 2), columns),
        call("Shapes.reshape", Shapes.reshape(X, -1, 2), columns),
        call("Shapes.reshape", Shapes.reshape(X, 3, -1), columns),
        call("Shapes.reshape", Shapes.reshape(constant(5.0), 1, 1), new double[][] {{5}}),
        call("Shapes.reshape", Shapes.reshape(constant(new double[] {5})), 5.0),
        call("Shapes.reshape", Shapes.reshape(X, Shape.shape(3, 2)), columns),
        call("Shapes.reshapeLike", Shapes.reshapeLike(X, constant(new int[3][2])), columns),
        call("Shapes.flatten", Shapes.flatten(X), flat),
        call("Shapes.flatten", Shapes.flatten(Shapes.expandDims(X, 0), 1), new double[][] {flat}),
        call("Shapes.flatten", Shapes.flatten(Shapes.expandDims(X, 0), -2), new double[][] {flat}),
        call("Shapes.flatten", Shapes.flatten(VECTOR, 1), new double[][] {{1}, {0}, {-1}}),
        call("Shapes.expandDims", Shapes.expandDims(X, 0), outer),
        call("Shapes.expandDims", Shapes.expandDims(X, -2), inner),
        call("Shapes.expandDims", Shapes.expandDims(constant(3.0), -1, 0), new double[][] {{3}}),
        call("Shapes.expandDims", Shapes.expandDims(X, List.of(1)), inner),
        call("Shapes.squeeze", Shapes.squeeze(ones), new double[] {7, 8}),
        call("Shapes.squeeze", Shapes.squeeze(ones, -1), new double[][] {{7, 8}}),
        call("Shapes.squeeze", Shapes.squeeze(ones, 2, 0), new double[] {7, 8}),
        call("Shapes.transpose", Shapes.transpose(X), turned),
        call("Shapes.transpose", Shapes.transpose(X, -1, 0), turned),
        call("Shapes.transpose", Shapes.transpose(ones, 0, 2, 1), new double[][][] {{{7, 8}}}),
        call("Shapes.shapeOf", Shapes.shapeOf(X), new long[] {2, 3}),
        call("Shapes.size", Shapes.size(X), 6L),
        call("Shapes.size", Shapes.size(X, -1), 3L),
        call("Shapes.size", Shapes.size(X, FLOAT32, List.of(0)), 2f));
  }

  private static List<Call> broadcasts() {
    double[][] repeated = {{1, 1, 1}, {2, 2, 2}};
    return List.of(
        call("Shapes.broadcastTo", Shapes.broadcastTo(COLUMN, Shape.shape(2, 3)), repeated),
        call("Shapes.broadcastLike", Shapes.broadcastLike(COLUMN, X), repeated),
        call("Shapes.broadcastLike", Shapes.broadcastLike(constant(true), TRUTHS), new boolean[][] {
          {true, true}, {true, true}
        }),
        call("Shapes.sumTo", Shapes.sumTo(X, Shape.scalar()), 21.0),
        call("Shapes.sumTo", Shapes.sumTo(X, Shape.shape(3)), new double[] {5, 7, 9}),
        call("Shapes.sumTo", Shapes.sumTo(X, Shape.shape(1, 3)), new double[][] {{5, 7, 9}}),
        call("Shapes.sumTo", Shapes.sumTo(X, Shape.shape(2, 1)), new double[][] {{6}, {15}}),
        call("Shapes.sumTo", Shapes.sumTo(X, Shape.shape(1)), new double[] {21}),
        call("Shapes.sumLike", Shapes.sumLike(X, COLUMN), new double[][] {{6}, {15}}),
        call("Shapes.sumLike", Shapes.sumLike(X, X), new double[][] {{1, 2, 3}, {4, 5, 6}}));
  }

  private static List<Call> sums() {
    List<Integer> last = List.of(-1);
    return List.of(
        call("Reductions.sum", Reductions.sum(X), 21.0),
        call("Reductions.sum", Reductions.sum(X, 0), new double[] {5, 7, 9}),
        call("Reductions.sum", Reductions.sum(X, -1, 0), 21.0),
        call("Reductions.sum", Reductions.sum(VECTOR, List.of(), false), new double[] {1, 0, -1}),
        call("Reductions.sum", Reductions.sum(X, last, true), new double[][] {{6}, {15}}),
        call("Reductions.prod", Reductions.prod(X), 720.0),
        call("Reductions.prod", Reductions.prod(X, 1), new double[] {6, 120}),
        call("Reductions.prod", Reductions.prod(X, last, true), new double[][] {{6}, {120}}),
        call("Reductions.min", Reductions.min(X), 1.0),
        call("Reductions.min", Reductions.min(X, 0), new double[] {1, 2, 3}),
        call("Reductions.min", Reductions.min(X, last, true), new double[][] {{1}, {4}}),
        call("Reductions.max", Reductions.max(X), 6.0),
        call("Reductions.max", Reductions.max(X, 0), new double[] {4, 5, 6}),
        call("Reductions.max", Reductions.max(X, last, true), new double[][] {{3}, {6}}),
        call("Reductions.argMax", Reductions.argMax(X), 5L),
        call("Reductions.argMax", Reductions.argMax(VECTOR, 0), 0L),
        call("Reductions.argMax", Reductions.argMax(X, -1), new long[] {2, 2}),
        call("Reductions.argMax", Reductions.argMax(X, 0, true), new long[][] {{1, 1, 1}}),
        call("Reductions.argMin", Reductions.argMin(VECTOR), 2L),
        call("Reductions.argMin", Reductions.argMin(X, -1), new long[] {0, 0}),
        call("Reductions.argMin", Reductions.argMin(X, 0, true), new long[][] {{0, 0, 0}}));
  }

  private static List<Call> truths() {
    List<Integer> last = List.of(-1);
    return List.of(
        call("Reductions.any", Reductions.any(TRUTHS), true),
        call("Reductions.any", Reductions.any(TRUTHS, 1), new boolean[] {true, true}),
        call(
            "Reductions.any", Reductions.any(TRUTHS, last, true), new boolean[][] {{true}, {true}}),
        call("Reductions.all", Reductions.all(TRUTHS), false),
        call("Reductions.all", Reductions.all(TRUTHS, 0), new boolean[] {true, false}),
        call("Reductions.all", Reductions.all(TRUTHS, last, true), new boolean[][] {{false}, {true}
        }));
  }

  private static List<Call> moments() {
    List<Integer> last = List.of(-1);
    return List.of(
        call("Reductions.mean", Reductions.mean(X), 3.5),
        call("Reductions.mean", Reductions.mean(X, 0), new double[] {2.5, 3.5, 4.5}),
        call("Reductions.mean", Reductions.mean(X, last, true), new double[][] {{2}, {5}}),
        call("Reductions.variance", Reductions.variance(X), 35.0 / 12),
        call("Reductions.variance", Reductions.variance(X, 0), new double[] {2.25, 2.25, 2.25}),
        call(
            "Reductions.variance", Reductions.variance(COLUMN, last, true), new double[][] {{0}, {0}
            }),
        call("Reductions.std", Reductions.std(constant(new double[] {1, 5})), 2.0),
        call("Reductions.std", Reductions.std(X, 0), new double[] {1.5, 1.5, 1.5}),
        call("Reductions.std", Reductions.std(COLUMN, List.of(0), true), new double[][] {{0.5}}),
        call("Reductions.logSumExp", Reductions.logSumExp(ZEROS), 2 * LOG2),
        call("Reductions.logSumExp", Reductions.logSumExp(ZEROS, 0), new double[] {LOG2, LOG2}),
        call("Reductions.logSumExp", Reductions.logSumExp(ZEROS, last, true), new double[][] {
          {LOG2}, {LOG2}
        }));
  }

  private static List<Call> products() {
    Tensor square = constant(new double[][] {{0, 1}, {2, 0}});
    Tensor ints = constant(new int[] {1, 2, 3});
    Tensor batch = Shapes.expandDims(X, 0);
    return List.of(
        call("Linear.matmul", Linear.matmul(square, X), new double[][] {{4, 5, 6}, {2, 4, 6}}),
        call("Linear.matmul", Linear.matmul(square, batch), new double[][][] {{{4, 5, 6}, {2, 4, 6}}
        }),
        call("Linear.matmul", Linear.matmul(X, VECTOR), new double[] {-2, -2}),
        call("Linear.matmul", Linear.matmul(batch, VECTOR), new double[][] {{-2, -2}}),
        call("Linear.matmul", Linear.matmul(constant(new double[] {1, 1}), X), new double[] {5, 7, 9
        }),
        call("Linear.matmul", Linear.matmul(VECTOR, VECTOR), 2.0),
        call("Linear.dot", Linear.dot(ints, ints), 14));
  }

  private static List<Call> probabilities() {
    double[][] half = {{0.5, 0.5}, {0.5, 0.5}};
    double[][] logs = {{-LOG2, -LOG2}, {-LOG2, -LOG2}};
    Tensor labels = constant(new double[][] {{1, 0}, {0.25, 0.75}});
    double[] loss = {LOG2, LOG2};
    return List.of(
        call("Probability.softmax", Probability.softmax(ZEROS), half),
        call("Probability.softmax", Probability.softmax(COLUMN), new double[][] {{1}, {1}}),
        call("Probability.softmax", Probability.softmax(ZEROS, 0), half),
        call("Probability.sparsemax", Probability.sparsemax(ZEROS), half),
        call("Probability.sparsemax", Probability.sparsemax(X, 0), new double[][] {
          {0, 0, 0}, {1, 1, 1}
        }),
        call("Gates.glu", Gates.glu(ZEROS), new double[][] {{0}, {0}}),
        call("Gates.glu", Gates.glu(constant(new double[] {3, 0}), 0), new double[] {1.5}),
        call("Probability.logSoftmax", Probability.logSoftmax(ZEROS), logs),
        call("Probability.logSoftmax", Probability.logSoftmax(ZEROS, -2), logs),
        call(
            "Probability.crossEntropyFromLogits",
            Probability.crossEntropyFromLogits(labels, ZEROS),
            loss),
        call(
            "Probability.crossEntropyFromLogits",
            Probability.crossEntropyFromLogits(labels, ZEROS, 0),
            new double[] {1.25 * LOG2, 0.75 * LOG2}),
        call(
            "Probability.sparseCrossEntropyFromLogits",
            Probability.sparseCrossEntropyFromLogits(constant(new int[] {0, -1}), ZEROS),
            new double[] {LOG2, LOG2}),
        call(
            "Probability.sparseCrossEntropyFromLogits",
            Probability.sparseCrossEntropyFromLogits(constant(new int[] {0, 1}), ZEROS, 0),
            new double[] {LOG2, LOG2}),
        call(
            "Probability.sparseCrossEntropyFromLogits",
            Probability.sparseCrossEntropyFromLogits(
                constant(new int[] {7, 1}),
                ZEROS,
                ClassLossOptions.along(1).ignoring(7).reduced(Reduction.SUM)),
            LOG2),
        call(
            "Probability.negativeLogLikelihood",
            Probability.negativeLogLikelihood(
                constant(new long[] {1, 2}),
                X,
                ClassLossOptions.along(1)
                    .weighted(constant(new double[] {7, 1, 3}))
                    .reduced(Reduction.MEAN)),
            -5.0),
        call(
            "Probability.binaryCrossEntropyFromLogits",
            Probability.binaryCrossEntropyFromLogits(labels, ZEROS),
            new double[][] {{LOG2, LOG2}, {LOG2, LOG2}}));
  }

  private static List<Call> gradients() {
    double[][] x = {{1, 2, 3}, {4, 5, 6}};
    return List.of(
        call("Tensors.identity", Tensors.identity(X), x),
        call("Tensors.placeholderWithDefault", Tensors.placeholderWithDefault("d", X), x),
        call("GradientFlow.stopGradient", GradientFlow.stopGradient(X), x),
        call("GradientFlow.stopGradient", GradientFlow.stopGradient(constant(7)), 7),
        call("GradientFlow.scaleGradient", GradientFlow.scaleGradient(X, 0.5), x),
        call("GradientFlow.scaleGradient", GradientFlow.scaleGradient(X, COLUMN), x),
        call("GradientFlow.reverseGradient", GradientFlow.reverseGradient(X), x),
        call("GradientFlow.clipGradient", GradientFlow.clipGradient(X, -1, 1), x),
        call("GradientFlow.clipGradientNorm", GradientFlow.clipGradientNorm(X, 1), x));
  }

  private static List<Call> loops() {
    Tensor truth = constant(true);
    Tensor two = constant(2.0);
    return List.of(
        call("Control.scan", Control.scan(VECTOR, two, Arithmetic::add), new double[] {3, 3, 2}),
        call("Control.foldl", Control.foldl(X, VECTOR, Arithmetic::add), new double[] {6, 7, 8}),
        call("Control.foldr", Control.foldr(X, VECTOR, Arithmetic::subtract), new double[] {
          -4, -7, -10
        }),
        call("Control.map", Control.map(X, Reductions::sum), new double[] {6, 15}),
        call(
            "Control.whileLoop",
            Control.whileLoop(9, two, x -> Logic.less(x, 30), x -> Arithmetic.square(x)),
            256.0),
        call(
            "Control.whileLoop",
            Control.whileLoop(
                    9,
                    List.of(two, constant(0L)),
                    state -> Logic.less(state.get(1), 3),
                    state -> List.of(
                        Arithmetic.multiply(state.get(0), 3), Arithmetic.add(state.get(1), 1)))
                .get(0),
            54.0),
        call("Control.cond", Control.cond(truth, () -> Arithmetic.square(two), () -> two), 4.0),
        call(
            "Control.condAll",
            Control.condAll(
                    Logic.logicalNot(truth),
                    () -> List.of(two, Arithmetic.square(two)),
                    () -> List.of(two, Arithmetic.negative(two)))
                .get(1),
            -2.0));
  }

  /** A placeholder, for what has no value of its own. */
  static Tensor open(String name, long... dims) {
    return Tensors.placeholder(name, FLOAT64, dims);
  }
}

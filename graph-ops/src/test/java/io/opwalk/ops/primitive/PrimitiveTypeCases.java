package io.opwalk.ops.primitive;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Trigonometry;
import io.opwalk.ops.TypeCase;
import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.LogicFunctions;
import io.opwalk.state.ParameterStore;
import io.opwalk.testing.cases.ForthAndBack;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Rows for every primitive but Placeholder, which has no value of its own. Scalar functions have a
 * table of theirs; here Elementwise shows how it broadcasts.
 */
public final class PrimitiveTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private PrimitiveTypeCases() {}

  /** All rows. */
  public static List<TypeCase> all() {
    return Stream.of(
            leaves(),
            elementwise(),
            casts(),
            reductions(),
            argReductions(),
            views(),
            products(),
            IndexingTypeCases.all(),
            ConvTypeCases.all(),
            kernels(),
            bodies())
        .flatMap(List::stream)
        .toList();
  }

  private static List<TypeCase> leaves() {
    NDArray value = ramp(2, 3);
    return List.of(
        of(new Constant(value), "(2, 3) float64"),
        of(new Constant(NDArray.scalar(true)), "() bool"),
        of(new Parameter(new ParameterStore().create("w", value), true), "(2, 3) float64"));
  }

  private static List<TypeCase> elementwise() {
    Elementwise add = new Elementwise(ArithmeticFunctions.ADD);
    Elementwise multiply = new Elementwise(ArithmeticFunctions.MULTIPLY);
    Elementwise where = new Elementwise(LogicFunctions.WHERE);
    NDArray mask = NDArray.of(true, false, true);
    Dim n = Dim.named("n");
    return List.of(
        of(new Elementwise(ExponentFunctions.EXP), "(?, 3) float64").over(ramp(2, 3), ANY, 3),
        of(multiply, "(2, 3) float64").over(ramp(2, 3)).over(ramp(2, 3)),
        of(multiply, "(2, 3) float64").over(ramp(3)).over(ramp(2, 3)),
        of(multiply, "(2, 3) float64").over(ramp(2, 1)).over(ramp(1, 3)),
        of(multiply, "(4, 2, 3) float64").over(ramp(4, 1, 3)).over(ramp(2, 1)),
        of(multiply, "(2, 3) float64").over(ramp(2, 3)).over(ramp()),
        of(multiply, "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(ramp(1, 3)),
        of(multiply, "(2, 3) float64").over(ramp(2, 3), ANY, ANY).over(ramp(2, 3)),
        of(multiply, "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(ramp(2, 1), ANY, 1),
        of(multiply, "(n, 3) float64")
            .over(ramp(2, 3), Shape.of(n, Dim.of(3)))
            .over(ramp(2, 1), Shape.of(n, Dim.of(1))),
        of(add, "(2, 0) float64").over(ramp(2, 0)).over(ramp(2, 1)),
        of(add, "(3,) int32").over(NDArray.of(1, 2, 3)).over(NDArray.of(4, 5, 6)),
        of(where, "(2, 3) float64").over(mask).over(ramp(2, 3)).over(ramp()),
        of(new Elementwise(LogicFunctions.LESS), "(2, 3) bool").over(ramp(2, 3)).over(ramp(2, 1)));
  }

  private static List<TypeCase> casts() {
    return List.of(
        of(new Cast(DType.FLOAT64), "(3,) float64").over(NDArray.of(1f, -2f, 0.5f)),
        of(new Cast(DType.FLOAT32), "(?,) float32").over(ramp(4), ANY),
        of(new Cast(DType.INT64), "(4,) int64").over(ramp(4)),
        of(new Cast(DType.FLOAT64), "(2,) float64").over(NDArray.of(true, false)),
        of(new Cast(DType.FLOAT32), "(2,) float32").over(NDArray.of(1L, -7L)));
  }

  private static List<TypeCase> reductions() {
    NDArray truths = NDArray.of(List.of(2, 2), true, false, true, true);
    return List.of(
        of(reduce(Reduce.Kind.SUM, true, 1), "(2, 1) float64").over(ramp(2, 3)),
        of(reduce(Reduce.Kind.SUM, false), "(2, 3) float64").over(ramp(2, 3)),
        of(reduce(Reduce.Kind.SUM, false, 0, 2), "(3,) float64").over(ramp(2, 3, 4)),
        of(reduce(Reduce.Kind.SUM, false, 0, 1), "() float64").over(ramp(2, 3), ANY, 3),
        of(reduce(Reduce.Kind.SUM, false, 0), "(3,) float64").over(ramp(0, 3)),
        of(reduce(Reduce.Kind.SUM, false, 0), "(3,) int64")
            .over(NDArray.of(List.of(1, 3), 1L, 2, 3)),
        of(reduce(Reduce.Kind.PROD, false, 1), "(?,) float64").over(ramp(2, 3), ANY, 3),
        of(reduce(Reduce.Kind.PROD, true, 0, 1), "(1, 1) float64").over(ramp(2, 3)),
        of(reduce(Reduce.Kind.MIN, false, 0), "(3,) float64").over(ramp(2, 3)),
        of(reduce(Reduce.Kind.MAX, false, 0, 1), "() float64").over(ramp(2, 3)),
        of(reduce(Reduce.Kind.MAX, true, 1), "(?, 1) float64").over(ramp(2, 3), ANY, 3),
        of(reduce(Reduce.Kind.ANY, false, 1), "(2,) bool").over(truths),
        of(reduce(Reduce.Kind.ALL, true, 0, 1), "(1, 1) bool").over(truths));
  }

  private static List<TypeCase> argReductions() {
    return List.of(
        of(new ArgReduce(ArgReduce.Kind.MAX, 1, false), "(?,) int64").over(ramp(2, 3), ANY, 3),
        of(new ArgReduce(ArgReduce.Kind.MIN, 0, true), "(1, 3) int64").over(ramp(2, 3)));
  }

  private static List<TypeCase> views() {
    Dim n = Dim.named("n");
    return List.of(
        of(new Reshape(Shape.shape(3, 2)), "(3, 2) float64").over(ramp(2, 3)),
        of(new Reshape(Shape.of(n.times(3))), "(3*n,) float64")
            .over(ramp(2, 3), Shape.of(n, Dim.of(3))),
        of(new Transpose(List.of(2, 0, 1)), "(4, ?, 3) float64").over(ramp(2, 3, 4), ANY, 3, 4),
        of(new Transpose(List.of()), "() float64").over(ramp()),
        of(new Barrier(), "(?, 3) float64").over(ramp(2, 3), ANY, 3).over(ramp(4)),
        of(new Barrier(), "(3,) bool").over(NDArray.of(true, false, true)),
        of(new Broadcast(Shape.shape(2, 3)), "(2, 3) float64").over(ramp(3)),
        of(new Broadcast(Shape.shape(4, 2, 3)), "(4, 2, 3) float64").over(ramp(2, 1)),
        of(new Broadcast(Shape.shape(2, 3)), "(2, 3) float64").over(ramp(2, 1), ANY, 1),
        of(new DimSize(List.of(0, 1), DType.FLOAT64), "() float64").over(ramp(2, 3), ANY, 3),
        of(new DimSize(List.of(), DType.INT32), "() int32").over(ramp(2, 3)));
  }

  private static List<TypeCase> products() {
    MatMul matmul = new MatMul();
    return List.of(
        of(matmul, "(2, 4) float64").over(ramp(2, 3)).over(ramp(3, 4)),
        of(matmul, "(?, 4) float64").over(ramp(2, 3), ANY, 3).over(ramp(3, 4)),
        of(matmul, "(5, 2, 4) float64").over(ramp(5, 2, 3)).over(ramp(5, 3, 4)),
        of(matmul, "(?, 2, 4) float64").over(ramp(5, 2, 3), ANY, 2, 3).over(ramp(3, 4)),
        of(matmul, "(5, 2, 4) float64").over(ramp(2, 3)).over(ramp(5, 3, 4)),
        of(matmul, "(6, 5, 2, 4) float64").over(ramp(6, 1, 2, 3)).over(ramp(5, 3, 4)),
        of(matmul, "(2, 4) float64").over(ramp(2, 0)).over(ramp(0, 4)));
  }

  private static List<TypeCase> kernels() {
    return List.of(
        of(new Custom(new ForthAndBack()), "(?,) float64; (?,) float64").over(ramp(3), ANY),
        of(new Custom(new ForthAndBack()), "(2,) int32; (2,) int32").over(NDArray.of(1, 2)));
  }

  private static List<TypeCase> bodies() {
    Dim n = Dim.named("n");
    Tensor element = Body.input("x", new TensorType(DType.FLOAT64, Shape.of(n)));
    Tensor state = Body.input("s", new TensorType(DType.FLOAT64, Shape.of(n)));
    Tensor scale = Body.input("c", TensorType.of(DType.FLOAT64));
    Tensor next = Trigonometry.sin(Arithmetic.add(Arithmetic.multiply(state, scale), element));
    Loop loop = new Loop(
        new Body("step", List.of(element, state, scale), List.of(next)),
        1,
        1,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        OptionalLong.empty());
    Body twice = new Body("then", List.of(state), List.of(Arithmetic.multiply(state, 2)));
    Body square = new Body("otherwise", List.of(element), List.of(Arithmetic.square(element)));
    return List.of(
        of(loop, "(3,) float64").over(ramp(4, 3)).over(ramp(3)).over(ramp()),
        of(loop, "(?,) float64").over(ramp(4, 3), ANY, ANY).over(ramp(3), ANY).over(ramp()),
        of(loop, "(3,) float64").over(ramp(0, 3), ANY, 3).over(ramp(3)).over(ramp()),
        of(new Cond(twice, square), "(?,) float64").over(NDArray.scalar(true)).over(ramp(3), ANY),
        of(new Cond(twice, square), "(3,) float64").over(NDArray.scalar(false)).over(ramp(3)));
  }

  private static Reduce reduce(Reduce.Kind kind, boolean keepDims, Integer... axes) {
    return new Reduce(kind, List.of(axes), keepDims);
  }
}

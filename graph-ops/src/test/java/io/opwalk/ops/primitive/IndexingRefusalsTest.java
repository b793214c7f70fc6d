package io.opwalk.ops.primitive;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the type rules of the primitives that move elements refuse, and in what words. */
class IndexingRefusalsTest {
  private static final Dim ZERO = Dim.of(0);
  private static final Tensor MATRIX = of("matrix", DType.FLOAT64, 2, 3);
  private static final Tensor VECTOR = of("vector", DType.FLOAT64, 3);
  private static final Tensor SCALAR = of("scalar", DType.FLOAT64);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 3);
  private static final Tensor TRUTHS = of("truths", DType.BOOL, 2, 3);
  private static final Tensor ROWS = of("rows", DType.FLOAT64, 2, 4, 5);

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  private static Slice slice(long start, long size, int step) {
    return new Slice(List.of(Dim.of(start)), List.of(Dim.of(size)), List.of(step));
  }

  static Stream<Arguments> refusals() {
    Pad pad = new Pad(List.of(ZERO), List.of(ZERO), List.of(0));
    Scatter add = new Scatter(Scatter.Kind.ADD);
    Cumulate sum = new Cumulate(Cumulate.Kind.SUM, 0, false, false);
    LinearRecurrence recurrence = new LinearRecurrence(0, false);
    return Stream.of(
        row(slice(0, 1, 1), "a slice of 1 axis does not fit shape (2, 3) of rank 2", MATRIX),
        row(slice(3, 1, 1), "position 3 is beyond axis 0 of (3,)", VECTOR),
        row(slice(1, 2, 2), "position 3 is beyond axis 0 of (3,): the slice starts at 1", VECTOR),
        row(slice(1, 3, -1), "position -1 is beyond axis 0", VECTOR),
        row(pad, "padding of 1 axis does not fit shape (2, 3) of rank 2", MATRIX, SCALAR),
        row(pad, "the value must be one float64, of shape (), found (3,) float64", VECTOR, VECTOR),
        row(pad, "must be one float64", VECTOR, of("", DType.INT32)),
        row(new Concat(0), "takes at least one input, found none"),
        row(new Concat(1), "axis 1 is out of range", VECTOR),
        row(new Concat(0), "one dtype, found float64 and int32 at input 1", MATRIX, INTS),
        row(new Concat(0), "one rank, found (2, 3) and (3,) at input 1", MATRIX, VECTOR),
        row(
            new Concat(0),
            "sizes must agree but along axis 0; those of axis 1 differ, at input 1 at the latest:"
                + " 3 and 4",
            MATRIX,
            of("", DType.FLOAT64, 2, 4)),
        row(new Iota(2, DType.INT64), "axis 2 is out of range", MATRIX),
        row(new Gather(), "takes rows [b, n, t] and indices [b, i], found (2, 3)", MATRIX, INTS),
        row(new Gather(), "indices must be int32 or int64, found float64", ROWS, MATRIX),
        row(
            new Gather(),
            "rows and indices must have one batch: 2 and 3",
            ROWS,
            of("", DType.INT64, 3, 3)),
        row(new Gather(), "which is empty", of("", DType.FLOAT64, 2, 0, 5), INTS),
        row(add, "ADD is not defined for bool", of("", DType.BOOL, 2, 4, 5), INTS, TRUTHS),
        row(add, "dtype of what they go into, float64, found bool", ROWS, INTS, TRUTHS),
        row(add, "updates must have the shape (2, 3, 5), found (2, 3)", ROWS, INTS, MATRIX),
        row(
            add,
            "updates must have the shape (2, 3, 5), axis 1 differs: 3 and 4",
            ROWS,
            INTS,
            of("", DType.FLOAT64, 2, 4, 5)),
        row(sum, "not defined for bool; convert with cast", TRUTHS),
        row(sum, "axis 0 is out of range", SCALAR),
        row(recurrence, "one numeric dtype, found float64 and int32", MATRIX, INTS),
        row(recurrence, "one shape, found (2, 3) and (3,)", MATRIX, VECTOR),
        row(recurrence, "axis 1 differs: 3 and 4", of("", DType.FLOAT64, 2, 4), MATRIX));
  }

  private static Arguments row(Op op, String message, Tensor... inputs) {
    return arguments(op, message, List.of(inputs));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Op op, String message, List<Tensor> inputs) {
    TypeException thrown = assertThrows(TypeException.class, () -> Apply.of(op, inputs));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  @Test
  void attributesThatFitNoInputAreRefusedAtOnce() {
    List<Dim> zeros = List.of(ZERO);
    assertThrows(IllegalArgumentException.class, () -> slice(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Slice(zeros, List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Pad(zeros, List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Pad(zeros, zeros, List.of(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> new Pad(List.of(ZERO.minus(1)), zeros, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> new Iota(0, DType.BOOL));
  }
}

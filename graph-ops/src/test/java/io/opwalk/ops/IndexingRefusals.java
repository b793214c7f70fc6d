package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the type rules of ops that move elements, or run along an axis, refuse. */
final class IndexingRefusals {
  private static final Dim ZERO = Dim.of(0);
  private static final Tensor MATRIX = of("matrix", DType.FLOAT64, 2, 3);
  private static final Tensor VECTOR = of("vector", DType.FLOAT64, 3);
  private static final Tensor SCALAR = of("scalar", DType.FLOAT64);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 3);
  private static final Tensor TRUTHS = of("truths", DType.BOOL, 2, 3);
  private static final Tensor ROWS = of("rows", DType.FLOAT64, 2, 4, 5);

  private IndexingRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  private static Slice slice(long start, long size, int step) {
    return new Slice(List.of(Dim.of(start)), List.of(Dim.of(size)), List.of(step));
  }

  static Stream<Arguments> all() {
    Pad pad = new Pad(List.of(ZERO), List.of(ZERO), List.of(0));
    Scatter add = new Scatter(Scatter.Kind.ADD);
    Cumulate sum = new Cumulate(Cumulate.Kind.SUM, 0, false, false);
    LinearRecurrence recurrence = new LinearRecurrence(0, false);
    return Stream.of(
        TypeRefusalsTest.row(new SizedLike(), "takes 2 inputs, found 1", MATRIX),
        TypeRefusalsTest.row(
            slice(0, 1, 1), "a slice of 1 axis does not fit shape (2, 3) of rank 2", MATRIX),
        TypeRefusalsTest.row(slice(3, 1, 1), "position 3 is beyond axis 0 of (3,)", VECTOR),
        TypeRefusalsTest.row(
            slice(1, 2, 2), "position 3 is beyond axis 0 of (3,): the slice starts at 1", VECTOR),
        TypeRefusalsTest.row(slice(1, 3, -1), "position -1 is beyond axis 0", VECTOR),
        TypeRefusalsTest.row(
            pad, "padding of 1 axis does not fit shape (2, 3) of rank 2", MATRIX, SCALAR),
        TypeRefusalsTest.row(
            pad, "the value must be one float64, of shape (), found (3,) float64", VECTOR, VECTOR),
        TypeRefusalsTest.row(pad, "must be one float64", VECTOR, of("", DType.INT32)),
        TypeRefusalsTest.row(new Concat(0), "takes at least one input, found none"),
        TypeRefusalsTest.row(new Concat(1), "axis 1 is out of range", VECTOR),
        TypeRefusalsTest.row(
            new Concat(0), "one dtype, found float64 and int32 at input 1", MATRIX, INTS),
        TypeRefusalsTest.row(
            new Concat(0), "one rank, found (2, 3) and (3,) at input 1", MATRIX, VECTOR),
        TypeRefusalsTest.row(
            new Concat(0),
            "sizes must agree but along axis 0; those of axis 1 differ, at input 1 at the latest:"
                + " 3 and 4",
            MATRIX,
            of("", DType.FLOAT64, 2, 4)),
        TypeRefusalsTest.row(new Iota(2, DType.INT64), "axis 2 is out of range", MATRIX),
        TypeRefusalsTest.row(
            new Gather(), "takes rows [b, n, t] and indices [b, i], found (2, 3)", MATRIX, INTS),
        TypeRefusalsTest.row(
            new Gather(), "indices must be int32 or int64, found float64", ROWS, MATRIX),
        TypeRefusalsTest.row(
            new Gather(),
            "rows and indices must have one batch: 2 and 3",
            ROWS,
            of("", DType.INT64, 3, 3)),
        TypeRefusalsTest.row(new Gather(), "which is empty", of("", DType.FLOAT64, 2, 0, 5), INTS),
        TypeRefusalsTest.row(
            add, "ADD is not defined for bool", of("", DType.BOOL, 2, 4, 5), INTS, TRUTHS),
        TypeRefusalsTest.row(
            add, "dtype of what they go into, float64, found bool", ROWS, INTS, TRUTHS),
        TypeRefusalsTest.row(
            add, "updates must have the shape (2, 3, 5), found (2, 3)", ROWS, INTS, MATRIX),
        TypeRefusalsTest.row(
            add,
            "updates must have the shape (2, 3, 5), axis 1 differs: 3 and 4",
            ROWS,
            INTS,
            of("", DType.FLOAT64, 2, 4, 5)),
        TypeRefusalsTest.row(sum, "not defined for bool; convert with cast", TRUTHS),
        TypeRefusalsTest.row(sum, "axis 0 is out of range", SCALAR),
        TypeRefusalsTest.row(
            recurrence, "one numeric dtype, found float64 and int32", MATRIX, INTS),
        TypeRefusalsTest.row(recurrence, "one shape, found (2, 3) and (3,)", MATRIX, VECTOR),
        TypeRefusalsTest.row(
            recurrence, "axis 1 differs: 3 and 4", of("", DType.FLOAT64, 2, 4), MATRIX));
  }
}

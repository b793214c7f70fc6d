package io.opwalk.ops;

import static io.opwalk.ops.TypeRefusalsTest.row;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Loop;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What loops and conditions refuse. */
final class ControlRefusals {
  private ControlRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  static Stream<Arguments> all() {
    TensorType vector = new TensorType(DType.FLOAT64, Shape.shape(3));
    Tensor element = Body.input("element", vector);
    Tensor state = Body.input("state", vector);
    Loop loop = new Loop(
        new Body("step", List.of(element, state), List.of(Arithmetic.add(element, state))),
        1,
        1,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        OptionalLong.empty());
    Cond cond = new Cond(
        new Body("then", List.of(state), List.of(state)),
        new Body("otherwise", List.of(element), List.of(element)));
    Tensor three = of("three", DType.FLOAT64, 3);
    Tensor rows = of("rows", DType.FLOAT64, 4, 3);
    Tensor yes = of("yes", DType.BOOL);
    return Stream.of(
        row(loop, "takes 2 inputs, found 1", rows),
        row(
            loop,
            "carried value 0 must be float64, found float32",
            rows,
            of("single", DType.FLOAT32, 3)),
        row(
            loop,
            "carried value 0 must have shape (3,), found (2,)",
            rows,
            of("two", DType.FLOAT64, 2)),
        row(cond, "takes 2 inputs, found 1", yes),
        row(cond, "the condition must be a bool of rank 0, found (3,) float64", three, three),
        row(
            cond,
            "captured value 0 must have shape (3,), found (2,)",
            yes,
            of("two", DType.FLOAT64, 2)));
  }
}

package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Computes what an op is expected to give, in another way than any backend does. */
@FunctionalInterface
public interface ArrayOracle {
  /** A function of one element of each operand; see {@link Elements} for what elements are. */
  @FunctionalInterface
  interface OnElements {
    /** The expected element. */
    Object apply(List<Object> args);
  }

  /** A function of doubles. */
  @FunctionalInterface
  interface OnDoubles {
    /** The expected number. */
    double apply(double[] args);
  }

  /** What is expected for the given operands. */
  Expected expect(List<NDArray> operands);

  /** Values whose own ulp counts. */
  static ArrayOracle of(Function<List<NDArray>, NDArray> values) {
    return operands -> Expected.of(values.apply(operands));
  }

  /**
   * A function of doubles applied to operands that broadcast. The expected values are doubles, also
   * where the operands are float32.
   */
  static ArrayOracle elementwise(OnDoubles function) {
    return elementwise(
        DType.FLOAT64,
        args -> function.apply(
            args.stream().mapToDouble(arg -> ((Number) arg).doubleValue()).toArray()));
  }

  /** A function of elements applied to operands that broadcast, giving the dtype. */
  static ArrayOracle elementwise(DType dtype, OnElements function) {
    return of(operands -> broadcast(dtype, function, operands));
  }

  /** A function of elements applied to operands that broadcast, giving the last operand's dtype. */
  static ArrayOracle elementwiseExact(OnElements function) {
    return of(operands -> broadcast(operands.get(operands.size() - 1).dtype(), function, operands));
  }

  private static NDArray broadcast(DType dtype, OnElements function, List<NDArray> operands) {
    int rank = operands.stream().mapToInt(NDArray::rank).max().orElse(0);
    List<Integer> shape = new ArrayList<>();
    for (int axis = rank; axis > 0; axis--) {
      int size = 1;
      for (NDArray operand : operands) {
        if (operand.rank() >= axis && operand.dim(-axis) != 1) {
          size = operand.dim(-axis);
        }
      }
      shape.add(size);
    }
    List<List<Object>> elements = operands.stream().map(Elements::list).toList();
    ArrayFill fill = new ArrayFill(dtype, shape);
    for (int offset = 0; offset < fill.size(); offset++) {
      List<Object> args = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        args.add(elements.get(i).get(source(operands.get(i), shape, offset)));
      }
      fill.set(offset, function.apply(args));
    }
    return fill.done();
  }

  /** The offset in an operand of the element that a broadcast repeats at {@code offset}. */
  private static int source(NDArray operand, List<Integer> shape, int offset) {
    int rest = offset;
    int stride = 1;
    int source = 0;
    for (int axis = 1; axis <= operand.rank(); axis++) {
      int size = shape.get(shape.size() - axis);
      if (operand.dim(-axis) != 1) {
        source += rest % size * stride;
      }
      stride *= operand.dim(-axis);
      rest /= size;
    }
    return source;
  }
}

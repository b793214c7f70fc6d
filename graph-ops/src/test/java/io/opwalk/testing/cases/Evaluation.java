package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.scalar.Derivative;
import io.opwalk.spi.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Runs one function, or its derivatives, over many points on a backend, as a user would. A bool is
 * 1 or 0.
 */
public final class Evaluation {
  private final ScalarCase row;
  private final DType dtype;
  private final Backend backend;

  /** For the function of a row, in the given dtype of computation. */
  public Evaluation(ScalarCase row, DType dtype, Backend backend) {
    this.row = row;
    this.dtype = dtype;
    this.backend = backend;
  }

  /** The function's values. */
  public double[] values(List<double[]> points) {
    return doubles(evaluate(points.size(), List::of, i -> column(points, i)).get(0));
  }

  /** The function's values of integers. */
  public long[] integers(List<long[]> points) {
    List<NDArray> values = evaluate(
        points.size(),
        List::of,
        i -> NDArray.of(points.stream().mapToLong(point -> point[i]).toArray()));
    return values.get(0).cast(DType.INT64).toLongs();
  }

  /** What the function's derivative makes of an output gradient that is the same everywhere. */
  public double[] derivatives(int argument, List<double[]> points, double outputGradient) {
    Derivative derivative = row.function().derivative(argument).orElseThrow();
    NDArray gradient = NDArray.full(dtype, outputGradient, points.size());
    List<NDArray> values = evaluate(
        points.size(),
        // With the output, which needs all arguments: a derivative may need none of them.
        output -> List.of(
            output, derivative.apply(output.owner().inputs(), output, Tensors.constant(gradient))),
        i -> column(points, i));
    return doubles(values.get(1));
  }

  private static double[] doubles(NDArray values) {
    return values.cast(DType.FLOAT64).toDoubles();
  }

  private NDArray column(List<double[]> points, int argument) {
    return NDArray.of(points.stream().mapToDouble(point -> point[argument]).toArray());
  }

  private List<NDArray> evaluate(
      int size, Function<Tensor, List<Tensor>> build, IntFunction<NDArray> column) {
    List<Tensor> args = new ArrayList<>();
    Feed feed = Feed.empty();
    for (int i = 0; i < row.function().arity(); i++) {
      DType inputType = row.inputType(i, dtype);
      Tensor arg = Tensors.placeholder("x" + i, inputType, Shape.shape(size));
      args.add(arg);
      feed = feed.and(arg, column.apply(i).cast(inputType));
    }
    Tensor output = Scalars.apply(row.function(), args.toArray(new Tensor[0]));
    return backend.evaluate(build.apply(output), feed);
  }
}

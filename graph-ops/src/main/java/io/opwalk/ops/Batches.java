package io.opwalk.ops;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** How functions that solve equations treat vectors and batches. */
final class Batches {
  private Batches() {}

  /**
   * Applies an op that takes matrices and a batch of right-hand sides of the same size, or one
   * matrix and a batch of any: a vector counts as a matrix of one column, and batches broadcast.
   *
   * @param rule its type rule
   * @param op the op itself
   */
  static Tensor solve(
      String function,
      Tensor a,
      Tensor b,
      Function<List<TensorType>, List<TensorType>> rule,
      BinaryOperator<Tensor> op) {
    boolean vector = b.shape().rank() == 1;
    Shape column = vector ? Shape.of(b.shape().dim(0), Dim.of(1)) : b.shape();
    if (a.shape().rank() < 2 || column.rank() < 2) {
      throw Refusal.of(
          function, "takes matrices, and a vector or matrices of right-hand sides", a, b);
    }
    // Before a node is made: an error is to show what the user gave.
    List<Shape> shapes = Refusal.naming(function, List.of(a, b), () -> {
      List<Shape> aligned = aligned(a.shape(), column);
      rule.apply(List.of(a.type().withShape(aligned.get(0)), b.type().withShape(aligned.get(1))));
      return aligned;
    });
    Tensor solution = op.apply(
        Shapes.broadcastTo(a, shapes.get(0)),
        Shapes.broadcastTo(vector ? Shapes.reshape(b, column) : b, shapes.get(1)));
    return vector ? Shapes.reshape(solution, solution.shape().withoutDims(List.of(-1))) : solution;
  }

  private static List<Shape> aligned(Shape a, Shape b) {
    Shape left = front(a);
    Shape right = front(b);
    if (a.rank() == 2 || left.equals(right)) {
      return List.of(a, b);
    }
    Shape batch = Shape.broadcast(left, right);
    return List.of(batch.append(back(a)), batch.append(back(b)));
  }

  private static Shape front(Shape shape) {
    return Shape.of(shape.dims().subList(0, shape.rank() - 2));
  }

  private static Shape back(Shape shape) {
    return Shape.of(shape.dims().subList(shape.rank() - 2, shape.rank()));
  }
}

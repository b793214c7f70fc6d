package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Parameters that have the axes of what they scale or shift in part: a bias for each channel. */
final class ChannelParameters {
  private ChannelParameters() {}

  /**
   * The type of {@code x} once parameters over some of its axes have been combined with it.
   *
   * @param names what each parameter is called
   * @param inputs x, then the parameters
   * @throws IllegalArgumentException where a parameter does not have these axes
   */
  static TensorType fit(List<String> names, List<TensorType> inputs, List<Integer> axes) {
    Inputs.require(names.size() + 1, inputs);
    TensorType x = Inputs.floating(inputs.subList(0, 1));
    axes.forEach(axis -> Inputs.requireAxis(axis, x.shape()));
    Shape shape = x.shape();
    for (int i = 0; i < names.size(); i++) {
      TensorType parameter = inputs.get(i + 1);
      if (parameter.dtype() != x.dtype() || !fits(parameter.shape(), x.shape(), axes)) {
        throw new IllegalArgumentException(names.get(i) + " must be " + x.dtype()
            + " with the sizes of axes " + axes + " of " + x.shape() + ", found " + parameter);
      }
      shape = Shape.broadcast(shape, wide(parameter.shape(), x.rank(), axes));
    }
    return x.withShape(shape);
  }

  private static boolean fits(Shape parameter, Shape x, List<Integer> axes) {
    boolean fits = parameter.rank() == axes.size();
    for (int i = 0; fits && i < axes.size(); i++) {
      Dim own = parameter.dim(i);
      Dim wanted = x.dim(axes.get(i));
      boolean trusted = !own.isFixed() || !wanted.isFixed();
      fits = own.equals(wanted) || (trusted && !own.is(1) && !wanted.is(1));
    }
    return fits;
  }

  private static Shape wide(Shape parameter, int rank, List<Integer> axes) {
    List<Dim> dims = new ArrayList<>(Collections.nCopies(rank, Dim.of(1)));
    for (int i = 0; i < axes.size(); i++) {
      dims.set(axes.get(i), parameter.dim(i));
    }
    return Shape.of(dims);
  }

  /**
   * A parameter with axes of size 1 for those of {@code x} that it lacks, so that it broadcasts.
   */
  static Tensor widen(Tensor parameter, Tensor x, List<Integer> axes) {
    return Shapes.reshape(parameter, wide(parameter.shape(), x.shape().rank(), axes));
  }
}

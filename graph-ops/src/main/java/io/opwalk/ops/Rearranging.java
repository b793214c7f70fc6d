package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The same elements in other places. All dtypes. Axes may be counted from the end. */
public final class Rearranging {
  private Rearranging() {}

  /**
   * One axis moved to another place; the others keep their order.
   *
   * <pre>{@code
   * moveAxis(images, -1, 1);   // (n, h, w, c) -> (n, c, h, w)
   * }</pre>
   *
   * @throws TypeException where there is no such axis
   */
  public static Tensor moveAxis(Tensor x, int from, int to) {
    int source = Shapes.axis("moveAxis", x, from);
    int target = Shapes.axis("moveAxis", x, to);
    List<Integer> order = new ArrayList<>(Shapes.allAxes(x));
    order.remove(source);
    order.add(target, source);
    return Shapes.transpose(x, ints(order));
  }

  /**
   * Two axes exchanged.
   *
   * @throws TypeException where there is no such axis
   */
  public static Tensor swapAxes(Tensor x, int first, int second) {
    List<Integer> order = new ArrayList<>(Shapes.allAxes(x));
    Collections.swap(order, Shapes.axis("swapAxes", x, first), Shapes.axis("swapAxes", x, second));
    return Shapes.transpose(x, ints(order));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The elements in reverse order along all axes. */
  public static Tensor flip(Tensor x) {
    return flip(x, ints(Shapes.allAxes(x)));
  }

  /**
   * The elements in reverse order along the given axes.
   *
   * @throws TypeException where there is no such axis, or one is given twice
   */
  public static Tensor flip(Tensor x, int... axes) {
    List<Integer> flipped = Shapes.axes("flip", x, Arrays.stream(axes).boxed().toList());
    List<Dim> dims = x.shape().dims();
    List<Dim> starts = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      boolean turned = flipped.contains(axis);
      starts.add(turned ? dims.get(axis).minus(1) : Dim.of(0));
      steps.add(turned ? -1 : 1);
    }
    return flipped.isEmpty() ? x : Apply.of(new Slice(starts, dims, steps), x).output();
  }

  /** The elements moved on in row-major order; those that leave at one end enter at the other. */
  public static Tensor roll(Tensor x, int shift) {
    return Shapes.reshape(roll(Shapes.flatten(x), shift, 0), x.shape());
  }

  /**
   * The elements moved on along an axis; those that leave at one end enter at the other.
   *
   * @param shift by how many places; negative to move toward the front
   * @throws TypeException where there is no such axis
   */
  public static Tensor roll(Tensor x, int shift, int axis) {
    int at = Shapes.axis("roll", x, axis);
    Dim size = x.shape().dim(at);
    Dim whole = size.max(Dim.of(1));
    Dim by = Dim.of(0).plus(shift);
    Dim moved = by.minus(by.floorDiv(whole).times(whole));
    if (moved.is(0)) {
      return x;
    }
    // Along an empty axis nothing moves, whatever the shift.
    Dim back = moved.min(size);
    return Joining.concat(
        List.of(
            Joining.part(x, at, size.minus(back), back),
            Joining.part(x, at, Dim.of(0), size.minus(back))),
        at);
  }

  /**
   * The first elements along an axis in reverse order, their number given for each place along
   * another one: ONNX's ReverseSequence.
   *
   * @param lengths how many, as int32 or int64: one for each place along {@code batchAxis}
   * @throws TypeException where there is no such axis, the axes are one, or the lengths do not fit
   */
  public static Tensor reverseSequence(Tensor x, Tensor lengths, int timeAxis, int batchAxis) {
    int time = Shapes.axis("reverseSequence", x, timeAxis);
    int batch = Shapes.axis("reverseSequence", x, batchAxis);
    Indexing.requireIndices("reverseSequence", x, lengths);
    if (time == batch || lengths.shape().rank() != 1) {
      throw Refusal.of(
          "reverseSequence",
          "takes two axes and a vector of lengths, found axes " + time + " and " + batch + " and "
              + lengths.shape(),
          x,
          lengths);
    }
    List<Integer> order = new ArrayList<>(Shapes.allAxes(x));
    order.removeAll(List.of(time, batch));
    order.addAll(0, List.of(batch, time));
    Tensor front = Shapes.transpose(x, ints(order));
    List<Dim> dims = front.shape().dims();
    Tensor positions = Creation.arangeLike(x, time, DType.INT64);
    Tensor counts = Shapes.expandDims(Tensors.cast(lengths, DType.INT64), 1);
    Tensor sources = Logic.where(
        Logic.less(positions, counts),
        Arithmetic.subtract(Arithmetic.subtract(counts, 1), positions),
        positions);
    Dim width = Dim.product(dims.subList(2, dims.size()));
    Tensor rows = Shapes.reshape(front, Shape.of(dims.get(0), dims.get(1), width));
    Tensor picked = Apply.of(new Gather(), rows, sources).output();
    Tensor back = Shapes.reshape(picked, front.shape());
    int[] inverse =
        IntStream.range(0, order.size()).map(axis -> order.indexOf(axis)).toArray();
    return Shapes.transpose(back, inverse);
  }

  /** Which part of the channels {@link #depthToSpace} takes for the places of a block. */
  public enum DepthOrder {
    /** The block's place is the outer part, the channel of the result the inner. */
    DEPTH_FIRST,
    /** The channel of the result is the outer part: a sub-pixel convolution's order. */
    CHANNEL_FIRST
  }

  /**
   * Channels laid out as blocks of pixels: ONNX's DepthToSpace, whose modes are DCR and CRD.
   *
   * @param x of shape [n, c*block*block, h, w]
   * @return of shape [n, c, h*block, w*block]
   * @throws TypeException where the rank is not 4, or the channels do not fit
   */
  public static Tensor depthToSpace(Tensor x, int block, DepthOrder order) {
    requireImages("depthToSpace", x, block);
    Dim b = Dim.of(block);
    List<Dim> dims = x.shape().dims();
    Dim channels = dims.get(1)
        .exactQuotient(b.times(b))
        .orElseThrow(() -> Refusal.of(
            "depthToSpace",
            dims.get(1) + " channels are no multiple of " + block + "*" + block,
            x));
    boolean depthFirst = order == DepthOrder.DEPTH_FIRST;
    Shape apart = depthFirst
        ? Shape.of(dims.get(0), b, b, channels, dims.get(2), dims.get(3))
        : Shape.of(dims.get(0), channels, b, b, dims.get(2), dims.get(3));
    Tensor blocks = Shapes.reshape(x, apart);
    Tensor placed = depthFirst
        ? Shapes.transpose(blocks, 0, 3, 4, 1, 5, 2)
        : Shapes.transpose(blocks, 0, 1, 4, 2, 5, 3);
    return Shapes.reshape(
        placed,
        Shape.of(dims.get(0), channels, dims.get(2).times(b), dims.get(3).times(b)));
  }

  /**
   * Blocks of pixels laid out as channels: ONNX's SpaceToDepth, the inverse of
   * {@link #depthToSpace} in the order {@link DepthOrder#DEPTH_FIRST}.
   *
   * @param x of shape [n, c, h*block, w*block]
   * @return of shape [n, c*block*block, h, w]
   * @throws TypeException where the rank is not 4, or height or width do not fit
   */
  public static Tensor spaceToDepth(Tensor x, int block) {
    requireImages("spaceToDepth", x, block);
    Dim b = Dim.of(block);
    List<Dim> dims = x.shape().dims();
    Dim rows = blocks(x, 2, b);
    Dim columns = blocks(x, 3, b);
    Tensor apart = Shapes.reshape(x, Shape.of(dims.get(0), dims.get(1), rows, b, columns, b));
    Tensor placed = Shapes.transpose(apart, 0, 3, 5, 1, 2, 4);
    return Shapes.reshape(
        placed, Shape.of(dims.get(0), dims.get(1).times(b).times(b), rows, columns));
  }

  private static Dim blocks(Tensor x, int axis, Dim block) {
    Dim size = x.shape().dim(axis);
    if (size.isFixed() && size.exactQuotient(block).isEmpty()) {
      throw Refusal.of(
          "spaceToDepth", "axis " + axis + " of size " + size + " is no multiple of " + block, x);
    }
    // Whether an unknown size divides is found out by the reshape.
    return size.exactQuotient(block).orElseGet(() -> size.floorDiv(block));
  }

  private static void requireImages(String function, Tensor x, int block) {
    if (x.shape().rank() != 4 || block < 1) {
      throw Refusal.of(
          function,
          "takes images [n, c, h, w] and blocks of 1 or more, found " + x.shape() + " and " + block,
          x);
    }
  }
}

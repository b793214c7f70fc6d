package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Windows that slide over signals, as oracles see them: one signal after another, element by
 * element.
 *
 * @param axes over how many axes
 * @param stride along each of them, as are the others
 * @param dilation between neighbours in a window
 * @param before how many elements stand in front of a signal, for its length and the extent of the
 *     window
 * @param places how many windows there are, for the length of a signal and that extent
 * @param channelsLast where the channels are
 */
record Sliding(
    int axes,
    int stride,
    int dilation,
    IntBinaryOperator before,
    IntBinaryOperator places,
    boolean channelsLast) {
  /** Windows within signals that were padded on both sides. */
  static Sliding padded(
      int axes, int stride, int dilation, int before, int after, boolean channelsLast) {
    return new Sliding(
        axes,
        stride,
        dilation,
        (length, extent) -> before,
        (length, extent) -> (length + before + after - extent) / stride + 1,
        channelsLast);
  }

  /** TensorFlow's SAME: one window per stride begun, an odd element of padding behind. */
  static Sliding same(int axes, int stride, int dilation, boolean channelsLast) {
    return new Sliding(
        axes,
        stride,
        dilation,
        (length, extent) -> padding(length, extent, stride) / 2,
        (length, extent) -> (length + stride - 1) / stride,
        channelsLast);
  }

  /** TensorFlow's own words: its remainder, not its quotient, decides. */
  static int padding(int length, int extent, int stride) {
    int rest = length % stride;
    return Math.max(extent - (rest == 0 ? stride : rest), 0);
  }

  int channelAxis() {
    return channelsLast ? axes + 1 : 1;
  }

  int channels(NDArray x) {
    return x.dim(channelAxis());
  }

  /** The axes between batch and channels. */
  List<Integer> signal(List<Integer> shape) {
    return channelsLast ? shape.subList(1, axes + 1) : shape.subList(2, axes + 2);
  }

  /** A shape or an index. */
  List<Integer> join(int batch, int channel, List<Integer> signal) {
    List<Integer> joined = new ArrayList<>(signal);
    joined.add(channelsLast ? axes : 0, channel);
    joined.add(0, batch);
    return joined;
  }

  List<Integer> places(List<Integer> signal, List<Integer> window) {
    List<Integer> counts = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      counts.add(places.applyAsInt(signal.get(axis), extent(window.get(axis))));
    }
    return counts;
  }

  private int extent(int size) {
    return 1 + dilation * (size - 1);
  }

  /** Where in a signal an element of a window lies; maybe outside of it. */
  List<Integer> position(
      List<Integer> signal, List<Integer> window, List<Integer> place, List<Integer> element) {
    List<Integer> position = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int front = before.applyAsInt(signal.get(axis), extent(window.get(axis)));
      position.add(place.get(axis) * stride + element.get(axis) * dilation - front);
    }
    return position;
  }

  static boolean isWithin(List<Integer> position, List<Integer> signal) {
    for (int axis = 0; axis < signal.size(); axis++) {
      if (position.get(axis) < 0 || position.get(axis) >= signal.get(axis)) {
        return false;
      }
    }
    return true;
  }

  /** For every element of the result of pooling, in order, the elements of its window. */
  List<List<Object>> windows(NDArray x, int size) {
    List<Object> elements = Elements.list(x);
    List<Integer> window = Collections.nCopies(axes, size);
    List<List<Object>> windows = new ArrayList<>();
    for (List<Integer> index : Grid.indices(pooled(x, size))) {
      List<Object> found = new ArrayList<>();
      for (List<Integer> element : Grid.indices(window)) {
        List<Integer> position = position(signal(x.shape()), window, signal(index), element);
        if (isWithin(position, signal(x.shape()))) {
          List<Integer> at = join(index.get(0), index.get(channelAxis()), position);
          found.add(elements.get(Grid.offset(at, x.shape())));
        }
      }
      windows.add(found);
    }
    return windows;
  }

  /** The shape of the result of pooling. */
  List<Integer> pooled(NDArray x, int size) {
    List<Integer> counts = places(signal(x.shape()), Collections.nCopies(axes, size));
    return join(x.dim(0), channels(x), counts);
  }
}

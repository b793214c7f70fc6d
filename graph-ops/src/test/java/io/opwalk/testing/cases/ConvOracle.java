package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions from their definitions, exactly: the pairs of factors that meet in each element.
 *
 * @param sliding how windows slide
 * @param groups how many groups of channels there are
 * @param keras whether the axes of the kernel's windows come first
 */
record ConvOracle(Sliding sliding, int groups, boolean keras) {
  private List<Integer> window(NDArray kernel) {
    int axes = sliding.axes();
    return keras ? kernel.shape().subList(0, axes) : kernel.shape().subList(2, axes + 2);
  }

  /** The offset in a kernel whose two other axes are, in ONNX's order, first and second. */
  private int offset(NDArray kernel, int first, int second, List<Integer> element) {
    List<Integer> index = new ArrayList<>(element);
    index.addAll(
        keras ? sliding.axes() : 0, keras ? List.of(second, first) : List.of(first, second));
    return Grid.offset(index, kernel.shape());
  }

  private int axis(NDArray kernel, boolean first) {
    return kernel.dim(keras ? (first ? -1 : -2) : (first ? 0 : 1));
  }

  /** The convolution. What lies outside of a signal is 0, and takes part as such. */
  Expected conv(NDArray x, NDArray kernel) {
    List<Object> xs = Elements.list(x);
    List<Object> weights = Elements.list(kernel);
    Object zero = x.dtype().isFloating() ? (Object) 0.0 : (Object) 0L;
    List<Integer> signal = sliding.signal(x.shape());
    List<Integer> window = window(kernel);
    int filters = axis(kernel, true);
    int inner = axis(kernel, false);
    List<Integer> shape = sliding.join(x.dim(0), filters, sliding.places(signal, window));
    List<List<Object>> pairs = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      int filter = index.get(sliding.channelAxis());
      List<Object> met = new ArrayList<>();
      for (int c = 0; c < inner; c++) {
        int channel = filter / (filters / groups) * inner + c;
        for (List<Integer> element : Grid.indices(window)) {
          List<Integer> position = sliding.position(signal, window, sliding.signal(index), element);
          met.add(
              Sliding.isWithin(position, signal)
                  ? xs.get(Grid.offset(sliding.join(index.get(0), channel, position), x.shape()))
                  : zero);
          met.add(weights.get(offset(kernel, filter, c, element)));
        }
      }
      pairs.add(met);
    }
    return sums(x.dtype(), shape, pairs);
  }

  /** The transposed convolution onto signals of the given length: every element is spread. */
  Expected transposed(NDArray x, NDArray kernel, List<Integer> lengths) {
    List<Object> xs = Elements.list(x);
    List<Object> weights = Elements.list(kernel);
    List<Integer> window = window(kernel);
    int channels = axis(kernel, true);
    int inner = axis(kernel, false);
    List<Integer> shape = sliding.join(x.dim(0), inner * groups, lengths);
    List<List<Object>> pairs = new ArrayList<>();
    Grid.indices(shape).forEach(index -> pairs.add(new ArrayList<>()));
    for (List<Integer> index : Grid.indices(x.shape())) {
      int channel = index.get(sliding.channelAxis());
      for (int f = 0; f < inner; f++) {
        int filter = channel / (channels / groups) * inner + f;
        for (List<Integer> element : Grid.indices(window)) {
          List<Integer> position =
              sliding.position(lengths, window, sliding.signal(index), element);
          if (Sliding.isWithin(position, lengths)) {
            List<Object> met =
                pairs.get(Grid.offset(sliding.join(index.get(0), filter, position), shape));
            met.add(xs.get(Grid.offset(index, x.shape())));
            met.add(weights.get(offset(kernel, channel, f, element)));
          }
        }
      }
    }
    return sums(x.dtype(), shape, pairs);
  }

  /** The gradient in the kernel, whose windows have the given size: which pairs each one met. */
  Expected kernelGradient(NDArray x, NDArray gradient, List<Integer> window) {
    List<Object> xs = Elements.list(x);
    List<Object> slopes = Elements.list(gradient);
    List<Integer> signal = sliding.signal(x.shape());
    int filters = sliding.channels(gradient);
    int inner = sliding.channels(x) / groups;
    List<Integer> shape = new ArrayList<>(List.of(filters, inner));
    shape.addAll(window);
    List<List<Object>> pairs = new ArrayList<>();
    Grid.indices(shape).forEach(index -> pairs.add(new ArrayList<>()));
    for (List<Integer> index : Grid.indices(gradient.shape())) {
      int filter = index.get(sliding.channelAxis());
      for (int c = 0; c < inner; c++) {
        int channel = filter / (filters / groups) * inner + c;
        for (List<Integer> element : Grid.indices(window)) {
          List<Integer> position = sliding.position(signal, window, sliding.signal(index), element);
          List<Integer> target = new ArrayList<>(List.of(filter, c));
          target.addAll(element);
          List<Object> met = pairs.get(Grid.offset(target, shape));
          met.add(xs.get(Grid.offset(sliding.join(index.get(0), channel, position), x.shape())));
          met.add(slopes.get(Grid.offset(index, gradient.shape())));
        }
      }
    }
    return sums(x.dtype(), shape, pairs);
  }

  private static Expected sums(DType dtype, List<Integer> shape, List<List<Object>> pairs) {
    List<Object> values = new ArrayList<>();
    double[] scale = new double[pairs.size()];
    for (int i = 0; i < scale.length; i++) {
      List<Object> met = pairs.get(i);
      if (dtype.isFloating()) {
        List<Double> numbers = met.stream().map(x -> (Double) x).toList();
        values.add(Exact.dot(numbers));
        scale[i] = Exact.dotScale(numbers, dtype);
      } else {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < met.size(); k += 2) {
          sum = sum.add(BigInteger.valueOf((Long) met.get(k))
              .multiply(BigInteger.valueOf((Long) met.get(k + 1))));
        }
        values.add(sum.longValue());
      }
    }
    DType exact = dtype.isFloating() ? DType.FLOAT64 : dtype;
    return new Expected(Elements.array(exact, shape, values), scale);
  }
}

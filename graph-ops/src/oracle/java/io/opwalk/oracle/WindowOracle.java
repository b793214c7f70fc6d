package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Patches;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.WindowPadding;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX's convolutions and pools over windows. */
final class WindowOracle {
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance SUM = Tolerance.ulps(
      16, "sums of up to 81 terms of up to 9 in another order; ulps of 9 are counted");

  private static final Tolerance ROOT =
      Tolerance.ulps(24, "sums of up to 27 powers of up to 27 in another order, and their root");

  private WindowOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("Conv", SUM, WindowOracle::conv),
        OracleRow.of("ConvTranspose", SUM, WindowOracle::transposed),
        OracleRow.of("MaxPool", EXACT, WindowOracle::maxPool),
        OracleRow.of("AveragePool", SUM, WindowOracle::averagePool),
        // The runtime has not followed opset 22, which adds nothing to it but a dtype.
        OracleRow.of("LpPool", ROOT, WindowOracle::lpPool).ofOpset(21),
        OracleRow.of("MaxUnpool", EXACT, WindowOracle::unpool),
        OracleRow.of("Col2Im", SUM, WindowOracle::col2im));
  }

  /** Windows that slide: a number for each axis. */
  private record Windows(
      List<Integer> sizes,
      List<Integer> strides,
      List<Integer> dilations,
      List<Integer> before,
      List<Integer> after,
      String autoPad) {
    static Windows drawn(Draw draw, int axes, boolean mayBeSame) {
      List<Integer> sizes = numbers(draw, axes, 1, 3);
      List<Integer> strides = numbers(draw, axes, 1, 3);
      // Less than a window, or a window might hold nothing but padding.
      List<Integer> before =
          sizes.stream().map(size -> draw.between(0, size - 1)).toList();
      List<Integer> after =
          sizes.stream().map(size -> draw.between(0, size - 1)).toList();
      if (!mayBeSame || draw.flip()) {
        return new Windows(sizes, strides, numbers(draw, axes, 1, 2), before, after, "NOTSET");
      }
      // Not dilated, and without gaps: the runtime reckons with less than no padding there, and
      // forgets about dilations in pools.
      List<Integer> near = IntStream.range(0, axes)
          .mapToObj(axis -> Math.min(strides.get(axis), sizes.get(axis)))
          .toList();
      String autoPad = draw.pick("SAME_UPPER", "SAME_LOWER", "VALID");
      return new Windows(sizes, near, numbers(draw, axes, 1, 1), before, after, autoPad);
    }

    static List<Integer> numbers(Draw draw, int axes, int low, int high) {
      return IntStream.range(0, axes).mapToObj(axis -> draw.between(low, high)).toList();
    }

    int extent(int axis) {
      return (sizes.get(axis) - 1) * dilations.get(axis) + 1;
    }

    WindowPadding padding() {
      return switch (autoPad) {
        case "SAME_UPPER" -> WindowPadding.SAME;
        case "SAME_LOWER" -> WindowPadding.SAME_LOWER;
        case "VALID" -> WindowPadding.VALID;
        default -> WindowPadding.of(before, after);
      };
    }

    Configuration.Builder describe(Configuration.Builder node) {
      node.attribute("kernel_shape", sizes)
          .attribute("strides", strides)
          .attribute("dilations", dilations);
      if (!autoPad.equals("NOTSET")) {
        return node.attribute("auto_pad", autoPad);
      }
      return node.attribute("pads", pads());
    }

    List<Integer> pads() {
      List<Integer> pads = new ArrayList<>(before);
      pads.addAll(after);
      return pads;
    }

    /** Images that a window fits into, of some channels. */
    List<Integer> images(Draw draw, int channels) {
      List<Integer> shape = new ArrayList<>(List.of(draw.between(1, 2), channels));
      for (int axis = 0; axis < sizes.size(); axis++) {
        shape.add(extent(axis) + draw.between(0, 4));
      }
      return shape;
    }

    PoolOptions.Builder pool() {
      return PoolOptions.size(ints(sizes))
          .strides(ints(strides))
          .dilations(ints(dilations))
          .padding(padding())
          .dataFormat(DataFormat.CHANNELS_FIRST);
    }

    ConvOptions conv(int groups) {
      return ConvOptions.onnx()
          .strides(ints(strides))
          .dilations(ints(dilations))
          .groups(groups)
          .padding(padding())
          .build();
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Configuration conv(Draw draw) {
    int axes = draw.between(1, 3);
    Windows windows = Windows.drawn(draw, axes, true);
    int groups = draw.between(1, 3);
    int inner = draw.between(1, 3);
    int filters = groups * draw.between(1, 2);
    List<Integer> kernel = new ArrayList<>(List.of(filters, inner));
    kernel.addAll(windows.sizes());
    NDArray x = draw.array(FLOAT32, windows.images(draw, groups * inner), ANY);
    NDArray weights = draw.array(FLOAT32, kernel, ANY);
    NDArray bias = draw.array(FLOAT32, List.of(filters), ANY);
    ConvOptions options = windows.conv(groups);
    return windows
        .describe(Configuration.of(x, weights, bias))
        .attribute("group", groups)
        .scale(9)
        .gives(in -> biased(
            switch (axes) {
              case 1 -> Convolutions.conv1d(in.get(0), in.get(1), options);
              case 2 -> Convolutions.conv2d(in.get(0), in.get(1), options);
              default -> Convolutions.conv3d(in.get(0), in.get(1), options);
            },
            in.get(2)));
  }

  private static Tensor biased(Tensor y, Tensor bias) {
    long[] shape = new long[y.shape().rank() - 1];
    Arrays.fill(shape, 1);
    shape[0] = -1;
    return Arithmetic.add(y, Shapes.reshape(bias, shape));
  }

  private static Configuration transposed(Draw draw) {
    int axes = draw.between(1, 3);
    Windows drawn = Windows.drawn(draw, axes, true);
    boolean same = drawn.autoPad().startsWith("SAME");
    Windows windows = new Windows(
        drawn.sizes(),
        drawn.strides(),
        drawn.dilations(),
        drawn.before().stream().map(pad -> Math.min(pad, 1)).toList(),
        drawn.after().stream().map(pad -> Math.min(pad, 1)).toList(),
        drawn.autoPad());
    int groups = draw.between(1, 2);
    int channels = groups * draw.between(1, 2);
    int inner = draw.between(1, 2);
    List<Integer> kernel = new ArrayList<>(List.of(channels, inner));
    kernel.addAll(windows.sizes());
    List<Integer> images = new ArrayList<>(List.of(draw.between(1, 2), channels));
    images.addAll(Windows.numbers(draw, axes, 3, 5));
    List<Integer> added = windows.strides().stream()
        .map(stride -> same ? (Integer) 0 : draw.between(0, stride - 1))
        .toList();
    ConvOptions options = windows.conv(groups);
    int[] outputPadding = same ? new int[0] : ints(added);
    return windows
        .describe(
            Configuration.of(draw.array(FLOAT32, images, ANY), draw.array(FLOAT32, kernel, ANY)))
        .attribute("group", groups)
        .attribute("output_padding", added)
        .scale(9)
        .gives(in -> switch (axes) {
          case 1 -> Convolutions.conv1dTranspose(in.get(0), in.get(1), options, outputPadding);
          case 2 -> Convolutions.conv2dTranspose(in.get(0), in.get(1), options, outputPadding);
          default -> Convolutions.conv3dTranspose(in.get(0), in.get(1), options, outputPadding);
        });
  }

  private static NDArray images(Draw draw, Windows windows) {
    return draw.array(FLOAT32, windows.images(draw, draw.between(1, 3)), ANY);
  }

  private static Configuration maxPool(Draw draw) {
    Windows windows = Windows.drawn(draw, draw.between(1, 3), true);
    boolean ceil = draw.flip();
    PoolOptions options = windows.pool().ceilMode(ceil).build();
    return windows
        .describe(Configuration.of(images(draw, windows)))
        .attribute("ceil_mode", ceil)
        .givesAll(in -> List.of(
            Pooling.maxPool(in.get(0), options), Pooling.maxPoolIndices(in.get(0), options)));
  }

  private static Configuration averagePool(Draw draw) {
    Windows windows = Windows.drawn(draw, draw.between(1, 3), true);
    boolean ceil = draw.flip();
    boolean withPadding = draw.flip();
    PoolOptions options =
        windows.pool().ceilMode(ceil).countIncludePad(withPadding).build();
    return windows
        .describe(Configuration.of(images(draw, windows)))
        .attribute("ceil_mode", ceil)
        .attribute("count_include_pad", withPadding)
        .scale(3)
        .gives(in -> Pooling.averagePool(in.get(0), options));
  }

  private static Configuration lpPool(Draw draw) {
    Windows windows = Windows.drawn(draw, draw.between(1, 3), true);
    int p = draw.between(1, 3);
    PoolOptions options = windows.pool().build();
    return windows
        .describe(Configuration.of(images(draw, windows)))
        .attribute("p", p)
        .scale(3)
        .gives(in -> Pooling.lpPool(in.get(0), p, options));
  }

  private static Configuration unpool(Draw draw) {
    int axes = draw.between(1, 3);
    List<Integer> shape = new ArrayList<>(draw.shape(2, 2));
    shape.addAll(Windows.numbers(draw, axes, 1, 3));
    List<Integer> twos = Windows.numbers(draw, axes, 2, 2);
    NDArray x = draw.array(FLOAT32, shape, ANY);
    // Anywhere among the elements of the result, which is twice as long along each axis.
    List<Integer> places = draw.permutation(x.size() << axes).subList(0, x.size());
    long[] indices = places.stream().mapToLong(Integer::longValue).toArray();
    List<Long> lengths =
        shape.subList(2, axes + 2).stream().map(size -> 2L * size).toList();
    return Configuration.of(x, NDArray.of(shape, indices))
        .attribute("kernel_shape", twos)
        .attribute("strides", twos)
        .gives(in -> Pooling.maxUnpool(in.get(0), in.get(1), DataFormat.CHANNELS_FIRST, lengths));
  }

  private static Configuration col2im(Draw draw) {
    // Over any other number the runtime mixes up channels where windows are dilated.
    int axes = 2;
    Windows windows = Windows.drawn(draw, axes, false);
    List<Integer> image = windows.images(draw, 1).subList(2, axes + 2);
    int places = 1;
    int elements = 1;
    for (int axis = 0; axis < axes; axis++) {
      int padded =
          image.get(axis) + windows.before().get(axis) + windows.after().get(axis);
      places *= (padded - windows.extent(axis)) / windows.strides().get(axis) + 1;
      elements *= windows.sizes().get(axis);
    }
    List<Integer> columns = List.of(draw.between(1, 2), draw.between(1, 3) * elements, places);
    List<Long> lengths = image.stream().map(Integer::longValue).toList();
    PoolOptions options = windows.pool().build();
    return Configuration.of(draw.array(FLOAT32, columns, ANY))
        .known(image)
        .known(windows.sizes())
        .attribute("strides", windows.strides())
        .attribute("dilations", windows.dilations())
        .attribute("pads", windows.pads())
        .scale(9)
        .gives(in -> Patches.col2im(in.get(0), lengths, options));
  }
}

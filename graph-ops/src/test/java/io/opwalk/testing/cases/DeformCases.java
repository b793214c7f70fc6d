package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.WindowPadding;
import java.util.ArrayList;
import java.util.List;

/** Convolutions whose windows look elsewhere, one product after the other. */
final class DeformCases {
  private static final Tolerance PLACED = Tolerance.ulps(
      40, "places are off by a few roundings, weights by as many times a slope of up to 2");

  private static final Operand PIXELS =
      Operand.of(Values.between(-2, 2)).withoutSpecial().smoothOn(Values.between(-2, 2));

  /** In eighths, so that float32 has them; whole ones, where slopes change, too. */
  private static final Operand OFFSETS = Operand.of(
          (dtype, random) -> random.nextInt(-20, 21) / 8.0)
      .withSpecial(Values.of(0, 1, -0.5, 1e6, -1e6, Double.NaN))
      .smoothOn(Values.between(-1.4, 1.4));

  private DeformCases() {}

  /** A kernel's sizes as ONNX has them, which have to be known, and the rest. */
  private record Setting(ConvOptions options, int offsetGroups, int[] kernel) {
    boolean isLast() {
      return options.dataFormat() == DataFormat.CHANNELS_LAST;
    }

    Tensor known(Tensor kernel) {
      return isLast()
          ? Shapes.reshape(kernel, this.kernel[2], this.kernel[3], this.kernel[1], this.kernel[0])
          : Shapes.reshape(kernel, this.kernel[0], this.kernel[1], this.kernel[2], this.kernel[3]);
    }
  }

  static List<OpCase> all() {
    ConvOptions grouped = ConvOptions.onnx()
        .strides(2, 1)
        .dilations(1, 2)
        .groups(2)
        .padding(WindowPadding.of(1))
        .build();
    Setting big = new Setting(grouped, 2, new int[] {4, 2, 2, 3});
    Setting small = new Setting(ConvOptions.onnx().groups(2).build(), 1, new int[] {2, 1, 1, 2});
    Setting keras = new Setting(
        ConvOptions.builder().padding(WindowPadding.SAME).strides(2).build(),
        1,
        new int[] {2, 1, 2, 2});
    return List.of(
        row("deformableConv2d with groups and a mask", big, true)
            .sizes("(2,4,4,5) (4,2,2,3) (2,24,3,3) (2,12,3,3)")
            .row(),
        row("deformableConv2d with a mask, small", small, true)
            .sizes("(1,2,2,2) (2,1,1,2) (1,4,2,1) (1,2,2,1)")
            .row(),
        row("deformableConv2d, channels last", keras, false)
            .sizes("(1,3,3,1) (2,2,1,2) (1,2,2,8)", "(0,3,2,1) (2,2,1,2) (0,2,1,8)")
            .row());
  }

  private static OpCase.Builder row(String name, Setting setting, boolean isMasked) {
    OpCase.Builder row = OpCase.named(name).covers("Convolutions.deformableConv2d");
    row = isMasked
        ? row.operands(PIXELS, PIXELS, OFFSETS, PIXELS)
        : row.operands(PIXELS, PIXELS, OFFSETS);
    return row.build(in -> isMasked
            ? Convolutions.deformableConv2d(
                in.get(0),
                setting.known(in.get(1)),
                in.get(2),
                in.get(3),
                setting.options(),
                setting.offsetGroups())
            : Convolutions.deformableConv2d(
                in.get(0),
                setting.known(in.get(1)),
                in.get(2),
                setting.options(),
                setting.offsetGroups()))
        .oracle(in -> expected(in, setting))
        .tolerance(PLACED);
  }

  /** An array of images by batch, channel, row and column, in either layout. */
  private record Images(NDArray array, double[] elements, boolean isLast) {
    static Images of(NDArray array, Setting setting) {
      return new Images(array, Elements.doubles(array), setting.isLast());
    }

    int size(int axis) {
      return array.dim(!isLast || axis == 0 ? axis : axis == 1 ? 3 : axis - 1);
    }

    double at(int image, int channel, int row, int column) {
      return elements[
          Grid.offset(
              isLast ? List.of(image, row, column, channel) : List.of(image, channel, row, column),
              array.shape())];
    }

    /** Between elements, with zeros beyond the ends. */
    double between(int image, int channel, double up, double right) {
      double sum = 0;
      for (int row = 0; row < size(2); row++) {
        for (int column = 0; column < size(3); column++) {
          double weight =
              Math.max(1 - Math.abs(up - row), 0) * Math.max(1 - Math.abs(right - column), 0);
          sum += weight > 0 ? weight * at(image, channel, row, column) : 0;
        }
      }
      return sum;
    }
  }

  private static Expected expected(List<NDArray> in, Setting setting) {
    Images x = Images.of(in.get(0), setting);
    Images offsets = Images.of(in.get(2), setting);
    double[] kernel = Elements.doubles(in.get(1));
    int[] sizes = setting.kernel();
    ConvOptions options = setting.options();
    int filters = sizes[0];
    int channels = sizes[1] * options.groups();
    List<Integer> shape = new ArrayList<>(in.get(2).shape());
    shape.set(setting.isLast() ? 3 : 1, filters);
    List<Double> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      int filter = index.get(setting.isLast() ? 3 : 1);
      int row = index.get(setting.isLast() ? 1 : 2);
      int column = index.get(setting.isLast() ? 2 : 3);
      double sum = 0;
      int perGroup = filters / options.groups();
      for (int c = 0; c < sizes[1]; c++) {
        int channel = filter / perGroup * sizes[1] + c;
        int group = channel * setting.offsetGroups() / channels;
        for (int e = 0; e < sizes[2] * sizes[3]; e++) {
          int i = e / sizes[3];
          int j = e % sizes[3];
          int element = group * sizes[2] * sizes[3] + e;
          double up = offsets.at(index.get(0), 2 * element, row, column)
              + start(row, 0, sizes[2], x.size(2), options)
              + i * dilation(options, 0);
          double right = offsets.at(index.get(0), 2 * element + 1, row, column)
              + start(column, 1, sizes[3], x.size(3), options)
              + j * dilation(options, 1);
          double weight = kernel[
              setting.isLast()
                  ? ((i * sizes[3] + j) * sizes[1] + c) * filters + filter
                  : ((filter * sizes[1] + c) * sizes[2] + i) * sizes[3] + j];
          double mask = in.size() < 4
              ? 1
              : Images.of(in.get(3), setting).at(index.get(0), element, row, column);
          sum += x.between(index.get(0), channel, up, right) * weight * mask;
        }
      }
      values.add(sum);
      // Each of the products is below 8, and off by the slopes of as much.
      scale.add(8.0 * channels * sizes[2] * sizes[3]);
    }
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(each -> each).toArray());
  }

  private static int dilation(ConvOptions options, int axis) {
    return options.dilations().get(options.dilations().size() == 1 ? 0 : axis);
  }

  /** Where a window begins; all padding here is 1 in front, or Keras's. */
  private static int start(int number, int axis, int window, int length, ConvOptions options) {
    int stride = options.strides().get(options.strides().size() == 1 ? 0 : axis);
    if (options.padding().equals(WindowPadding.SAME)) {
      int windows = (length + stride - 1) / stride;
      return number * stride - Math.max((windows - 1) * stride + window - length, 0) / 2;
    }
    return number * stride - (options.padding().equals(WindowPadding.VALID) ? 0 : 1);
  }
}

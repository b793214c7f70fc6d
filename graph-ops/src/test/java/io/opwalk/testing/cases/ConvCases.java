package io.opwalk.testing.cases;

import static io.opwalk.ops.Convolutions.conv1d;
import static io.opwalk.ops.Convolutions.conv2d;
import static io.opwalk.ops.Convolutions.conv3d;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.composite.ConvKernel;
import io.opwalk.ops.composite.TransposedConv;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.util.List;

/** Convolutions, transposed, depthwise and separable ones, against exact sums. */
final class ConvCases {
  private static final Operand OPERAND =
      Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));

  /** Zeros of the padding times an infinite weight are NaN, which spreading has none of. */
  private static final Operand FINITE = Operand.any().withoutSpecial();

  private ConvCases() {}

  static List<OpCase> all() {
    return List.of(
        primitive(),
        winograd(),
        winogradOfFive(),
        winogradKernelGradient(),
        winogradKernelGradientOfFive(),
        inputGradient(),
        kernelGradient(),
        oneAxis(),
        oneAxisCausal(),
        twoAxes(),
        twoAxesInGroups(),
        threeAxes(),
        transposed(),
        transposedSame(),
        transposedInGroups(),
        transposedOverThreeAxes(),
        depthwise(),
        depthwiseOverOneAxis(),
        separable(),
        separableOverOneAxis());
  }

  private static OpCase.Builder row(String name, String function) {
    return OpCase.named(name)
        .covers("Convolutions." + function)
        .operands(OPERAND, OPERAND)
        .dtypes(DTypes.NUMERIC)
        .tolerance(ReductionCases.ORDER);
  }

  /** Two groups, a step of two and a dilation of two. */
  private static final Conv CONV = new Conv(List.of(2), List.of(2), 2);

  private static final ConvOracle ORACLE =
      new ConvOracle(Sliding.padded(1, 2, 2, 0, 0, false), 2, false);

  private static OpCase primitive() {
    return OpCase.named("Conv")
        .operands(OPERAND, OPERAND)
        .dtypes(DTypes.NUMERIC)
        .sizes(
            "(2,4,9) (6,2,3)",
            "(1,2,1) (2,1,1)",
            "(0,2,5) (4,1,2)",
            "(3,0,5) (2,0,2)",
            "(9,4,3) (10,2,2)")
        .build(in -> Apply.of(CONV, in.get(0), in.get(1)).output())
        .oracle(in -> ORACLE.conv(in.get(0), in.get(1)))
        .tolerance(ReductionCases.ORDER)
        .row();
  }

  private static OpCase winograd() {
    return winograd(
        "WinogradConv",
        new WinogradConv(3, List.of(1, 0), List.of(2, 1)),
        "(1,1,2,1) (3,3,1,1)",
        "(2,5,7,3) (3,3,3,2)",
        "(1,3,5,2) (3,3,2,3)",
        "(0,4,4,2) (3,3,2,1)",
        "(1,6,3,0) (3,3,0,2)");
  }

  private static OpCase winogradOfFive() {
    return winograd(
        "WinogradConv of 5 by 5",
        new WinogradConv(5, List.of(2, 1), List.of(3, 2)),
        "(1,1,2,1) (5,5,1,1)",
        "(2,3,5,2) (5,5,2,2)",
        "(0,4,4,2) (5,5,2,1)",
        "(1,3,3,0) (5,5,0,2)");
  }

  /** More than one tile along either axis, tiles that are not whole, and none. */
  private static OpCase winograd(String name, WinogradConv op, String... sizes) {
    return OpCase.named(name)
        .operands(FINITE, FINITE)
        .dtypes(DTypes.FLOATING)
        .sizes(sizes)
        .build(in -> Apply.of(op, in.get(0), in.get(1)).output())
        .oracle(in -> WinogradOracle.of(op, in.get(0), in.get(1)))
        .tolerance(Tolerance.asTheOracleSays("the bound that the op states"))
        .row();
  }

  private static OpCase winogradKernelGradient() {
    return winogradKernelGradient(
        "WinogradKernelGradient",
        new WinogradKernelGradient(3, List.of(1, 0), List.of(2, 1)),
        "(1,1,2,1) (1,2,1,1)",
        "(2,5,7,3) (2,6,6,2)",
        "(1,3,5,2) (1,4,4,3)",
        "(0,4,4,2) (0,5,3,1)",
        "(1,6,3,0) (1,7,2,2)");
  }

  private static OpCase winogradKernelGradientOfFive() {
    return winogradKernelGradient(
        "WinogradKernelGradient of 5 by 5",
        new WinogradKernelGradient(5, List.of(2, 1), List.of(3, 2)),
        "(1,1,2,1) (1,2,1,1)",
        "(2,3,5,2) (2,4,4,2)",
        "(0,4,4,2) (0,5,3,1)",
        "(1,3,3,0) (1,4,2,2)");
  }

  /** The same of what is summed over tiles. */
  private static OpCase winogradKernelGradient(
      String name, WinogradKernelGradient op, String... sizes) {
    return OpCase.named(name)
        .operands(FINITE, FINITE)
        .dtypes(DTypes.FLOATING)
        .sizes(sizes)
        .build(in -> Apply.of(op, in.get(0), in.get(1)).output())
        .oracle(in -> WinogradGradientOracle.of(op, in.get(0), in.get(1)))
        .tolerance(Tolerance.asTheOracleSays("the bound that the op states"))
        .row();
  }

  private static OpCase inputGradient() {
    TransposedConv op = new TransposedConv(CONV, List.of(Dim.of(1)), List.of(Dim.of(7)));
    return OpCase.named("TransposedConv")
        .operands(OPERAND, FINITE)
        .dtypes(DTypes.NUMERIC)
        .sizes("(2,4,3) (4,3,2)", "(1,2,2) (2,1,3)", "(0,2,3) (2,2,2)", "(1,2,4) (2,1,1)")
        .build(in -> Apply.of(op, in.get(0), in.get(1)).output())
        .oracle(in -> new ConvOracle(Sliding.padded(1, 2, 2, 1, 0, false), 2, false)
            .transposed(in.get(0), in.get(1), List.of(7)))
        .tolerance(ReductionCases.ORDER)
        .row();
  }

  private static OpCase kernelGradient() {
    ConvKernel op = new ConvKernel(CONV, List.of(Dim.of(2)));
    return OpCase.named("ConvKernel")
        .operands(OPERAND, OPERAND)
        .dtypes(DTypes.NUMERIC)
        // Between the last place of the window and the end there may be one element more.
        .sizes("(2,4,6) (2,2,2)", "(1,2,3) (1,4,1)", "(0,2,3) (0,2,1)", "(3,6,8) (3,2,3)")
        .build(in -> Apply.of(op, in.get(0), in.get(1)).output())
        .oracle(in -> ORACLE.kernelGradient(in.get(0), in.get(1), List.of(2)))
        .tolerance(ReductionCases.ORDER)
        .row();
  }

  private static OpCase oneAxis() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(1, 1, 1, 0, 0, true), 1, true);
    return row("conv1d", "conv1d")
        .sizes(
            "(1,1,1) (1,1,1)",
            "(2,7,3) (3,3,5)",
            "(0,7,3) (3,3,2)",
            "(2,3,0) (3,0,2)",
            "(1,9,2) (9,2,1)",
            "(3,64,1) (2,1,1)",
            "(1,13,2) (3,2,6)")
        .build(in -> conv1d(in.get(0), in.get(1)))
        .oracle(in -> oracle.conv(in.get(0), in.get(1)))
        .row();
  }

  private static OpCase oneAxisCausal() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(1, 1, 2, 4, 0, true), 1, true);
    ConvOptions options =
        ConvOptions.builder().dilations(2).padding(WindowPadding.CAUSAL).build();
    return row("conv1d, causal", "conv1d")
        .sizes("(2,7,2) (3,2,3)", "(1,1,2) (3,2,1)")
        .build(in -> conv1d(in.get(0), in.get(1), options))
        .oracle(in -> oracle.conv(in.get(0), in.get(1)))
        .row();
  }

  private static OpCase twoAxes() {
    ConvOracle oracle = new ConvOracle(Sliding.same(2, 2, 1, true), 1, true);
    ConvOptions options =
        ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build();
    return row("conv2d, strided and padded", "conv2d")
        .sizes(
            "(1,1,1,1) (1,1,1,1)",
            "(2,5,4,3) (3,3,3,2)",
            "(1,4,6,2) (2,3,2,4)",
            "(1,3,3,1) (1,1,1,9)",
            "(0,5,4,3) (3,3,3,2)")
        .build(in -> conv2d(in.get(0), in.get(1), options))
        .oracle(in -> oracle.conv(in.get(0), in.get(1)))
        .row();
  }

  private static OpCase twoAxesInGroups() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(2, 1, 2, 1, 2, false), 2, false);
    ConvOptions options = ConvOptions.onnx()
        .dilations(2)
        .groups(2)
        .padding(WindowPadding.of(List.of(1), List.of(2)))
        .build();
    return row("conv2d in groups, dilated, channels first", "conv2d")
        .covers("Convolutions.conv2d")
        .sizes("(2,4,5,4) (6,2,3,2)", "(1,2,3,3) (2,1,1,1)", "(1,2,2,2) (4,1,2,2)")
        .build(in -> conv2d(in.get(0), in.get(1), options))
        .oracle(in -> oracle.conv(in.get(0), in.get(1)))
        .row();
  }

  private static OpCase threeAxes() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(3, 2, 1, 1, 1, false), 1, false);
    ConvOptions options =
        ConvOptions.onnx().strides(2).padding(WindowPadding.of(1)).build();
    return row("conv3d", "conv3d")
        .sizes(
            "(1,2,3,4,3) (2,2,2,3,2)",
            "(1,1,1,1,1) (1,1,1,1,1)",
            "(2,1,4,2,3) (3,1,3,2,3)",
            "(0,2,3,4,3) (2,2,2,3,2)")
        .build(in -> conv3d(in.get(0), in.get(1), options))
        .oracle(in -> oracle.conv(in.get(0), in.get(1)))
        .row();
  }

  private static OpCase transposed() {
    // As long as Keras makes it: a step of 2 for every element, a window of 3 or 1 behind.
    ConvOracle oracle = new ConvOracle(Sliding.padded(1, 2, 1, 0, 0, true), 1, true);
    ConvOptions options = ConvOptions.builder().strides(2).build();
    return row("conv1dTranspose", "conv1dTranspose")
        .operands(OPERAND, FINITE)
        .sizes("(2,4,3) (3,2,3)", "(1,1,1) (1,1,1)", "(2,3,2) (1,4,2)", "(0,4,3) (3,2,3)")
        .build(in -> Convolutions.conv1dTranspose(in.get(0), in.get(1), options))
        .oracle(in -> oracle.transposed(
            in.get(0),
            in.get(1),
            List.of(in.get(0).dim(1) * 2 + Math.max(in.get(1).dim(0) - 2, 0))))
        .row();
  }

  private static OpCase transposedSame() {
    ConvOracle oracle = new ConvOracle(Sliding.same(2, 3, 1, true), 1, true);
    ConvOptions options =
        ConvOptions.builder().strides(3).padding(WindowPadding.SAME).build();
    return row("conv2dTranspose, padded", "conv2dTranspose")
        .operands(OPERAND, FINITE)
        .sizes(
            "(2,2,3,2) (5,3,2,2)",
            "(1,1,1,1) (1,1,1,1)",
            "(1,2,2,1) (2,4,3,1)",
            "(0,2,2,1) (2,4,3,1)")
        .build(in -> Convolutions.conv2dTranspose(in.get(0), in.get(1), options))
        .oracle(in -> oracle.transposed(
            in.get(0), in.get(1), List.of(in.get(0).dim(1) * 3, in.get(0).dim(2) * 3)))
        .row();
  }

  private static OpCase transposedInGroups() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(2, 2, 2, 1, 3, false), 2, false);
    ConvOptions options = ConvOptions.onnx()
        .strides(2)
        .dilations(2)
        .groups(2)
        .padding(WindowPadding.of(List.of(1), List.of(3)))
        .build();
    return row("conv2dTranspose in groups, channels first", "conv2dTranspose")
        .operands(OPERAND, FINITE)
        .sizes("(1,4,2,3) (4,1,3,2)", "(2,2,2,4) (2,3,2,2)")
        .build(in -> Convolutions.conv2dTranspose(in.get(0), in.get(1), options, 1))
        .oracle(in -> oracle.transposed(in.get(0), in.get(1), List.of(onnx(in, 2), onnx(in, 3))))
        .row();
  }

  /** ONNX's formula, for the settings above. */
  private static int onnx(List<NDArray> in, int axis) {
    return 2 * (in.get(0).dim(axis) - 1) + 1 + ((in.get(1).dim(axis) - 1) * 2 + 1) - 1 - 3;
  }

  private static OpCase transposedOverThreeAxes() {
    ConvOracle oracle = new ConvOracle(Sliding.padded(3, 1, 1, 0, 0, true), 1, true);
    return row("conv3dTranspose", "conv3dTranspose")
        .operands(OPERAND, FINITE)
        .sizes("(1,2,1,2,2) (2,1,2,1,2)", "(2,1,2,2,1) (1,2,2,2,1)", "(0,1,2,2,1) (1,2,2,2,1)")
        .build(in -> Convolutions.conv3dTranspose(in.get(0), in.get(1), ConvOptions.defaults()))
        .oracle(in -> oracle.transposed(
            in.get(0),
            in.get(1),
            List.of(
                in.get(0).dim(1) + in.get(1).dim(0) - 1,
                in.get(0).dim(2) + in.get(1).dim(1) - 1,
                in.get(0).dim(3) + in.get(1).dim(2) - 1)))
        .row();
  }

  private static OpCase depthwise() {
    ConvOptions options = ConvOptions.builder().padding(WindowPadding.SAME).build();
    return row("depthwiseConv2d", "depthwiseConv2d")
        .sizes(
            "(2,4,3,3) (3,2,3,2)",
            "(1,2,2,1) (1,1,1,1)",
            "(1,3,4,2) (2,2,2,3)",
            "(0,3,4,2) (2,2,2,3)")
        .fixedSizes()
        .build(in -> Convolutions.depthwiseConv2d(in.get(0), in.get(1), options))
        .oracle(in -> channelwise(Sliding.same(2, 1, 1, true), in))
        .row();
  }

  private static OpCase depthwiseOverOneAxis() {
    ConvOptions options =
        ConvOptions.builder().strides(2).dataFormat(DataFormat.CHANNELS_FIRST).build();
    return row("depthwiseConv1d", "depthwiseConv1d")
        .sizes("(2,3,7) (3,3,2)", "(1,1,5) (2,1,1)", "(0,1,5) (2,1,1)")
        .fixedSizes()
        .build(in -> Convolutions.depthwiseConv1d(in.get(0), in.get(1), options))
        .oracle(in -> channelwise(Sliding.padded(1, 2, 1, 0, 0, false), in))
        .row();
  }

  /** With as many groups as channels, the filters of a channel are neighbours in Keras's kernel. */
  private static Expected channelwise(Sliding sliding, List<NDArray> in) {
    NDArray kernel = in.get(1);
    int[] dims = kernel.shape().stream().mapToInt(size -> size).toArray();
    dims[dims.length - 1] *= dims[dims.length - 2];
    dims[dims.length - 2] = 1;
    return new ConvOracle(sliding, sliding.channels(in.get(0)), true)
        .conv(in.get(0), kernel.reshape(dims));
  }

  private static OpCase separable() {
    return separable(
            "separableConv2d",
            2,
            "(1,4,3,2) (2,2,2,2) (1,1,4,3)",
            "(2,3,3,1) (3,3,1,1) (1,1,1,2)",
            "(0,3,3,1) (3,3,1,1) (1,1,1,2)")
        .build(in ->
            Convolutions.separableConv2d(in.get(0), in.get(1), in.get(2), ConvOptions.defaults()))
        .row();
  }

  private static OpCase separableOverOneAxis() {
    return separable(
            "separableConv1d",
            1,
            "(2,5,2) (3,2,2) (1,4,3)",
            "(1,2,1) (1,1,1) (1,1,1)",
            "(0,2,1) (1,1,1) (1,1,1)")
        .build(in ->
            Convolutions.separableConv1d(in.get(0), in.get(1), in.get(2), ConvOptions.defaults()))
        .row();
  }

  /** Of whole numbers, whose sums are exact whatever the order: two steps have two tolerances. */
  private static OpCase.Builder separable(String function, int axes, String... sizes) {
    Operand whole = Operand.of(Values.of(-3, -2, -1, 0, 1, 2, 3))
        .withoutSpecial()
        .smoothOn(Values.between(-2, 2));
    ConvOracle pointwise = new ConvOracle(Sliding.padded(axes, 1, 1, 0, 0, true), 1, true);
    return row(function, function)
        .operands(whole, whole, whole)
        .sizes(sizes)
        .fixedSizes()
        .oracle(in -> {
          Expected mid = channelwise(Sliding.padded(axes, 1, 1, 0, 0, true), in);
          return pointwise.conv(mid.values(), in.get(2));
        });
  }
}

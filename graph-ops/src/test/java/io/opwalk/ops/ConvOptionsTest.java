package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.DepthwiseConvolution;
import io.opwalk.ops.composite.LocalResponseNormalization;
import io.opwalk.ops.composite.LpPool;
import io.opwalk.ops.composite.TransposedConvolution;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What options of convolutions and pooling are, and what they refuse. */
class ConvOptionsTest {
  private static final Tensor IMAGES =
      Tensors.placeholder("images", DType.FLOAT32, Shape.UNKNOWN, 28, Shape.UNKNOWN, 3);

  private static final Tensor KERNEL = Tensors.placeholder("kernel", DType.FLOAT32, 3, 3, 3, 8);

  static Stream<Arguments> refusals() {
    ConvOptions causal = ConvOptions.builder().padding(WindowPadding.CAUSAL).build();
    return Stream.of(
        refusal(
            "strides takes numbers of 1 or more",
            () -> ConvOptions.builder().strides(1, 0).build()),
        refusal(
            "strides takes numbers of 1 or more, found []",
            () -> ConvOptions.builder().strides().build()),
        refusal(
            "groups takes numbers of 1 or more",
            () -> ConvOptions.builder().groups(0).build()),
        refusal("sizes takes numbers of 1 or more", () -> PoolOptions.size(-2).build()),
        refusal("none negative", () -> WindowPadding.of(-1)),
        refusal("as many numbers before as after", () -> WindowPadding.of(List.of(1), List.of())),
        refusal(
            "the others take none",
            () -> new WindowPadding(WindowPadding.Kind.SAME, List.of(1), List.of(1))),
        refusal("no causal padding", () -> new TransposedConvolution(1, causal, List.of())),
        refusal(
            "a number of 0 or more for each of 1 axes",
            () -> new TransposedConvolution(1, ConvOptions.defaults(), List.of(-1))),
        refusal(
            "a group for each channel",
            () -> new DepthwiseConvolution(1, ConvOptions.builder().groups(2).build())),
        refusal(
            "p must be 1 or more", () -> new LpPool(1, 0, PoolOptions.size(2).build())),
        refusal(
            "size must be 1 or more, found 0", () -> new LocalResponseNormalization(1, 0, 1, 1, 1)),
        refusal(
            "found sizes [] and scales [2.0]",
            () -> new ResizeOptions(
                List.of(1, 2),
                List.of(),
                List.of(2.0),
                ResizeOptions.Interpolation.NEAREST,
                ResizeOptions.Coordinates.HALF_PIXEL,
                ResizeOptions.Rounding.FLOOR,
                0,
                false,
                false)),
        refusal("scales [-1.0]", () -> ResizeOptions.byScales(-1).build()),
        refusal("strides must be 1 or more", () -> new Conv(List.of(0), List.of(1), 1)),
        refusal("one of dilations for each of 1 axes", () -> new Conv(List.of(1), List.of(), 1)),
        refusal("groups must be 1 or more", () -> new Conv(List.of(1), List.of(1), 0)),
        refusal(
            "one of sizes for each of 1 axes",
            () -> new Windows(List.of(0), List.of(), List.of(1), List.of(1))),
        refusal(
            "one of lengths for each of 0 axes",
            () -> new Overlap(
                new Windows(List.of(), List.of(), List.of(), List.of()), List.of(Dim.of(1)))));
  }

  private static Arguments refusal(String message, Supplier<Object> call) {
    return arguments(message, call);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuse(String message, Supplier<Object> call) {
    Exception thrown = assertThrows(IllegalArgumentException.class, call::get);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  static Stream<Arguments> calls() {
    ConvOptions three = ConvOptions.builder().strides(1, 2, 3).build();
    Tensor matrix = Tensors.placeholder("matrix", DType.FLOAT32, 2, 3);
    PoolOptions two = PoolOptions.size(2).build();
    return Stream.of(
        call(
            "conv2d: strides takes one number, or one for each of 2 axes, found [1, 2, 3]",
            () -> Convolutions.conv2d(IMAGES, KERNEL, three)),
        call(
            "outputPadding takes one number, or one for each of 2 axes",
            () -> Convolutions.conv2dTranspose(IMAGES, KERNEL, ConvOptions.defaults(), 1, 2, 3)),
        call(
            "upSampling: factors takes one number, or one for each of 2 axes",
            () -> Resizing.upSampling(
                IMAGES, DataFormat.CHANNELS_LAST, ResizeOptions.Interpolation.NEAREST, 2, 2, 2)),
        call(
            "resize: axis 4 is out of range",
            () -> Resizing.resize(IMAGES, ResizeOptions.toSizes(3).axes(4).build())),
        call(
            "maxPool: needs axes besides batch and channels, found (2, 3)",
            () -> Pooling.maxPool(matrix, two)),
        call(
            "globalAveragePool: needs axes besides batch and channels",
            () -> Pooling.globalAveragePool(matrix)));
  }

  private static Arguments call(String message, Executable call) {
    return arguments(message, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void callsThatDoNotFitNameTheFunctionAndTheOperands(String message, Executable call) {
    TypeException thrown = assertThrows(TypeException.class, call);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("input 0: Placeholder.0 '"), thrown::getMessage);
  }

  static Stream<Arguments> shapes() {
    ConvOptions.Builder strided = ConvOptions.builder().strides(2);
    PoolOptions.Builder pool = PoolOptions.size(2);
    return Stream.of(
        arguments(Convolutions.conv2d(IMAGES, KERNEL), "(?, 26, ? - 2, 8)"),
        arguments(
            Convolutions.conv2d(
                IMAGES, KERNEL, strided.padding(WindowPadding.SAME).build()),
            "(?, 14, floor((? + 1)/2), 8)"),
        arguments(
            Convolutions.conv2d(
                IMAGES, KERNEL, strided.padding(WindowPadding.VALID).build()),
            "(?, 13, floor((? + 1)/2) - 1, 8)"),
        arguments(Pooling.maxPool(IMAGES, pool.build()), "(?, 14, floor(?/2), 3)"),
        arguments(
            Pooling.maxPool(IMAGES, pool.ceilMode(true).build()), "(?, 14, floor((? + 1)/2), 3)"),
        arguments(Pooling.globalMaxPool(IMAGES), "(?, 3)"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void unknownSizesAreCarriedThrough(Tensor result, String shape) {
    assertEquals(shape, result.shape().toString());
  }

  @Test
  void aConvolutionIsOneNodeWithANameOfItsOwn() {
    Tensor y = Convolutions.conv2d(
        IMAGES,
        KERNEL,
        ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build());
    assertEquals("Conv2D", y.owner().op().name());
    assertEquals("Conv2D{strides=[2, 2], padding=same}", y.owner().op().label());
    assertEquals(List.of(IMAGES, KERNEL), y.owner().inputs());
  }
}

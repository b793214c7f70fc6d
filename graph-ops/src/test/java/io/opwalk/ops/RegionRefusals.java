package io.opwalk.ops;

import static io.opwalk.ops.TypeRefusalsTest.row;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.DeformableConvolution;
import io.opwalk.ops.composite.MaxRoiPool;
import io.opwalk.ops.composite.RoiAlign;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What regions of images and windows that look elsewhere refuse. */
final class RegionRefusals {
  private RegionRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  private static Tensor of(long... dims) {
    return of("", DType.FLOAT64, dims);
  }

  static Stream<Arguments> all() {
    return Stream.concat(boxes(), deformed());
  }

  private static Stream<Arguments> boxes() {
    RoiAlign align = new RoiAlign(RoiAlignOptions.of(2, 2, 2));
    Tensor x = of("x", DType.FLOAT64, 2, 3, 4, 5);
    Tensor boxes = of("boxes", DType.FLOAT64, -1, 4);
    Tensor images = of("images", DType.INT64, -1);
    return Stream.of(
        row(align, "takes 3 inputs, found 2", x, boxes),
        row(align, "not defined for int32", of("", DType.INT32, 2, 3, 4, 5), boxes, images),
        row(align, "images are [batch, channels, height, width]", of(2, 3, 4), boxes, images),
        row(align, "and not empty, found (2, 3, 0, 5)", of(2, 3, 0, 5), boxes, images),
        row(align, "boxes are [regions, 4] float64, found (2, 5) float64", x, of(2, 5), images),
        row(
            align,
            "boxes are [regions, 4] float64, found (2, 4) float32",
            x,
            of("", DType.FLOAT32, 2, 4),
            images),
        row(align, "the int64 or int32 number of its image, found (?,) float64", x, boxes, of(-1)),
        row(
            new MaxRoiPool(1, 1, 1),
            "there is an image for each box, found (2, 4) and (3,)",
            x,
            of(2, 4),
            of("", DType.INT32, 3)));
  }

  private static Stream<Arguments> deformed() {
    DeformableConvolution plain = new DeformableConvolution(ConvOptions.onnx().build(), 1);
    Tensor x = of("x", DType.FLOAT64, 1, 4, 3, 3);
    Tensor kernel = of("kernel", DType.FLOAT64, 2, 4, 2, 2);
    Tensor offsets = of("offsets", DType.FLOAT64, 1, 8, 2, 2);
    return Stream.of(
        row(plain, "takes x, a kernel, offsets and perhaps a mask, found 2 inputs", x, kernel),
        row(
            plain,
            "not defined for int32",
            of("", DType.INT32, 1, 4, 3, 3),
            of("", DType.INT32, 2, 4, 2, 2),
            of("", DType.INT32, 1, 8, 2, 2)),
        row(plain, "the kernel's sizes must be known", x, of(2, 4, -1, 2), offsets),
        row(
            plain,
            "offsets must be (1, 8, 2, 2) float64, found (1, 8, 3, 2) float64",
            x,
            kernel,
            of(1, 8, 3, 2)),
        row(
            plain,
            "a mask must be (1, 4, 2, 2) float64, found (1, 8, 2, 2) float64",
            x,
            kernel,
            offsets,
            offsets),
        row(
            new DeformableConvolution(ConvOptions.onnx().build(), 3),
            "the 4 channels do not divide into 3 groups of offsets",
            x,
            kernel,
            offsets));
  }
}

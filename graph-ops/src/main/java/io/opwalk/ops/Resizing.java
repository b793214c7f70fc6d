package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.composite.Resize;
import java.util.List;
import java.util.stream.IntStream;

/** Images, and signals of any number of axes, made larger or smaller. */
public final class Resizing {
  private Resizing() {}

  /**
   * Some axes made longer or shorter, one after the other; ONNX's Resize. Any dtype for the nearest
   * element, else floating ones. What is asked for beyond an end is the element at that end.
   *
   * <pre>{@code
   * // (n, 28, 28, 3) -> (n, 64, 64, 3)
   * resize(images, ResizeOptions.toSizes(64, 64).interpolation(Interpolation.LINEAR).build());
   * }</pre>
   *
   * @throws io.opwalk.TypeException where there is no such axis, one is given twice or is empty, or
   *     its length is not known and the new one does not follow from it
   */
  public static Tensor resize(Tensor x, ResizeOptions options) {
    List<Integer> axes = Refusal.naming(
        "resize",
        List.of(x),
        () -> options.axes().stream().map(x.shape()::normalizeAxis).toList());
    return Apply.of(new Resize(options.along(axes)), x).output();
  }

  /**
   * All axes but batch and channels made longer by whole factors; Keras's UpSampling1D, 2D and 3D.
   *
   * @param factors for each axis, or once for all
   * @param interpolation as Keras does: of half pixels; cubics with a = -0.5 and Lanczos's kernels
   *     of elements inside alone
   * @throws io.opwalk.TypeException where there are no such axes, or the dtype does not fit
   */
  public static Tensor upSampling(
      Tensor x, DataFormat format, Interpolation interpolation, int... factors) {
    int axes = x.shape().rank() - 2;
    List<Integer> given = IntStream.of(factors).boxed().toList();
    ResizeOptions options = Refusal.naming("upSampling", List.of(x), () -> {
      List<Integer> each =
          PerAxis.of("factors", PerAxis.positive("factors", given), Math.max(axes, 1));
      int first = format.firstSpatialAxis();
      return ResizeOptions.byScales(each.stream().mapToDouble(factor -> factor).toArray())
          .axes(IntStream.range(first, first + axes).toArray())
          .interpolation(interpolation)
          .cubicCoefficient(-0.5)
          .excludeOutside(interpolation.reach() > 1)
          .build();
    });
    return resize(x, options);
  }
}

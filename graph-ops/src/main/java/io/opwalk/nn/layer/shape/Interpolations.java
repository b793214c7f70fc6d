package io.opwalk.nn.layer.shape;

import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.ResizeOptions.Rounding;

/** Interpolations by Keras's names and numbers. */
final class Interpolations {
  private Interpolations() {}

  static Interpolation read(ConfigReader in, Interpolation otherwise) {
    if (!in.has("interpolation")) {
      in.ignore("interpolation");
      return otherwise;
    }
    String name = in.text("interpolation");
    return switch (name) {
      case "nearest" -> Interpolation.NEAREST;
      case "bilinear" -> Interpolation.LINEAR;
      case "bicubic" -> Interpolation.CUBIC;
      case "lanczos3" -> Interpolation.LANCZOS3;
      case "lanczos5" -> Interpolation.LANCZOS5;
      default ->
        throw in.wrong(
            "interpolation", "must be nearest, bilinear, bicubic, lanczos3 or lanczos5", name);
    };
  }

  /**
   * The options of a resizing whose numbers are those of Keras over JAX and TensorFlow: of two
   * pixels that are as near the later one; Keys's cubics with a = -0.5 and Lanczos's kernels, of
   * pixels inside alone.
   */
  static ResizeOptions asKeras(
      ResizeOptions.Builder resizing, Interpolation interpolation, boolean antialias) {
    return resizing
        .interpolation(interpolation)
        .rounding(Rounding.PREFER_CEIL)
        .cubicCoefficient(-0.5)
        .antialias(antialias)
        .excludeOutside(antialias || interpolation.reach() > 1)
        .build();
  }

  static String text(Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> "nearest";
      case LINEAR -> "bilinear";
      case CUBIC -> "bicubic";
      case LANCZOS3 -> "lanczos3";
      case LANCZOS5 -> "lanczos5";
    };
  }
}

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
      case "lanczos3", "lanczos5" ->
        throw in.wrong(
            "interpolation", "must be nearest, bilinear or bicubic: lanczos is not there", name);
      default -> throw in.wrong("interpolation", "must be nearest, bilinear or bicubic", name);
    };
  }

  /**
   * The options of a resizing whose numbers are those of Keras over JAX and TensorFlow: of two
   * pixels that are as near the later one; Keys's cubics with a = -0.5, of pixels inside alone.
   */
  static ResizeOptions asKeras(
      ResizeOptions.Builder resizing, Interpolation interpolation, boolean antialias) {
    return resizing
        .interpolation(interpolation)
        .rounding(Rounding.PREFER_CEIL)
        .cubicCoefficient(-0.5)
        .antialias(antialias)
        .excludeOutside(antialias || interpolation == Interpolation.CUBIC)
        .build();
  }

  static String text(Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> "nearest";
      case LINEAR -> "bilinear";
      case CUBIC -> "bicubic";
    };
  }
}

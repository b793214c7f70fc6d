package io.opwalk.nn.layer.shape;

import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.ResizeOptions.Interpolation;

/** Interpolations by Keras's names. */
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
      default -> throw in.wrong("interpolation", "must be nearest, bilinear or bicubic", name);
    };
  }

  static String text(Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> "nearest";
      case LINEAR -> "bilinear";
      case CUBIC -> "bicubic";
    };
  }
}

package io.opwalk.nn.layer.preprocessing;

import io.opwalk.nn.layer.LayerKind;
import java.util.List;

/** The kinds of layers in this package, and short forms with Keras's defaults. */
public final class PreprocessingLayers {
  private PreprocessingLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("CategoryEncoding", (in, registry) -> CategoryEncoding.read(in)),
        new LayerKind("Discretization", (in, registry) -> Discretization.read(in)),
        new LayerKind("Normalization", (in, registry) -> Normalization.read(in)));
  }

  /** Which of so many categories there are in a sample, as zeros and ones. */
  public static CategoryEncoding categoryEncoding(int categories) {
    return new CategoryEncoding(categories, Encoding.MULTI_HOT);
  }

  /** As {@link #categoryEncoding(int)}, with another encoding. */
  public static CategoryEncoding categoryEncoding(int categories, Encoding encoding) {
    return new CategoryEncoding(categories, encoding);
  }

  /** The number of the interval that a value lies in. */
  public static Discretization discretization(List<Double> boundaries) {
    return Discretization.of(boundaries);
  }

  /** Features brought to mean 0 and variance 1, by what {@link Normalization#adapt} is shown. */
  public static Normalization normalization() {
    return Normalization.builder().build();
  }
}

package io.opwalk.nn.layer.norm;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class NormLayers {
  private NormLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("BatchNormalization", (in, registry) -> BatchNormalization.read(in)),
        new LayerKind("GroupNormalization", (in, registry) -> GroupNormalization.read(in))));
    for (SampleNormalization.Kind kind : SampleNormalization.Kind.values()) {
      kinds.add(
          new LayerKind(kind.className(), (in, registry) -> SampleNormalization.read(kind, in)));
    }
    return List.copyOf(kinds);
  }

  /** Each channel to mean 0 and variance 1, by the batch in training. */
  public static BatchNormalization batchNormalization() {
    return BatchNormalization.builder().build();
  }

  /** Groups of channels of each sample to mean 0 and variance 1. */
  public static GroupNormalization groupNormalization(int groups) {
    return GroupNormalization.builder(groups).build();
  }

  /** The last axis to mean 0 and variance 1. */
  public static SampleNormalization layerNormalization() {
    return SampleNormalization.builder(SampleNormalization.Kind.LAYER).build();
  }

  /** The last axis to a mean square of 1. */
  public static SampleNormalization rmsNormalization() {
    return SampleNormalization.builder(SampleNormalization.Kind.RMS).build();
  }

  /** The last axis to length 1. */
  public static SampleNormalization unitNormalization() {
    return SampleNormalization.builder(SampleNormalization.Kind.UNIT).build();
  }
}

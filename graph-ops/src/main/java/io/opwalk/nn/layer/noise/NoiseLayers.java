package io.opwalk.nn.layer.noise;

import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import java.util.Arrays;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class NoiseLayers {
  private NoiseLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return Arrays.stream(NoiseKind.values())
        .map(kind -> new LayerKind(kind.className(), (in, registry) -> Noise.read(kind, in)))
        .toList();
  }

  /** Drops elements in training. */
  public static Noise dropout(double rate) {
    return new Noise(NoiseKind.DROPOUT, rate, LayerOptions.defaults());
  }

  /** Drops channels of sequences in training. */
  public static Noise spatialDropout1d(double rate) {
    return new Noise(NoiseKind.SPATIAL_1D, rate, LayerOptions.defaults());
  }

  /** Drops channels of images in training. */
  public static Noise spatialDropout2d(double rate) {
    return new Noise(NoiseKind.SPATIAL_2D, rate, LayerOptions.defaults());
  }

  /** Drops channels of volumes in training. */
  public static Noise spatialDropout3d(double rate) {
    return new Noise(NoiseKind.SPATIAL_3D, rate, LayerOptions.defaults());
  }

  /** Drops elements in training so that mean and variance stay, behind selu. */
  public static Noise alphaDropout(double rate) {
    return new Noise(NoiseKind.ALPHA_DROPOUT, rate, LayerOptions.defaults());
  }

  /** Multiplies by normal numbers in training. */
  public static Noise gaussianDropout(double rate) {
    return new Noise(NoiseKind.GAUSSIAN_DROPOUT, rate, LayerOptions.defaults());
  }

  /** Adds normal numbers in training. */
  public static Noise gaussianNoise(double stddev) {
    return new Noise(NoiseKind.GAUSSIAN_NOISE, stddev, LayerOptions.defaults());
  }
}

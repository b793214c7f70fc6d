package io.opwalk.nn.layer.noise;

/** How values are disturbed. */
public enum NoiseKind {
  /** Elements become 0, and the others larger, so that the mean stays. */
  DROPOUT("Dropout", "rate"),
  /** As dropout, whole channels of a sample at once. */
  SPATIAL_1D("SpatialDropout1D", "rate"),
  /** As dropout, whole channels of a sample at once. */
  SPATIAL_2D("SpatialDropout2D", "rate"),
  /** As dropout, whole channels of a sample at once. */
  SPATIAL_3D("SpatialDropout3D", "rate"),
  /** Elements become what selu gives far below 0; mean and variance stay. */
  ALPHA_DROPOUT("AlphaDropout", "rate"),
  /** Elements are multiplied by normal numbers of mean 1. */
  GAUSSIAN_DROPOUT("GaussianDropout", "rate"),
  /** Normal numbers of mean 0 are added. */
  GAUSSIAN_NOISE("GaussianNoise", "stddev");

  private final String className;
  private final String argument;

  NoiseKind(String className, String argument) {
    this.className = className;
    this.argument = argument;
  }

  /** The class name, as in Keras. */
  public String className() {
    return className;
  }

  /** Whether it drops whole channels. */
  boolean isSpatial() {
    return this == SPATIAL_1D || this == SPATIAL_2D || this == SPATIAL_3D;
  }

  /** What its amount is called in configs. */
  String argument() {
    return argument;
  }
}

package io.opwalk.ops;

/** Where the channels are among the axes of images and other batches of signals, as in Keras. */
public enum DataFormat {
  /** The last axis, {@code [batch, height, width, channels]}: Keras's default. */
  CHANNELS_LAST,
  /** The axis behind the batch, {@code [batch, channels, height, width]}: what ONNX expects. */
  CHANNELS_FIRST;

  /** The axis of the channels of a tensor of the given rank, counted from the front. */
  public int channelAxis(int rank) {
    return this == CHANNELS_LAST ? rank - 1 : 1;
  }

  /** The first of the axes that are neither batch nor channels. */
  public int firstSpatialAxis() {
    return this == CHANNELS_LAST ? 1 : 2;
  }
}

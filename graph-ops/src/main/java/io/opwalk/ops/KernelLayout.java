package io.opwalk.ops;

/** In which order a convolution expects the axes of its kernel. */
public enum KernelLayout {
  /**
   * Keras's order, the spatial axes first, and Keras's default: {@code [height, width, channels /
   * groups, filters]} for a convolution, {@code [height, width, filters / groups, channels]} for a
   * transposed one, {@code [height, width, channels, multiplier]} for a depthwise one.
   */
  KERAS,
  /**
   * ONNX's order, the spatial axes last: {@code [filters, channels / groups, height, width]} for a
   * convolution, {@code [channels, filters / groups, height, width]} for a transposed one,
   * {@code [channels * multiplier, 1, height, width]} for a depthwise one.
   */
  ONNX
}

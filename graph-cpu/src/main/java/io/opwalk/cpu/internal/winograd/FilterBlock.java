package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

/**
 * Some filters, and how their kernel is transformed: {@code [w, w, channels, filters]}, some
 * channels at a time, downward to {@code [6, w, some, filters]} and across to {@code [6, 6, panels,
 * channels, width]}, where w is the window: panels as the product reads them, so that it copies
 * none. Immutable.
 */
final class FilterBlock {
  /** So many channels at a time: what is between the two transforms stays in the second cache. */
  private static final int CHANNELS = 16;

  final int first;
  final int count;

  /** How many filters are in a panel, and how many panels there are; the last may not be full. */
  final int width;

  final int panels;

  /** How far the planes of the transformed kernel are apart. */
  final int plane;

  /** Where the filters and the channels are in a kernel whose filters are not neighbours. */
  final int[] acrossFilters;

  final int[] alongChannels;

  /**
   * So many filters from one on.
   *
   * @param panel how wide panels are; 0 where one holds all filters
   */
  FilterBlock(Geometry at, int first, int count, int panel) {
    this.first = first;
    this.count = count;
    this.width = panel == 0 ? count : panel;
    this.panels = (count + width - 1) / width;
    this.plane = at.apart(panels * at.channels * width);
    this.acrossFilters = Geometry.multiples(at.filterStride, count);
    this.alongChannels = Geometry.multiples(at.kernelChannelStride, channels(at, 0));
  }

  /** How many channels are transformed at a time, from one on. */
  int channels(Geometry at, int from) {
    return Math.min(CHANNELS, at.channels - from);
  }

  /** Where the kernel of the first filter begins for a channel. */
  int start(Geometry at, int channel) {
    return at.kernelStart + first * at.filterStride + channel * at.kernelChannelStride;
  }

  /** How many elements stand between the two transforms. */
  int between(Geometry at) {
    return POINTS * at.window * alongChannels.length * count;
  }

  /** How many the transformed kernel has. */
  int transformed() {
    return POINTS * POINTS * plane;
  }
}

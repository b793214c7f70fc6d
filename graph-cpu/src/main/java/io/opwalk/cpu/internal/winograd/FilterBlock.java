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

  /** Where the first filter is in the transformed kernel. */
  final int start;

  /** How far its channels are apart in that, its panels and its planes. */
  final int channel;

  final int panel;
  final int plane;

  /** Where the filters and the channels are in a kernel whose filters are not neighbours. */
  final int[] acrossFilters;

  final int[] alongChannels;

  private FilterBlock(
      Geometry at, int first, int count, int width, int start, int channel, int plane) {
    this.first = first;
    this.count = count;
    this.width = width;
    this.panels = (count + width - 1) / width;
    this.start = start;
    this.channel = channel;
    this.panel = at.channels * channel;
    this.plane = plane;
    this.acrossFilters = Geometry.multiples(at.filterStride, count);
    this.alongChannels =
        Geometry.multiples(at.kernelChannelStride, Math.min(CHANNELS, at.channels));
  }

  /**
   * So many filters from one on, transformed to an array of their own.
   *
   * @param panel how wide panels are; 0 where one holds all filters
   */
  static FilterBlock of(Geometry at, int first, int count, int panel) {
    int width = panel == 0 ? count : panel;
    int panels = (count + width - 1) / width;
    int plane = at.apart(panels * at.channels * width);
    return new FilterBlock(at, first, count, width, 0, width, plane);
  }

  /**
   * Some of these filters, where these are.
   *
   * @param from where a panel begins, unless there is but one
   */
  FilterBlock part(Geometry at, int from, int filters) {
    int before = from - first;
    int in = panels == 1 ? before : before / width * panel;
    int wide = panels == 1 && filters < count ? filters : width;
    return new FilterBlock(at, from, filters, wide, start + in, channel, plane);
  }

  /** How many channels, at most, are transformed at a time. */
  int channelsAtOnce() {
    return alongChannels.length;
  }

  /** Where the kernel of the first filter begins for a channel. */
  int start(Geometry at, int channelOfKernel) {
    return at.kernelStart + first * at.filterStride + channelOfKernel * at.kernelChannelStride;
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

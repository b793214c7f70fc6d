package io.opwalk.cpu.internal.winograd;

import static io.opwalk.ops.primitive.WinogradConv.WINDOW;
import static io.opwalk.ops.primitive.WinogradTransform.POINTS;

import io.opwalk.cpu.internal.winograd.Lines.Place;
import io.opwalk.cpu.internal.winograd.Lines.Sizes;

/**
 * Some filters, and how their kernel is transformed: {@code [3, 3, channels, filters]}, some
 * channels at a time, downward to {@code [6, 3, some, filters]} and across to {@code [6, 6,
 * channels, filters]}. Immutable.
 */
final class FilterBlock {
  /** So many channels at a time: what is between the two transforms stays in the second cache. */
  private static final int CHANNELS = 32;

  final int first;
  final int count;

  /** For each run of channels. */
  final Run[] runs;

  /** Where the filters and the channels are in a kernel whose filters are not neighbours. */
  final int[] acrossFilters;

  final int[] alongChannels;

  /**
   * Some channels.
   *
   * @param down sizes of the first transform
   * @param across sizes of the second one
   */
  record Run(int first, int count, int[] down, int[] across) {}

  FilterBlock(Geometry at, int first, int count) {
    this.first = first;
    this.count = count;
    this.runs = new Run[(at.channels + CHANNELS - 1) / CHANNELS];
    for (int i = 0; i < runs.length; i++) {
      int channel = i * CHANNELS;
      runs[i] = run(at, channel, Math.min(CHANNELS, at.channels - channel));
    }
    this.acrossFilters = Geometry.multiples(at.filterStride, count);
    this.alongChannels =
        Geometry.multiples(at.kernelChannelStride, Math.min(CHANNELS, at.channels));
  }

  private Run run(Geometry at, int channel, int channels) {
    int part = channels * count;
    Place from = at.filterStride == 1
        ? new Place(
            start(at, channel), at.kernelColumnStride, at.kernelChannelStride, at.kernelRowStride)
        : new Place(0, part, count, WINDOW * part);
    int[] down =
        new Sizes(WINDOW, channels, count).of(from, new Place(0, part, count, WINDOW * part));
    int plane = at.channels * count;
    int[] across = new Sizes(POINTS, 1, part)
        .of(
            new Place(0, WINDOW * part, 0, part),
            new Place(channel * count, POINTS * plane, 0, plane));
    return new Run(channel, channels, down, across);
  }

  /** Where the kernel of the first filter begins for a channel. */
  int start(Geometry at, int channel) {
    return at.kernelStart + first * at.filterStride + channel * at.kernelChannelStride;
  }

  /** How many elements stand between the two transforms. */
  int wide() {
    return POINTS * WINDOW * alongChannels.length * count;
  }
}

package io.opwalk.nn.callback;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a progress bar says.
 *
 * @param mark what the bar is made of
 */
record BarText(char mark) {
  private static final int WIDTH = 20;

  /**
   * How far an epoch is.
   *
   * @param done the steps made
   * @param all how many there will be, if that is known
   * @param seconds how long it has taken
   * @param secondsPerStep how long a step takes
   */
  record Progress(int done, OptionalInt all, double seconds, double secondsPerStep) {}

  /** With the time that is left. */
  String underWay(Progress progress, Map<String, Double> numbers) {
    String time = progress.all.isPresent()
        ? left(progress.secondsPerStep * (progress.all.getAsInt() - progress.done))
        : whole(progress.seconds);
    return bar(progress) + " " + time + " " + perStep(progress) + all(numbers);
  }

  /** With the time that it took. */
  String ended(Progress progress, Map<String, Double> numbers) {
    Progress whole = new Progress(
        progress.done, OptionalInt.of(progress.done), progress.seconds, progress.secondsPerStep);
    return bar(whole) + " " + whole(progress.seconds) + " " + perStep(progress) + all(numbers);
  }

  /** Without a bar. */
  String line(Progress progress, Map<String, Double> numbers) {
    return progress.done + "/" + progress.all.orElse(progress.done) + " - "
        + whole(progress.seconds) + " - " + perStep(progress) + all(numbers);
  }

  private String bar(Progress progress) {
    if (progress.all.isEmpty()) {
      return progress.done + "/Unknown";
    }
    int all = progress.all.getAsInt();
    String counted = String.format(
        Locale.ROOT, "%" + Integer.toString(all).length() + "d/%d", progress.done, all);
    int filled = (int) ((long) WIDTH * progress.done / all);
    return counted + " " + String.valueOf(mark).repeat(filled)
        + (filled == WIDTH ? "" : " ".repeat(WIDTH - filled));
  }

  private static String left(double seconds) {
    long whole = (long) seconds;
    if (whole > 3600) {
      return String.format(
          Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
    }
    return whole > 60 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60) : whole + "s";
  }

  private static String whole(double seconds) {
    return Math.round(seconds) + "s";
  }

  private static String perStep(Progress progress) {
    double seconds = progress.secondsPerStep;
    if (seconds >= 1 || seconds == 0) {
      return Math.round(seconds) + "s/step";
    }
    return seconds >= 1e-3
        ? Math.round(seconds * 1e3) + "ms/step"
        : Math.round(seconds * 1e6) + "us/step";
  }

  private static String all(Map<String, Double> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(
        (name, value) -> text.append(" - ").append(name).append(": ").append(digits(value)));
    return text.toString();
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, Math.abs(value) > 1e-3 ? "%.4f" : "%.4e", value);
  }
}

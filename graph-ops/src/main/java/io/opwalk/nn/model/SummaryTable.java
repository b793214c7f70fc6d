package io.opwalk.nn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in boxes, as the library that Keras prints with, rich, lays it out: text is broken
 * between words, and a word that is too long ends in dots.
 */
final class SummaryTable {
  /** A space at each side of a cell. */
  private static final int PADDING = 2;

  private final List<Column> columns;
  private final List<Integer> widths;
  private final List<List<String>> rows = new ArrayList<>();

  /** Where text stands in a cell. */
  enum Justify {
    LEFT,
    CENTER,
    RIGHT;

    String in(int width, String line) {
      String text = this == LEFT ? line : line.stripTrailing();
      int spare = width - text.length();
      int before = this == LEFT ? 0 : this == RIGHT ? spare : spare / 2;
      return " ".repeat(before) + text + " ".repeat(spare - before);
    }
  }

  /**
   * A column.
   *
   * @param title at its head
   * @param justify where text stands
   * @param end where it ends, of a line of length 1
   */
  record Column(String title, Justify justify, double end) {
    Column endingAt(double newEnd) {
      return new Column(title, justify, newEnd);
    }
  }

  SummaryTable(List<Column> columns, int lineLength) {
    this.columns = List.copyOf(columns);
    this.widths = widths(columns, lineLength);
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Widths with padding: what is asked for does not fit, and each column gives up its share. */
  private static List<Integer> widths(List<Column> columns, int lineLength) {
    List<Integer> widths = new ArrayList<>();
    int excess = columns.size() + 1 - lineLength;
    int from = 0;
    for (Column column : columns) {
      int end = (int) (column.end() * lineLength);
      widths.add(end - from + PADDING);
      excess += end - from + PADDING;
      from = end;
    }
    for (int i = 0; i < widths.size(); i++) {
      int share = (int) Math.rint((double) excess / (widths.size() - i));
      widths.set(i, widths.get(i) - share);
      excess -= share;
    }
    if (widths.stream().anyMatch(width -> width < PADDING + 2)) {
      throw new IllegalArgumentException("lines of " + lineLength + " characters are too short for "
          + columns.size() + " columns");
    }
    return List.copyOf(widths);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rule(text, "┏", "━", "┳", "┓");
    row(text, columns.stream().map(Column::title).toList(), "┃");
    rule(text, "┡", "━", "╇", "┩");
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        rule(text, "├", "─", "┼", "┤");
      }
      row(text, rows.get(i), "│");
    }
    rule(text, "└", "─", "┴", "┘");
    return text.toString();
  }

  private void rule(StringBuilder text, String left, String line, String between, String right) {
    text.append(widths.stream().map(line::repeat).collect(Collectors.joining(between, left, right)))
        .append('\n');
  }

  private void row(StringBuilder text, List<String> cells, String border) {
    List<List<String>> lines = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      lines.add(wrapped(cells.get(i), widths.get(i) - PADDING));
      height = Math.max(height, lines.get(i).size());
    }
    for (int line = 0; line < height; line++) {
      text.append(border);
      for (int i = 0; i < cells.size(); i++) {
        String part = line < lines.get(i).size() ? lines.get(i).get(line) : "";
        String cell = columns.get(i).justify().in(widths.get(i) - PADDING, part);
        text.append(' ').append(cell).append(' ').append(border);
      }
      text.append('\n');
    }
  }

  /** Lines that are not longer than the width; spaces stay at the end of the word before them. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<=\\s)(?=\\S)")) {
      boolean fits = line.length() + word.stripTrailing().length() <= width;
      if (!fits && line.length() > 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString());
    lines.replaceAll(each -> truncated(each, width));
    return lines;
  }

  private static String truncated(String line, int width) {
    String kept = line.length() > width ? line.stripTrailing() : line;
    return kept.length() <= width ? kept : kept.substring(0, width - 1) + "…";
  }
}

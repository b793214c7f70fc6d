package io.opwalk.spi;

import java.util.List;
import java.util.Set;

/** Rows of text as columns of equal width. */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /**
   * The table, a line per row.
   *
   * @param rows the cells, the same number in each row
   * @param numbers the columns that are aligned at the right
   */
  static String of(List<List<String>> rows, Integer... numbers) {
    Set<Integer> right = Set.of(numbers);
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP)
            .append(right.contains(i) ? padding + row.get(i) : row.get(i) + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}

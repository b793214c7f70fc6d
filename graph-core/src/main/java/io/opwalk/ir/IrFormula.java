package io.opwalk.ir;

/**
 * A value written as nested calls, for messages and traces:
 * {@code Elementwise{log}(Elementwise{add}(Constant{1.0}, Input{x}))}. What lies deeper than asked
 * for shows as {@code %7}, so the text stays short however large the graph.
 */
public final class IrFormula {
  /** How many operands of one call are shown. */
  private static final int SHOWN = 8;

  private IrFormula() {}

  /**
   * The value as a formula.
   *
   * @param depth how many calls may be nested; below it only leaves are spelled out
   */
  public static String of(IrValue value, int depth) {
    StringBuilder text = new StringBuilder();
    write(value, depth, text);
    return text.toString();
  }

  // The recursion ends at the given depth, not at the graph's.
  private static void write(IrValue value, int depth, StringBuilder text) {
    IrNode node = value.node();
    if (depth == 0 && !node.inputs().isEmpty()) {
      text.append(value);
      return;
    }
    text.append(node.op().label());
    if (!node.inputs().isEmpty()) {
      text.append('(');
      for (int i = 0; i < Math.min(SHOWN, node.inputs().size()); i++) {
        text.append(i == 0 ? "" : ", ");
        write(node.input(i), depth - 1, text);
      }
      text.append(node.inputs().size() > SHOWN ? ", ...)" : ")");
    }
    text.append(value.index() == 0 ? "" : "." + value.index());
  }
}

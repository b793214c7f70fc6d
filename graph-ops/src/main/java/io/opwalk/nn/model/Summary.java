package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.model.SummaryTable.Column;
import io.opwalk.nn.model.SummaryTable.Justify;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What {@link Model#summary} prints. A model that is no chain of layers has a column that says what
 * each layer is connected to.
 */
final class Summary {
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");

  private final SummaryOptions options;
  private final boolean chain;

  private Summary(SummaryOptions options, boolean chain) {
    this.options = options;
    this.chain = chain;
  }

  static String of(Model model, SummaryOptions options) {
    List<SummaryEntry> entries = SummaryEntry.of(model);
    boolean chain = model instanceof Sequential || SummaryEntry.isChain(entries);
    Summary summary = new Summary(options, chain);
    SummaryTable table = new SummaryTable(summary.columns(), options.lineLength());
    entries.forEach(entry -> summary.add(entry, "", table));
    List<Tensor> trainable = model.trainableParameters();
    List<Tensor> others = new ArrayList<>(model.parameters());
    others.removeAll(new HashSet<>(trainable));
    return "Model: \"" + model.name() + "\"\n"
        + table
        + total("Total", model.parameters())
        + total("Trainable", trainable)
        + total("Non-trainable", others);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    if (chain) {
      columns.add(new Column("Layer (type)", Justify.LEFT, 0.45));
      columns.add(new Column("Output Shape", Justify.LEFT, 0.80));
      columns.add(new Column("Param #", Justify.RIGHT, 1));
    } else {
      columns.add(new Column("Layer (type)", Justify.LEFT, 0.3));
      columns.add(new Column("Output Shape", Justify.LEFT, 0.56));
      columns.add(new Column("Param #", Justify.RIGHT, 0.74));
      columns.add(new Column("Connected to", Justify.LEFT, 1));
    }
    if (options.showTrainable()) {
      columns.replaceAll(column -> column.endingAt(column.end() * 0.90));
      columns.add(new Column("Trainable", Justify.CENTER, 1));
    }
    return columns;
  }

  private void add(SummaryEntry entry, String indent, SummaryTable table) {
    String prefix = indent.isEmpty() ? "" : indent + "└ ";
    List<String> cells = new ArrayList<>();
    cells.add(prefix + entry.name() + " (" + entry.className() + ")");
    cells.add(entry.shapes());
    cells.add(number(Weights.count(entry.parameters())));
    if (!chain) {
      // As in Keras, what lies within a nested model is connected to nothing of the outer one.
      boolean outer = indent.isEmpty() && !entry.sources().isEmpty();
      cells.add(outer ? String.join(", ", entry.sources()) : "-");
    }
    if (options.showTrainable()) {
      cells.add(entry.parameters().isEmpty() ? "-" : entry.trainable() ? "Y" : "N");
    }
    table.add(cells);
    if (options.expandNested()) {
      entry
          .nested()
          .ifPresent(
              model -> SummaryEntry.of(model).forEach(inner -> add(inner, indent + "   ", table)));
    }
  }

  private static String total(String which, List<Tensor> parameters) {
    double bytes = 0;
    for (Tensor parameter : parameters) {
      bytes += (double) Weights.count(List.of(parameter)) * parameter.dtype().byteSize();
    }
    int unit = 0;
    while (bytes >= 1024 && unit < UNITS.size() - 1) {
      bytes /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT,
        " %s params: %s (%.2f %s)\n",
        which,
        number(Weights.count(parameters)),
        bytes,
        UNITS.get(unit));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

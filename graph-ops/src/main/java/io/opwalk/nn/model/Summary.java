package io.opwalk.nn.model;

import com.google.common.base.Strings;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table that {@link Model#summary} prints. */
final class Summary {
  private static final List<String> HEAD = List.of("Layer", "Output shape", "Param #");
  private static final String GAP = "  ";

  private Summary() {}

  static String of(Model model) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelLayer layer : model.layers()) {
      rows.add(List.of(
          layer.name(),
          layer.outputs().stream()
              .map(output -> output.shape().toString())
              .collect(Collectors.joining(", ")),
          number(count(layer.parameters()))));
    }
    long total = count(model.parameters());
    long trainable = count(model.trainableParameters());
    return table(rows)
        + "Total params: " + number(total) + "\n"
        + "Trainable params: " + number(trainable) + "\n"
        + "Non-trainable params: " + number(total - trainable) + "\n";
  }

  private static long count(List<Tensor> parameters) {
    return parameters.stream()
        .map(parameter -> Tensors.slotOf(parameter).value())
        .mapToLong(NDArray::size)
        .sum();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String table(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = HEAD.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    String head = line(HEAD, widths);
    text.append(head).append("-".repeat(head.length() - 1)).append('\n');
    rows.forEach(row -> text.append(line(row, widths)));
    return text.append("-".repeat(head.length() - 1)).append('\n').toString();
  }

  /** Words to the left, the number to the right. */
  private static String line(List<String> cells, int[] widths) {
    return Strings.padEnd(cells.get(0), widths[0], ' ')
        + GAP
        + Strings.padEnd(cells.get(1), widths[1], ' ')
        + GAP
        + Strings.padStart(cells.get(2), widths[2], ' ')
        + "\n";
  }
}

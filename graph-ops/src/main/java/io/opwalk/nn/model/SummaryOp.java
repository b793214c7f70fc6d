package io.opwalk.nn.model;

import com.google.common.base.CaseFormat;
import io.opwalk.Apply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A node that a user wrote by hand, and gave no name in a scope of its own: as in Keras it has a
 * row of a summary to itself, {@code add (Add)}.
 *
 * @param part the node
 * @param name what the row calls it
 */
record SummaryOp(Part.Node part, String name) {
  /**
   * Those of a model.
   *
   * @param taken names that other rows have
   */
  static List<SummaryOp> of(Model model, Collection<String> taken) {
    Set<String> names = new HashSet<>(taken);
    List<SummaryOp> ops = new ArrayList<>();
    for (Part part : model.parts()) {
      if (part instanceof Part.Node node && isOwnRow(node.apply())) {
        ops.add(new SummaryOp(node, unused(nameOf(node.apply()), names)));
      }
    }
    return List.copyOf(ops);
  }

  private static boolean isOwnRow(Apply apply) {
    return !apply.inputs().isEmpty() && apply.name().indexOf('/') < 0;
  }

  private static String unused(String base, Set<String> names) {
    String found = base;
    for (int i = 1; !names.add(found); i++) {
      found = base + "_" + i;
    }
    return found;
  }

  private static String nameOf(Apply apply) {
    return apply.name().isEmpty()
        ? CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, className(apply))
        : apply.name();
  }

  /** The op's name; of what is done element by element, the function's. */
  String className() {
    return className(part.apply());
  }

  private static String className(Apply apply) {
    Object function = apply.op().attributes().get("function");
    if (!apply.op().name().equals("Elementwise") || function == null) {
      return apply.op().name();
    }
    String name = function.toString();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}

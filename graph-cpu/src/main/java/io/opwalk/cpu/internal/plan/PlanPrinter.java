package io.opwalk.cpu.internal.plan;

import io.opwalk.cpu.internal.loop.StepFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints a plan for people: what is read, what is allocated, what is run, what is returned. */
final class PlanPrinter {
  private final StringBuilder text = new StringBuilder();

  private PlanPrinter() {}

  static String print(Plan plan) {
    PlanPrinter printer = new PlanPrinter();
    printer.list("fed", Place.Kind.FED, plan.fed(), Object::toString);
    printer.list("parameters", Place.Kind.PARAMETER, plan.parameters(), Object::toString);
    printer.list("constants", Place.Kind.CONSTANT, plan.constants(), array -> array.describe());
    printer.list("slots", Place.Kind.SLOT, plan.slots(), Slot::toString);
    printer.list("results", Place.Kind.RESULT, plan.results(), Slot::toString);
    printer.text.append("steps\n");
    for (int i = 0; i < plan.steps().size(); i++) {
      printer.step(i, plan.steps().get(i));
    }
    printer.text.append("return\n");
    plan.outputs()
        .forEach(output -> printer
            .text
            .append("  ")
            .append(output.place())
            .append(' ')
            .append(output.shape())
            .append('\n'));
    if (!plan.requirements().isEmpty()) {
      printer.text.append("require\n");
      plan.requirements()
          .forEach(requirement -> printer
              .text
              .append("  ")
              .append(requirement.left())
              .append(" = ")
              .append(requirement.right())
              .append("  # ")
              .append(requirement.complaint().lines().findFirst().orElse(""))
              .append('\n'));
    }
    return printer.text.toString();
  }

  private <T> void list(
      String title, Place.Kind kind, List<T> items, Function<? super T, String> describe) {
    if (items.isEmpty()) {
      return;
    }
    text.append(title).append('\n');
    for (int i = 0; i < items.size(); i++) {
      text.append("  ").append(new Place(kind, i)).append(' ');
      text.append(describe.apply(items.get(i))).append('\n');
    }
  }

  private void step(int number, Plan.Step step) {
    List<Place> written = new ArrayList<>();
    List<Place> read = new ArrayList<>();
    List<StepFunction.Buffer> buffers = step.call().function().buffers();
    for (int i = 0; i < buffers.size(); i++) {
      (buffers.get(i).written() ? written : read).add(step.places().get(i));
    }
    text.append("  ").append(number).append(": ");
    text.append(join(written)).append(" <- ").append(join(read));
    if (!step.call().sizes().isEmpty()) {
      text.append("  sizes ").append(join(step.call().sizes()));
    }
    text.append("  # ").append(step.call().label().replaceAll("\\R\\s*", "; ")).append('\n');
  }

  private static String join(List<?> items) {
    StringBuilder joined = new StringBuilder();
    items.forEach(item -> joined.append(joined.isEmpty() ? "" : ", ").append(item));
    return joined.toString();
  }
}

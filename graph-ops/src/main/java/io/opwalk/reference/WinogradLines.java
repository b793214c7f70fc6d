package io.opwalk.reference;

import io.opwalk.ops.primitive.WinogradTransform;
import io.opwalk.ops.primitive.WinogradTransform.Step;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** Winograd's transforms of a square of elements. */
final class WinogradLines {
  private final ScalarInterpreter scalars;

  WinogradLines(ScalarInterpreter scalars) {
    this.scalars = scalars;
  }

  /** What is transformed. */
  interface Elements {
    Object at(int row, int column);
  }

  /** Down each column, and then across. */
  Object[][] transform(WinogradTransform transform, Elements elements) {
    int length = transform.inputs();
    int made = transform.results().size();
    Object[][] down = new Object[length][];
    for (int j = 0; j < length; j++) {
      Object[] column = new Object[length];
      for (int i = 0; i < length; i++) {
        column[i] = elements.at(i, j);
      }
      down[j] = line(transform, column);
    }
    Object[][] all = new Object[made][];
    for (int i = 0; i < made; i++) {
      Object[] row = new Object[length];
      for (int j = 0; j < length; j++) {
        row[j] = down[j][i];
      }
      all[i] = line(transform, row);
    }
    return all;
  }

  private Object[] line(WinogradTransform transform, Object[] inputs) {
    List<Object> values = new ArrayList<>(List.of(inputs));
    for (Step step : transform.steps()) {
      Object factor = scalars.literal(step.factor());
      Object left = values.get(step.left());
      values.add(
          step.right() == Step.NONE
              ? scalars.apply(ScalarOp.MUL, factor, left)
              : scalars.apply(ScalarOp.FMA, factor, left, values.get(step.right())));
    }
    return transform.results().stream().map(values::get).toArray();
  }
}

package io.opwalk.ir;

import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IrFormulaTest {
  private final Tensor x = leaf("x", 3);

  @Test
  void whatIsTooDeepShowsAsItsNumber() {
    IrValue value = graph(apply(ADD, apply(EXP, apply(EXP, x)), x)).outputs().get(0);
    assertEquals("add(exp(exp(x)), x)", IrFormula.of(value, 3));
    assertEquals("add(exp(%1), x)", IrFormula.of(value, 2));
    assertEquals("add(%2, x)", IrFormula.of(value, 1));
    assertEquals("%3", IrFormula.of(value, 0));
  }

  @Test
  void manyOperandsAreCutShort() {
    Op wide = new Op() {
      @Override
      public String name() {
        return "wide";
      }

      @Override
      public List<TensorType> inferTypes(List<TensorType> inputs) {
        return List.of(TensorType.of(DType.BOOL));
      }
    };
    Tensor many = apply(wide, Collections.nCopies(1000, x).toArray(Tensor[]::new));
    String text = IrFormula.of(graph(many).outputs().get(0), 3);
    assertTrue(text.endsWith("x, ...)"), text);
    assertTrue(text.length() < 100, text);
  }
}

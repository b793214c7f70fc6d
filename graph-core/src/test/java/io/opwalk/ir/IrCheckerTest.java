package io.opwalk.ir;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IrCheckerTest {
  private final Tensor x = leaf("x", 3);

  /** An op whose type rule can be changed behind the graph's back. */
  private static final class Fickle implements Op {
    private TensorType answer = TensorType.of(DType.FLOAT64, 3);
    private boolean refuses;

    @Override
    public String name() {
      return "Fickle";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      if (refuses) {
        throw new IllegalArgumentException("not any more");
      }
      return List.of(answer);
    }
  }

  @Test
  void aSoundGraphPasses() {
    assertDoesNotThrow(() -> new IrChecker().check(graph(apply(ADD, apply(EXP, x), x))));
  }

  @Test
  void aNodeOfAnotherBuilderIsFound() {
    IrGraph other = graph(apply(EXP, x));
    IrGraph mixed = new IrGraph(new IrBuilder(), other.outputs());
    IrFault fault = assertThrows(IrFault.class, () -> new IrChecker().check(mixed));
    assertEquals("x", fault.node().orElseThrow().op().name());
    assertTrue(fault.getMessage().contains("builder"), fault.getMessage());
  }

  @Test
  void aTypeThatIsNotTheOpsIsFound() {
    Fickle fickle = new Fickle();
    IrGraph graph = graph(apply(fickle, x));
    fickle.answer = TensorType.of(DType.FLOAT64, 4);
    IrFault fault = assertThrows(IrFault.class, () -> new IrChecker().check(graph));
    assertTrue(fault.getMessage().contains("(3,) float64"), fault.getMessage());
    assertTrue(fault.getMessage().contains("(4,) float64"), fault.getMessage());
  }

  @Test
  void anOpThatRefusesItsInputsIsFound() {
    Fickle fickle = new Fickle();
    IrGraph graph = graph(apply(fickle, x));
    fickle.refuses = true;
    IrFault fault = assertThrows(IrFault.class, () -> new IrChecker().check(graph));
    assertTrue(fault.getMessage().contains("not any more"), fault.getMessage());
  }

  @Test
  void aFreshUnknownSizeIsNoFault() {
    Fickle fickle = new Fickle();
    fickle.answer = TensorType.of(DType.FLOAT64, UNKNOWN);
    IrGraph graph = graph(apply(fickle, x));
    fickle.answer = TensorType.of(DType.FLOAT64, UNKNOWN);
    assertDoesNotThrow(() -> new IrChecker().check(graph));
  }

  @Test
  void outputsMayNotChangeTheirTypes() {
    Dim n = Dim.named("n");
    TensorType named = new TensorType(DType.FLOAT64, Shape.of(n));
    assertSame(true, named, named);
    assertSame(true, TensorType.of(DType.FLOAT64, UNKNOWN), TensorType.of(DType.FLOAT64, UNKNOWN));
    assertSame(true, TensorType.of(DType.FLOAT64, UNKNOWN), TensorType.of(DType.FLOAT64, 3));
    assertSame(false, TensorType.of(DType.FLOAT64, 4), TensorType.of(DType.FLOAT64, 3));
    assertSame(false, TensorType.of(DType.FLOAT32, 3), TensorType.of(DType.FLOAT64, 3));
    assertSame(false, TensorType.of(DType.FLOAT64, 3, 1), TensorType.of(DType.FLOAT64, 3));
    assertSame(false, named, TensorType.of(DType.FLOAT64, 3));
    assertSame(false, named, new TensorType(DType.FLOAT64, Shape.of(Dim.named("m"))));
  }

  private static void assertSame(boolean fine, TensorType before, TensorType after) {
    IrGraph was = graph(leaf("was", before));
    IrGraph is = graph(leaf("is", after));
    if (fine) {
      assertDoesNotThrow(() -> IrChecker.checkOutputs(was, is));
    } else {
      assertThrows(IrFault.class, () -> IrChecker.checkOutputs(was, is));
    }
  }

  @Test
  void outputsMayNotChangeTheirNumber() {
    IrGraph one = graph(apply(EXP, x));
    IrGraph two = graph(apply(EXP, x), apply(NEG, x));
    assertThrows(IrFault.class, () -> IrChecker.checkOutputs(one, two));
  }
}

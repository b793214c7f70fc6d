package io.opwalk.ir;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.SUB;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.ir.TestOps.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IrBuilderTest {
  private final Tensor x = leaf("x", UNKNOWN);
  private final Tensor y = leaf("y", UNKNOWN);

  @Test
  void equalExpressionsBecomeOneNode() {
    IrGraph graph = graph(apply(SUB, apply(EXP, x), apply(EXP, x)));
    assertEquals(3, graph.nodes().size());
    IrNode root = graph.outputs().get(0).node();
    assertSame(root.input(0), root.input(1));
  }

  @Test
  void equalConstantsBecomeOneNode() {
    IrGraph graph = graph(number(2), number(2), number(-0.0), number(0.0));
    assertSame(graph.outputs().get(0), graph.outputs().get(1));
    assertNotSame(graph.outputs().get(2), graph.outputs().get(3));
  }

  @Test
  void leavesOfEqualNamesStayApart() {
    IrGraph graph = graph(leaf("x", 3), leaf("x", 3));
    assertNotSame(graph.outputs().get(0), graph.outputs().get(1));
  }

  @Test
  void operandsOfACommutativeOpCountInEitherOrder() {
    Tensor a = leaf("a", 3);
    Tensor b = leaf("b", 3);
    IrGraph sums = graph(apply(ADD, a, b), apply(ADD, b, a));
    assertSame(sums.outputs().get(0), sums.outputs().get(1));
    IrGraph differences = graph(apply(SUB, a, b), apply(SUB, b, a));
    assertNotSame(differences.outputs().get(0), differences.outputs().get(1));
  }

  @Test
  void theFirstOrderIsKept() {
    Tensor a = leaf("a", 3);
    Tensor b = leaf("b", 3);
    // b is copied after a, and still is the first operand.
    IrGraph graph = graph(a, apply(ADD, b, a));
    IrNode sum = graph.outputs().get(1).node();
    assertEquals(
        List.of("b", "a"), sum.inputs().stream().map(v -> v.op().name()).toList());
  }

  @Test
  void operandsAreNotExchangedWhereTheTypeWouldChange() {
    // Of two unknown sizes the result shows the first operand's.
    IrGraph graph = graph(apply(ADD, x, y), apply(ADD, y, x));
    assertNotSame(graph.outputs().get(0), graph.outputs().get(1));
    assertEquals(x.shape(), graph.outputs().get(0).shape());
    assertEquals(y.shape(), graph.outputs().get(1).shape());
  }

  @Test
  void rebuildKeepsANodeWhoseInputsAreTheSame() {
    IrGraph graph = graph(apply(NEG, x));
    IrNode node = graph.outputs().get(0).node();
    assertSame(node, graph.builder().rebuild(node, node.inputs()));
    IrValue other = graph.builder().input(y);
    IrNode rebuilt = graph.builder().rebuild(node, List.of(other));
    assertEquals(List.of(other), rebuilt.inputs());
    assertSame(node.origin(), rebuilt.origin());
  }

  @Test
  void knowsItsOwnNodes() {
    IrGraph one = graph(apply(NEG, x));
    IrGraph two = graph(apply(NEG, x));
    IrNode node = one.outputs().get(0).node();
    assertTrue(one.builder().made(node));
    assertFalse(two.builder().made(node));
  }

  @Test
  void aCutStopsTheCopy() {
    Tensor inner = apply(EXP, x);
    Tensor outer = apply(NEG, inner);
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    known.put(inner, builder.input(inner));
    IrGraph graph = new IrGraph(builder, builder.copy(List.of(outer), known));
    assertEquals(2, graph.nodes().size());
    assertEquals(new IrInput(inner), graph.nodes().get(0).op());
    assertFalse(known.containsKey(x));
  }

  @Test
  void inputsThatDoNotFitAreRefused() {
    IrBuilder builder = new IrBuilder();
    IrValue value = builder.input(x);
    assertThrows(
        IllegalArgumentException.class, () -> builder.apply(ADD, List.of(value), x.owner()));
  }
}

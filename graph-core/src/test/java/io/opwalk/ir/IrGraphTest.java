package io.opwalk.ir;

import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.MUL;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.SUB;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class IrGraphTest {
  private static final int DEEP = 100_000;

  private final Tensor x = leaf("x", 3);
  private final Tensor y = leaf("y", 3);

  @Test
  void nodesStandAfterTheirInputs() {
    Tensor e = apply(EXP, x);
    IrGraph graph = graph(apply(ADD, apply(MUL, e, y), apply(NEG, e)));
    List<String> names = graph.nodes().stream().map(node -> node.op().name()).toList();
    assertEquals(List.of("x", "exp", "y", "mul", "neg", "add"), names);
  }

  @Test
  void usersAreEachNamedOnce() {
    IrGraph graph = graph(apply(MUL, x, x), apply(NEG, x));
    IrNode leaf = graph.nodes().get(0);
    assertEquals(
        List.of("mul", "neg"),
        graph.users().get(leaf).stream().map(node -> node.op().name()).toList());
  }

  @Test
  void mapPutsOneNodeInAnothersPlace() {
    IrGraph graph = graph(apply(ADD, apply(EXP, x), apply(NEG, apply(EXP, y))));
    IrBuilder builder = graph.builder();
    IrGraph logs = graph.map((node, inputs) -> node.op().equals(EXP)
        ? builder.apply(LOG, inputs, node.origin()).outputs()
        : builder.rebuild(node, inputs).outputs());
    assertEquals("add(log(x), neg(log(y)))", IrFormula.of(logs.outputs().get(0), 5));
    assertEquals("add(exp(x), neg(exp(y)))", IrFormula.of(graph.outputs().get(0), 5));
  }

  @Test
  void mapThatChangesNothingGivesTheSameGraph() {
    IrGraph graph = graph(apply(ADD, apply(EXP, x), y));
    assertSame(
        graph, graph.map((node, inputs) -> graph.builder().rebuild(node, inputs).outputs()));
  }

  @Test
  void mapRefusesAnotherType() {
    IrGraph graph = graph(apply(NEG, apply(EXP, x)));
    IrValue other = graph.builder().input(leaf("z", 4));
    IrFault fault = assertThrows(
        IrFault.class,
        () -> graph.map((node, inputs) -> node.op().equals(EXP) ? List.of(other) : node.outputs()));
    assertEquals("exp", fault.node().orElseThrow().op().name());
    assertTrue(fault.getMessage().contains("(4,) float64"), fault.getMessage());
  }

  @Test
  void mapSaysAtWhichNodeSomethingWasThrown() {
    IrGraph graph = graph(apply(NEG, apply(EXP, x)));
    IrFault fault = assertThrows(
        IrFault.class,
        () -> graph.map((node, inputs) -> {
          if (node.op().equals(EXP)) {
            throw new IllegalStateException("no exp today");
          }
          return node.outputs();
        }));
    assertEquals("exp", fault.node().orElseThrow().op().name());
    assertTrue(fault.getMessage().contains("no exp today"), fault.getMessage());
  }

  @Test
  void outputsOfANodeWithSeveralAreMappedOneByOne() {
    Tensor twins = apply(new TestOps.Twins(), x);
    Tensor second = twins.owner().outputs(1);
    IrGraph graph = graph(apply(SUB, twins, second));
    IrGraph swapped = graph.map((node, inputs) -> {
      List<IrValue> outputs =
          new ArrayList<>(graph.builder().rebuild(node, inputs).outputs());
      Collections.reverse(outputs);
      return outputs;
    });
    assertEquals("sub(Twins(x).1, Twins(x))", IrFormula.of(swapped.outputs().get(0), 5));
  }

  @Test
  void goesBackToTensors() {
    Tensor sum = apply(ADD, apply(EXP, x), apply(EXP, x)).named("sum");
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    known.put(x, builder.input(x));
    IrGraph graph = new IrGraph(builder, builder.copy(List.of(sum), known));
    Tensor back = graph.toTensors().get(0);
    assertEquals("sum", back.name());
    assertEquals(sum.owner().site(), back.owner().site());
    assertSame(back.owner().inputs(0), back.owner().inputs(1));
    assertSame(x, back.owner().inputs(0).owner().inputs(0));
  }

  @Test
  void aReplacementDoesNotTakeTheName() {
    Tensor named = apply(EXP, x).named("growth");
    IrGraph graph = graph(named);
    IrGraph logs = graph.map((node, inputs) -> node.op().equals(EXP)
        ? graph.builder().apply(LOG, inputs, node.origin()).outputs()
        : node.outputs());
    Tensor back = logs.toTensors().get(0);
    assertEquals("", back.name());
    assertEquals(named.owner().site(), back.owner().site());
  }

  // Linear walks take well under a second here; a quadratic one would take minutes.
  @Test
  @Timeout(60)
  void deepGraphsAreNeitherTooDeepNorTooSlow() {
    Tensor deep = x;
    for (int i = 0; i < DEEP; i++) {
      deep = apply(i % 2 == 0 ? EXP : NEG, deep);
    }
    IrGraph graph = graph(deep);
    assertEquals(DEEP + 1, graph.nodes().size());
    IrBuilder builder = graph.builder();
    IrGraph mapped = graph.map((node, inputs) ->
        node.op().equals(NEG) ? inputs : builder.rebuild(node, inputs).outputs());
    assertEquals(DEEP / 2 + 1, mapped.nodes().size());
    new IrChecker().check(mapped);
    assertEquals(DEEP / 2 + 1, Walk.ancestors(mapped.toTensors()).size());
  }

  @Test
  void printsOneNodePerLine() {
    assertEquals(
        "%0 = x() : (3,) float64\n%1 = exp(%0) : (3,) float64\nreturn [%1]\n",
        graph(apply(EXP, x)).toString());
  }
}

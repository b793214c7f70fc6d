package io.opwalk.ir;

import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.CompileException;
import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PassPipelineTest {
  private final Tensor x = leaf("x", 3);

  private record Step(String name, UnaryOperator<IrGraph> body) implements Pass {
    @Override
    public String requires() {
      return "anything";
    }

    @Override
    public String guarantees() {
      return "nothing";
    }

    @Override
    public IrGraph run(IrGraph graph, PassContext context) {
      assertEquals(name, context.phase());
      return body.apply(graph);
    }
  }

  private static Pass replacing(String name, Op from, Op to) {
    return new Step(
        name,
        graph -> graph.map((node, inputs) -> node.op().equals(from)
            ? graph.builder().apply(to, inputs, node.origin()).outputs()
            : graph.builder().rebuild(node, inputs).outputs()));
  }

  private static final class Recorder implements PassListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void phaseEnded(String phase, IrGraph result, long nanos) {
      assertTrue(nanos >= 0);
      heard.add(phase + ": " + IrFormula.of(result.outputs().get(0), 5));
    }
  }

  @Test
  void runsPassesInOrderAndTellsTheListener() {
    PassPipeline pipeline =
        PassPipeline.of(List.of(replacing("one", EXP, LOG), replacing("two", LOG, NEG)));
    Recorder recorder = new Recorder();
    IrGraph result = pipeline.run(graph(apply(EXP, x)), recorder);
    assertEquals(List.of("one: log(x)", "two: neg(x)"), recorder.heard);
    assertEquals("neg(x)", IrFormula.of(result.outputs().get(0), 5));
  }

  @Test
  void passesCanBeLeftOutByName() {
    PassPipeline pipeline =
        PassPipeline.of(List.of(replacing("one", EXP, LOG), replacing("two", LOG, NEG)));
    Recorder recorder = new Recorder();
    pipeline.without(List.of("one")).run(graph(apply(EXP, x)), recorder);
    assertEquals(List.of("two: exp(x)"), recorder.heard);
    assertEquals(List.of("one", "two"), pipeline.names());
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesNearOnes() {
    PassPipeline pipeline = PassPipeline.of(List.of(replacing("canonical", EXP, LOG)));
    String message = assertThrows(
            IllegalArgumentException.class, () -> pipeline.without(List.of("canonicle")))
        .getMessage();
    assertEquals("there is no compiler phase 'canonicle'; near are 'canonical'", message);
  }

  @Test
  void twoPassesMayNotShareAName() {
    List<Pass> twice = List.of(replacing("one", EXP, LOG), replacing("one", LOG, NEG));
    assertThrows(IllegalArgumentException.class, () -> PassPipeline.of(twice));
  }

  @Test
  void aFailingPassIsNamedWithTheNodesAround() {
    Tensor chain = x;
    for (int i = 0; i < 20; i++) {
      chain = apply(NEG, chain);
    }
    Tensor middle = apply(EXP, chain);
    Tensor end = middle;
    for (int i = 0; i < 20; i++) {
      end = apply(NEG, end);
    }
    Pass failing = new Step(
        "broken",
        graph -> graph.map((node, inputs) -> {
          if (node.op().equals(EXP)) {
            throw new IllegalStateException("cannot go on");
          }
          return graph.builder().rebuild(node, inputs).outputs();
        }));
    IrGraph graph = graph(end);
    PassPipeline pipeline = PassPipeline.of(List.of(failing));
    String message = assertThrows(
            CompileException.class, () -> pipeline.run(graph, PassListener.NONE))
        .getMessage();
    assertTrue(message.startsWith("phase 'broken': at %21 = exp(%20): cannot go on"), message);
    assertTrue(message.contains("\n  made for exp at "), message);
    assertTrue(message.contains("\n> %21 = exp(%20) : (3,) float64\n"), message);
    List<String> lines = message.lines().toList();
    // The complaint, the origin, dots, five nodes, the node, five nodes, dots.
    assertEquals(2 + 1 + 5 + 1 + 5 + 1, lines.size(), message);
    assertTrue(message.contains("%16 = ") && message.contains("%26 = "), message);
    assertTrue(!message.contains("%15 = ") && !message.contains("%27 = "), message);
  }

  @Test
  void aBadResultIsTheFaultOfThePassThatMadeIt() {
    IrGraph graph = graph(apply(EXP, x));
    Pass bad =
        new Step("bad", g -> new IrGraph(g.builder(), List.of(g.builder().input(leaf("z", 4)))));
    Recorder recorder = new Recorder();
    PassPipeline pipeline = PassPipeline.of(List.of(replacing("good", EXP, LOG), bad));
    String message = assertThrows(CompileException.class, () -> pipeline.run(graph, recorder))
        .getMessage();
    assertTrue(message.startsWith("phase 'bad': output 0 was"), message);
    assertTrue(message.contains("(4,) float64"), message);
    assertEquals(List.of("good: log(x)"), recorder.heard);
  }

  @Test
  void anyOtherExceptionNamesThePhaseToo() {
    IllegalStateException cause = new IllegalStateException("oops");
    Pass throwing = new Step("throwing", graph -> {
      throw cause;
    });
    PassPipeline pipeline = PassPipeline.of(List.of(throwing));
    CompileException e = assertThrows(
        CompileException.class, () -> pipeline.run(graph(apply(EXP, x)), PassListener.NONE));
    assertSame(cause, e.getCause());
    assertTrue(e.getMessage().contains("'throwing'"), e.getMessage());
  }

  @Test
  void printsItsContracts() {
    assertEquals(
        "one: anything => nothing\n",
        PassPipeline.of(List.of(replacing("one", EXP, LOG))).toString());
  }
}

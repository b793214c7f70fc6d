package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.print.TreePrinter;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.testing.RecordingBackend;
import io.opwalk.testing.TestOps;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class GraphTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));
  private final Tensor w = TestOps.input("w", FLOAT64, shape(3));
  private final String line = Lines.next();
  private final Tensor logit = TestOps.add(TestOps.multiply(x, w), x).named("logit");

  private final Tensor y = TestOps.unary("sigmoid", logit);
  private final Graph graph = Graph.of(y);
  private final RecordingBackend backend = new RecordingBackend();
  private final CompileOptions options =
      CompileOptions.builder().backend(backend).build();

  @Test
  void knowsItsInputsNodesAndOutputs() {
    assertSame(y, graph.output());
    assertEquals(List.of(y), graph.outputs());
    assertEquals(List.of(x, w), graph.inputs());
    assertEquals(5, graph.applies().size());
    assertTrue(graph.contains(logit));
    assertFalse(graph.contains(TestOps.unary("sigmoid", logit)));
    assertEquals(TreePrinter.print(graph), graph.toString());
  }

  @Test
  void namesEachInputOnce() {
    assertEquals(List.of(x), Graph.of(TestOps.add(x, x), x, x).inputs());
  }

  @Test
  void severalOutputsAreNotOne() {
    Graph two = Graph.of(y, logit);
    String message = assertThrows(IllegalStateException.class, two::output).getMessage();
    assertTrue(message.startsWith("this graph has 2 outputs, not one"), message);
    assertTrue(message.contains("Binary{add}.0 'logit' (3,) float64 at " + line), message);
  }

  @Test
  void namesAreLookedUp() {
    assertSame(logit, graph.find("logit"));
    String message =
        assertThrows(NoSuchElementException.class, () -> graph.find("logits")).getMessage();
    assertTrue(message.contains("'logits'") && message.contains("'logit'"), message);
    Graph twice = Graph.of(TestOps.unary("f", logit).named("logit"));
    message =
        assertThrows(IllegalArgumentException.class, () -> twice.find("logit")).getMessage();
    assertTrue(message.contains("Binary{add}.0 'logit' (3,) float64 at " + line), message);
  }

  @Test
  void needsOutputs() {
    assertThrows(IllegalArgumentException.class, Graph::of);
    assertThrows(IllegalArgumentException.class, () -> Graph.of(List.of()));
    String message =
        assertThrows(NullPointerException.class, () -> Graph.of(y, null)).getMessage();
    assertEquals("output 1 of 2 is null", message);
  }

  @Test
  void compilesWhatIsAskedForAsAFunctionOfItsPlaceholders() {
    CompiledFunction function = graph.compile(List.of(y, logit), options);
    assertEquals(List.of(x, w), function.inputs());
    assertEquals(List.of(y, logit), function.outputs());
    assertThrows(IllegalStateException.class, () -> function.callSingle(Feed.empty()));
    CompiledFunction single = graph.compile(List.of(y), options);
    assertEquals(42, single.callSingle(Feed.empty()).intValue());
  }

  @Test
  void whatIsFedBesidesIsAnInputToo() {
    CompileOptions feeding = CompileOptions.builder()
        .backend(backend)
        .feeding(logit, x)
        .feeding(logit)
        .build();
    assertEquals(List.of(x, w, logit), graph.compile(List.of(y), feeding).inputs());
  }

  @Test
  void compilesNothingButItsOwn() {
    String foreignLine = Lines.next();
    Tensor foreign = TestOps.unary("foreign", logit);
    String message = assertThrows(IllegalArgumentException.class, () -> graph.compile(y, foreign))
        .getMessage();
    assertTrue(message.contains("Unary{foreign}.0 (3,) float64 at " + foreignLine), message);
    assertTrue(message.contains("Unary{sigmoid}.0"), message);
    CompileOptions feeding =
        CompileOptions.builder().backend(backend).feeding(foreign).build();
    assertThrows(IllegalArgumentException.class, () -> graph.compile(List.of(y), feeding));
    assertThrows(IllegalArgumentException.class, () -> graph.compile(List.of(), options));
    List<Tensor> noTensor = Collections.singletonList(null);
    assertThrows(NullPointerException.class, () -> graph.compile(noTensor, options));
    assertEquals(List.of(), backend.requests());
  }

  @Test
  void evaluatesOnABackendOfTheCallersChoice() {
    double[] value = {1, 2, 3};
    assertEquals(42, y.evaluate(feed(x, value), backend).intValue());
    assertEquals(2, Graph.of(y, logit).evaluate(feed(x, value), backend).size());
    assertEquals(
        List.of(
            new RecordingBackend.Request("evaluate", List.of(x), List.of(y)),
            new RecordingBackend.Request("evaluate", List.of(x), List.of(y, logit))),
        backend.requests());
  }

  @Test
  void withoutABackendSaysWhatIsMissing() {
    String message = assertThrows(NoSuchElementException.class, graph::compile).getMessage();
    assertTrue(message.contains("graph-cpu"), message);
    Feed feed = feed(x, new double[3]);
    assertThrows(NoSuchElementException.class, () -> y.evaluate(feed));
    assertThrows(NoSuchElementException.class, y::evaluate);
  }

  @Test
  void aMessageListsAFewOfManyOutputs() {
    Tensor foreign = TestOps.unary("foreign", x);
    Graph many = Graph.of(Collections.nCopies(1000, y));
    String message = assertThrows(IllegalArgumentException.class, () -> many.compile(foreign))
        .getMessage();
    assertTrue(message.endsWith("and 995 more"), message);
  }
}

package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.testing.TestOps;
import io.opwalk.walk.Replace;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplaceMessagesTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));
  private final String logitLine = Lines.next();
  private final Tensor logit = TestOps.unary("f", x).named("logit");

  private final Graph graph = Graph.of(TestOps.unary("sigmoid", logit));

  @Test
  void aCycleIsNamedTensorByTensorWithTheirLines() {
    String halfLine = Lines.next();
    Tensor half = TestOps.unary("half", logit).named("half");
    String clippedLine = Lines.next();
    Tensor clipped = TestOps.unary("clip", half).named("clipped");
    String message = assertThrows(
            IllegalArgumentException.class, () -> Replace.in(graph, Map.of(logit, clipped)))
        .getMessage();
    assertEquals(
        "the replacements make a cycle: each of these would be computed from the next, and the last"
            + " from the first"
            + "\n  Unary{clip}.0 'clipped' (3,) float64 at " + clippedLine
            + "\n    in the place of Unary{f}.0 'logit' (3,) float64 at " + logitLine
            + "\n  Unary{half}.0 'half' (3,) float64 at " + halfLine
            + "\nto put something computed from a tensor in its place, use Replace.wrap",
        message);
  }

  @Test
  void whatDoesNotFitIsNamedWithWhatItShouldReplace() {
    String line = Lines.next();
    Tensor wide = TestOps.input("wide", FLOAT64, shape(4));
    String message = assertThrows(TypeException.class, () -> Replace.in(graph, Map.of(logit, wide)))
        .getMessage();
    assertEquals(
        "cannot replace: expected shape (3,), found (4,)"
            + "\n  in the place of Unary{f}.0 'logit' (3,) float64 at " + logitLine
            + "\n  there cannot be Input.0 'wide' (4,) float64 at " + line,
        message);
  }

  @Test
  void aForeignTensorIsNamed() {
    String line = Lines.next();
    Tensor foreign = TestOps.unary("f", x).named("foreign");
    String message = assertThrows(
            IllegalArgumentException.class, () -> Replace.wrap(graph, foreign, t -> t))
        .getMessage();
    assertEquals(
        "cannot wrap a tensor that is not of the graph: Unary{f}.0 'foreign' (3,) float64 at "
            + line,
        message);
  }
}

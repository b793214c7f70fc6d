package io.opwalk.nn.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Checkpoint;
import io.opwalk.nn.saving.graph.GraphReader;
import io.opwalk.nn.saving.graph.OpRegistry;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.scalar.ScalarFunctions;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.ForthAndBack;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import io.opwalk.walk.Structure;
import io.opwalk.walk.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the table of op cases builds is written and read again, with known and with unknown
 * dims. As that table is complete, an op that cannot be saved, or is not registered, fails here.
 */
class OpCasesSavingTest {
  private static final ReferenceBackend REFERENCE = new ReferenceBackend();

  /** Rows of ops that hold a rule of a user's, which are refused. */
  private static final Set<String> CODE = Set.of("custom gradient");

  static Stream<OpCase> rows() {
    return OpCases.all().stream().filter(row -> !CODE.contains(row.name()));
  }

  static Stream<OpCase> rowsOfCode() {
    return OpCases.all().stream().filter(row -> CODE.contains(row.name()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aGraphIsTheSameWhenItIsReadAgain(OpCase row) {
    row.trials().stream().limit(2).forEach(OpCasesSavingTest::assertSame);
  }

  private static void assertSame(Trial trial) {
    List<Tensor> inputs = trial.placeholders();
    Tensor made = trial.output(inputs);
    Tensor output = inputs.contains(made) ? made : made.named("result/of/it");
    GraphRoundTrip trip = new GraphRoundTrip(registry(output));
    String text = trip.text(inputs, List.of(output));
    GraphReader.Read read = trip.read(text);
    Tensor again = read.outputs().get(0);
    assertEquals(names(output), names(again), trial::toString);
    boolean bodies = Walk.ancestors(output).stream()
        .anyMatch(apply ->
            apply.op() instanceof Loop || apply.op() instanceof Cond || Checkpoint.isOne(apply));
    if (!bodies) {
      // What is inside these is equal only to itself.
      assertEquals(
          Optional.empty(),
          Structure.difference(Graph.of(output), Graph.of(again)),
          trial::toString);
    }
    assertEquals(output.type().rank(), again.type().rank());
    List<NDArray> values = trial.values();
    assertEquals(
        value(output, inputs, values), value(again, read.inputs(), values), trial::toString);
  }

  /** With the functions of the table's own. */
  private static OpRegistry registry(Tensor output) {
    OpRegistry registry = OpRegistry.standard().with(ForthAndBack.class);
    for (Apply apply : Walk.ancestors(output)) {
      if (apply.op() instanceof Elementwise op && !ScalarFunctions.all().contains(op.function())) {
        registry = registry.withFunction(op.function());
      }
    }
    return registry;
  }

  @ParameterizedTest
  @MethodSource("rowsOfCode")
  void codeIsRefusedNamingTheNodeAndTheLine(OpCase row) {
    Trial trial = row.trials().get(0);
    List<Tensor> inputs = trial.placeholders();
    Tensor output = trial.output(inputs).named("mine");
    UnsupportedOperationException refusal = assertThrows(
        UnsupportedOperationException.class,
        () -> new GraphRoundTrip(OpRegistry.standard()).text(inputs, List.of(output)));
    assertTrue(
        refusal.getMessage().startsWith("cannot save " + output.owner()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("'mine'"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(".java:"), refusal.getMessage());
  }

  private static List<String> names(Tensor output) {
    return Walk.ancestors(output).stream().map(Apply::name).toList();
  }

  private static NDArray value(Tensor output, List<Tensor> inputs, List<NDArray> values) {
    List<Apply> needed = Walk.ancestors(output);
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      if (needed.contains(inputs.get(i).owner())) {
        feed = feed.and(inputs.get(i), values.get(i));
      }
    }
    return output.evaluate(feed, REFERENCE);
  }
}

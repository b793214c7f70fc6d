package io.opwalk.testing.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Primitive;
import io.opwalk.ops.scalar.ScalarFunctions;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.walk.Walk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RandomGraphsTest {
  @Provide
  Arbitrary<RandomGraph> graphs() {
    return RandomGraphs.graphs();
  }

  @Provide
  Arbitrary<Integer> batches() {
    return RandomGraphs.batches();
  }

  @Property(tries = 200)
  void canBeComputedForEveryBatchSize(
      @ForAll("graphs") RandomGraph graph, @ForAll("batches") int batch) {
    List<NDArray> values = new ReferenceBackend()
        .compile(graph.inputs(), graph.outputs(), CompileOptions.defaults())
        .call(graph.feed(batch, 1));
    for (int i = 0; i < values.size(); i++) {
      Tensor output = graph.outputs().get(i);
      assertEquals(output.dtype(), values.get(i).dtype());
      assertEquals(output.shape().evaluate(symbol -> batch), values.get(i).shape());
    }
  }

  @Property(tries = 50)
  void followFromTheirSeed(@ForAll("graphs") RandomGraph graph) {
    RandomGraph again = RandomGraph.of(graph.seed(), graph.steps());
    assertEquals(labels(graph.outputs()), labels(again.outputs()));
    assertEquals(labels(graph.nodes()), labels(again.nodes()));
    List<String> shorter =
        labels(RandomGraph.of(graph.seed(), graph.steps() - 1).nodes());
    assertEquals(labels(graph.nodes()).subList(0, shorter.size()), shorter);
  }

  private static List<String> labels(List<Tensor> tensors) {
    return tensors.stream()
        .map(tensor -> tensor.owner().op().label() + tensor.type())
        .toList();
  }

  /** A generator that leaves something out would let it go untested. */
  @Test
  void coverEveryOpAndFunction() {
    Set<Class<?>> ops = new HashSet<>();
    Set<Object> functions = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      for (Apply apply : Walk.ancestors(RandomGraph.of(seed, 40).nodes())) {
        Op op = apply.op();
        ops.add(op.getClass());
        if (op instanceof Elementwise elementwise) {
          functions.add(elementwise.function());
        }
      }
    }
    Set<Class<?>> missing = new HashSet<>(Arrays.asList(Primitive.class.getPermittedSubclasses()));
    OpCases.all().stream()
        .flatMap(row ->
            Walk.ancestors(row.trials().get(0).output(row.trials().get(0).placeholders())).stream())
        .forEach(apply -> missing.add(apply.op().getClass()));
    missing.removeAll(ops);
    assertEquals(Set.of(), missing);
    assertTrue(functions.containsAll(ScalarFunctions.all()));
  }
}

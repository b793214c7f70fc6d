package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** New graphs from old ones: nodes are never changed, those that must differ are built anew. */
public final class Replace {
  private Replace() {}

  /**
   * The graph with the named dim fixed wherever its ops mention it.
   *
   * @throws NoSuchElementException where no op mentions it
   */
  public static Graph bind(Graph graph, String dim, long size) {
    Dim fixed = Dim.of(size);
    Function<Dim.Symbol, Dim> fix =
        symbol -> symbol.isNamed() && symbol.name().equals(dim) ? fixed : symbol;
    Map<Tensor, Tensor> made = new HashMap<>();
    boolean mentioned = false;
    for (Apply apply : graph.applies()) {
      Op op = apply.op().substitute(fix);
      List<Tensor> inputs = new ArrayList<>();
      apply.inputs().forEach(input -> inputs.add(made.getOrDefault(input, input)));
      if (op != apply.op() || !inputs.equals(apply.inputs())) {
        mentioned |= op != apply.op();
        Apply bound = Apply.of(op, inputs, apply.name(), apply.site());
        for (int i = 0; i < bound.outputs().size(); i++) {
          made.put(apply.outputs(i), bound.outputs(i));
        }
      }
    }
    if (!mentioned) {
      throw new NoSuchElementException(
          "no dim named '" + dim + "' in a graph of " + graph.inputs());
    }
    return Graph.of(
        graph.outputs().stream().map(out -> made.getOrDefault(out, out)).toList());
  }
}

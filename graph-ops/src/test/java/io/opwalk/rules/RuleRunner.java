package io.opwalk.rules;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassListener;
import io.opwalk.ir.PassPipeline;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.rewrite.Rewriter;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.RuleExamples;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.testing.rules.RuleCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies rules to tensors, and evaluates tensors by definition. */
final class RuleRunner {
  private RuleRunner() {}

  /** The examples of a rule, over placeholders. */
  static List<RuleExample> examples(Rule rule) {
    return RuleExamples.of(
        rule, (name, type) -> Tensors.placeholder(name, type.dtype(), type.shape()));
  }

  /** Tensors as sets of rules leave them, one set after the other. */
  static List<Tensor> rewrite(List<Tensor> tensors, PassListener listener, RuleSet... sets) {
    return rewrite(graph(tensors), listener, sets).toTensors();
  }

  /** A tensor as sets of rules leave it, one set after the other. */
  static Tensor rewrite(Tensor tensor, RuleSet... sets) {
    return rewrite(List.of(tensor), PassListener.NONE, sets).get(0);
  }

  static IrGraph rewrite(IrGraph graph, PassListener listener, RuleSet... sets) {
    List<Pass> passes = new ArrayList<>();
    for (RuleSet set : sets) {
      passes.add(Rewriter.of(set.name() + " " + passes.size(), set));
    }
    return PassPipeline.of(passes).run(graph, listener.and(new RuleCounts()));
  }

  static IrGraph graph(List<Tensor> tensors) {
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    Graph.of(tensors).inputs().forEach(input -> known.put(input, builder.input(input)));
    return new IrGraph(builder, builder.copy(tensors, known));
  }

  /** The values of several tensors, which need all that is fed. */
  static List<NDArray> evaluate(List<Tensor> tensors, Feed feed) {
    return new ReferenceBackend().evaluate(tensors, feed);
  }
}

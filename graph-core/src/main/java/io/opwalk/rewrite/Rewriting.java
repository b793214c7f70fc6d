package io.opwalk.rewrite;

import io.opwalk.Op;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrFault;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrMap;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.PassContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a {@link Rewriter}: finds the normal form of each node, that is, what stands in its
 * place when no rule fits any more. A node's inputs are brought to normal form first; then a rule
 * may fire, and the node's normal form is that of the replacement.
 */
final class Rewriting {
  private static final int REMEMBERED = 8;

  private final RuleFamilies families;
  private final Set<String> met = new HashSet<>();
  private final IrBuilder builder;
  private final PassContext context;
  private final long limit;
  private final IrMap<List<IrValue>> normal = new IrMap<>();
  private final Deque<Visit> path = new ArrayDeque<>();
  private final Deque<String> lastFired = new ArrayDeque<>();
  private RuleSet rules;
  private long fired;

  Rewriting(RuleFamilies families, IrBuilder builder, PassContext context, long limit) {
    this.families = families;
    this.builder = builder;
    this.context = context;
    this.limit = limit;
  }

  IrGraph run(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      path.push(new Visit(node));
      while (!path.isEmpty()) {
        step(path.peek());
      }
    }
    List<IrValue> outputs = new ArrayList<>(graph.outputs().size());
    for (IrValue output : graph.outputs()) {
      outputs.add(normalForm(output));
    }
    return outputs.equals(graph.outputs()) ? graph : new IrGraph(builder, outputs);
  }

  private IrValue normalForm(IrValue value) {
    return normal.get(value.node()).get(value.index());
  }

  private void step(Visit visit) {
    if (normal.contains(visit.node)) {
      path.pop();
    } else if (visit.replacements != null) {
      finish(visit);
    } else if (visit.next < visit.node.inputs().size()) {
      IrNode input = visit.node.input(visit.next++).node();
      if (!normal.contains(input)) {
        path.push(new Visit(input));
      }
    } else {
      rewrite(visit);
    }
  }

  private void rewrite(Visit visit) {
    List<IrValue> inputs = new ArrayList<>(visit.node.inputs().size());
    for (IrValue input : visit.node.inputs()) {
      inputs.add(normalForm(input));
    }
    visit.rebuilt = builder.rebuild(visit.node, inputs);
    if (normal.contains(visit.rebuilt)) {
      visit.close(normal.get(visit.rebuilt));
      return;
    }
    meet(visit.rebuilt.op());
    visit.replacements = new ArrayList<>(visit.rebuilt.outputs().size());
    for (IrValue output : visit.rebuilt.outputs()) {
      visit.replacements.add(fire(output));
    }
    finish(visit);
  }

  /**
   * Asks for the rules that an op brings in. What a rule looks for has been met before its root.
   */
  private void meet(Op op) {
    boolean isNew = met.add(op.name());
    if (met.add(op.label()) || isNew) {
      met.addAll(op.traits());
      rules = families.given(met);
    }
  }

  /** Closes a visit if the normal form of all that took the outputs' places is known. */
  private void finish(Visit visit) {
    List<IrValue> form = new ArrayList<>(visit.replacements.size());
    for (IrValue first : visit.replacements) {
      IrValue replacement = visit.afterOutputs(first);
      if (replacement.node() == visit.rebuilt) {
        form.add(replacement);
      } else if (normal.contains(replacement.node())) {
        form.add(normalForm(replacement));
      } else {
        path.push(new Visit(replacement.node()));
        return;
      }
    }
    visit.close(form);
  }

  /** What a rule puts in the place of an output; the output itself where none fits. */
  private IrValue fire(IrValue output) {
    for (Rule rule : rules.candidates(output.op())) {
      Optional<IrValue> made = rule.apply(output, builder);
      if (made.isPresent()) {
        burn(rule, output.node());
        context.listener().ruleFired(context.phase(), rule.name(), output, made.get());
        return made.get();
      }
    }
    return output;
  }

  private void burn(Rule rule, IrNode node) {
    if (lastFired.size() == REMEMBERED) {
      lastFired.removeFirst();
    }
    lastFired.addLast(rule.name());
    fired++;
    if (fired > limit) {
      throw new IrFault(
          "rules have fired " + limit + " times and do not come to an end; the last were "
              + lastFired,
          node);
    }
  }

  /** A node on its way to normal form. */
  private final class Visit {
    final IrNode node;
    int next;
    IrNode rebuilt;
    List<IrValue> replacements;

    Visit(IrNode node) {
      this.node = node;
    }

    /**
     * What stands for a value where that is an output of this node, which may stand for another.
     */
    IrValue afterOutputs(IrValue value) {
      IrValue found = value;
      for (int i = 1; i < replacements.size() && found.node() == rebuilt; i++) {
        found = replacements.get(found.index());
      }
      return found;
    }

    void close(List<IrValue> form) {
      normal.put(node, form);
      normal.put(rebuilt, form);
      path.pop();
    }
  }
}

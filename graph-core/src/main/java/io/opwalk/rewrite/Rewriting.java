package io.opwalk.rewrite;

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
import java.util.List;
import java.util.Optional;

/**
 * One run of a {@link Rewriter}: finds the normal form of each node, that is, what stands in its
 * place when no rule fits any more. A node's inputs are brought to normal form first; then a rule
 * may fire, and the node's normal form is that of the replacement.
 */
final class Rewriting {
  private static final int REMEMBERED = 8;

  private final RuleSet rules;
  private final IrBuilder builder;
  private final PassContext context;
  private final long limit;
  private final IrMap<List<IrValue>> normal = new IrMap<>();
  private final Deque<Visit> path = new ArrayDeque<>();
  private final Deque<String> lastFired = new ArrayDeque<>();
  private long fired;

  Rewriting(RuleSet rules, IrBuilder builder, PassContext context, long limit) {
    this.rules = rules;
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
    List<IrValue> outputs = graph.outputs().stream().map(this::normalForm).toList();
    return outputs.equals(graph.outputs()) ? graph : new IrGraph(builder, outputs);
  }

  private IrValue normalForm(IrValue value) {
    return normal.get(value.node()).get(value.index());
  }

  private void step(Visit visit) {
    if (normal.contains(visit.node)) {
      path.pop();
    } else if (visit.replacement != null) {
      visit.close(List.of(normalForm(visit.replacement)));
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
    visit.node.inputs().forEach(input -> inputs.add(normalForm(input)));
    visit.rebuilt = builder.rebuild(visit.node, inputs);
    if (normal.contains(visit.rebuilt)) {
      visit.close(normal.get(visit.rebuilt));
      return;
    }
    Optional<IrValue> made = fire(visit.rebuilt);
    if (made.isPresent()) {
      visit.replacement = made.get();
      path.push(new Visit(made.get().node()));
    } else {
      visit.close(visit.rebuilt.outputs());
    }
  }

  private Optional<IrValue> fire(IrNode node) {
    for (Rule rule : rules.candidates(node.op())) {
      Optional<IrValue> made = rule.apply(node.output(), builder);
      if (made.isPresent()) {
        burn(rule, node);
        context.listener().ruleFired(context.phase(), rule.name(), node.output(), made.get());
        return made;
      }
    }
    return Optional.empty();
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
    IrValue replacement;

    Visit(IrNode node) {
      this.node = node;
    }

    void close(List<IrValue> form) {
      normal.put(node, form);
      normal.put(rebuilt, form);
      path.pop();
    }
  }
}

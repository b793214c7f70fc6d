package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Op;
import io.opwalk.Tensor;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * New graphs from old ones. Nodes are never changed: those that must differ are built anew, with
 * their name and creation site, and all others are shared with the old graph.
 */
public final class Replace {
  private Replace() {}

  /**
   * The graph in which each use of a key has become a use of its value, as in {@link #in(List,
   * Map)}; the same graph where nothing changes.
   */
  public static Graph in(Graph graph, Map<Tensor, Tensor> replacements) {
    List<Tensor> outputs = in(graph.outputs(), replacements);
    return outputs.equals(graph.outputs()) ? graph : Graph.of(outputs);
  }

  /**
   * What the given tensors become where each use of a key becomes a use of its value: everywhere,
   * within the replacing subgraphs too, so that nothing in the result depends on a key. A tensor
   * asked for is itself replaced where it is a key.
   *
   * <pre>{@code
   * Replace.in(List.of(y, logit), Map.of(x, standardised));
   * }</pre>
   *
   * <p>A key that nothing uses changes nothing, nor does a tensor that is to replace itself.
   *
   * @throws io.opwalk.TypeException where a value has not its key's dtype and rank, or a fixed size
   *     where its key has another, naming both; or where a node cannot be built of what has been
   *     put in
   * @throws IllegalArgumentException where a tensor asked for needs a value that, once all is
   *     replaced, depends on itself, naming the tensors of the cycle; see {@link #wrap} for what
   *     may have been meant
   */
  public static List<Tensor> in(List<Tensor> outputs, Map<Tensor, Tensor> replacements) {
    return new Substitution(replacements).of(outputs);
  }

  /**
   * The graph in which the users of {@code tensor} use {@code wrapper.apply(tensor)} instead; what
   * the wrapper computes goes on using the tensor itself. Being an output is a use.
   *
   * <pre>{@code
   * Replace.wrap(graph, logit, z -> clip(z, -30, 30));
   * }</pre>
   *
   * @throws IllegalArgumentException where the tensor is not of this graph
   * @throws io.opwalk.TypeException where the wrapper's result does not fit in the tensor's place,
   *     as in {@link #in(List, Map)}
   */
  public static Graph wrap(Graph graph, Tensor tensor, Function<Tensor, Tensor> wrapper) {
    if (!graph.contains(tensor)) {
      throw new IllegalArgumentException(
          "cannot wrap a tensor that is not of the graph: " + tensor);
    }
    Tensor wrapped = wrapper.apply(tensor);
    Objects.requireNonNull(wrapped, () -> "the wrapper answered with null for " + tensor);
    Fit.require("cannot wrap", tensor, wrapped);
    Rebuild rebuild = new Rebuild();
    rebuild.put(tensor, wrapped);
    graph.applies().forEach(apply -> rebuild.rebuild(apply, rebuild.of(apply.inputs())));
    return rebuild.of(graph);
  }

  /**
   * The graph with the named dim fixed wherever its ops mention it.
   *
   * @throws NoSuchElementException where no op mentions it, naming the dims that are mentioned
   * @throws io.opwalk.TypeException where a node cannot be built for that size
   */
  public static Graph bind(Graph graph, String dim, long size) {
    Dim fixed = Dim.of(size);
    Set<String> met = new TreeSet<>();
    Rebuild rebuild = new Rebuild();
    for (Apply apply : graph.applies()) {
      Op op = apply.op().substitute(symbol -> {
        if (symbol.isNamed()) {
          met.add(symbol.name());
        }
        return symbol.isNamed() && symbol.name().equals(dim) ? fixed : symbol;
      });
      List<Tensor> inputs = rebuild.of(apply.inputs());
      if (op == apply.op()) {
        rebuild.rebuild(apply, inputs);
      } else {
        rebuild.put(apply, Apply.of(op, inputs, apply.name(), apply.site()).outputs());
      }
    }
    if (!met.contains(dim)) {
      throw new NoSuchElementException("no op of this graph mentions a dim named '" + dim + "'; "
          + (met.isEmpty() ? "it mentions none" : "it mentions " + met));
    }
    return rebuild.of(graph);
  }
}

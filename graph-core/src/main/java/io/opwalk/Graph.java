package io.opwalk;

import io.opwalk.print.TreePrinter;
import io.opwalk.spi.Backends;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.walk.Find;
import io.opwalk.walk.Replace;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Some outputs and all they are computed from: a view for walking, printing and compiling. It adds
 * nothing to the nodes, so any number of graphs may share them.
 *
 * <pre>{@code
 * Graph graph = Graph.of(y);
 * graph.output().owner().inputs(0).evaluate(feed(x, image));
 * }</pre>
 *
 * <p>Immutable, and safe to use from many threads.
 */
public final class Graph {
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Apply> applies;
  private final Set<Apply> members;

  private Graph(List<Tensor> outputs) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a graph needs at least one output");
    }
    this.outputs = List.copyOf(outputs);
    this.applies = Walk.ancestors(this.outputs);
    this.members = new HashSet<>(applies);
    List<Tensor> leaves = new ArrayList<>();
    for (Apply apply : applies) {
      if (apply.op().isInput()) {
        leaves.addAll(apply.outputs());
      }
    }
    this.inputs = List.copyOf(leaves);
  }

  /** The graph of one or more outputs. */
  public static Graph of(Tensor... outputs) {
    return new Graph(List.of(outputs));
  }

  /** The graph of one or more outputs. */
  public static Graph of(List<Tensor> outputs) {
    return new Graph(outputs);
  }

  /** The placeholders that the outputs depend on, in the order of a walk from the leaves. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** The outputs, as given. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /**
   * The only output of a graph that has one.
   *
   * @throws IllegalStateException where there are several
   */
  public Tensor output() {
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          "this graph has " + outputs.size() + " outputs: ask for outputs(), not output()");
    }
    return outputs.get(0);
  }

  /** Every node, each after the nodes it depends on. */
  public List<Apply> applies() {
    return applies;
  }

  /** Whether a tensor is computed in this graph. */
  public boolean contains(Tensor tensor) {
    return members.contains(tensor.owner());
  }

  /**
   * The tensor of the given full name.
   *
   * @throws java.util.NoSuchElementException where there is none, naming the nearest ones
   * @throws IllegalArgumentException where several bear it
   */
  public Tensor find(String name) {
    return Find.byName(this, name);
  }

  /** Compiles the outputs of this graph as a function of its placeholders. */
  public CompiledFunction compile() {
    return compile(outputs, CompileOptions.defaults());
  }

  /**
   * Compiles any tensors of this graph as one function of its placeholders: shared nodes run once,
   * and only what is asked for is computed.
   */
  public CompiledFunction compile(Tensor... fetches) {
    return compile(List.of(fetches), CompileOptions.defaults());
  }

  /**
   * As {@link #compile(Tensor...)}, with options, among them which other tensors will be fed.
   *
   * @throws IllegalArgumentException where a tensor is not of this graph
   */
  public CompiledFunction compile(List<Tensor> fetches, CompileOptions options) {
    fetches.forEach(this::checkMember);
    options.feeding().forEach(this::checkMember);
    List<Tensor> taken = new ArrayList<>(inputs);
    options.feeding().stream().filter(fed -> !inputs.contains(fed)).forEach(taken::add);
    return options.backend().orElseGet(Backends::best).compile(taken, fetches, options);
  }

  private void checkMember(Tensor tensor) {
    if (!contains(tensor)) {
      throw new IllegalArgumentException(
          "not a tensor of this graph: " + tensor + "; the graph's outputs are " + outputs);
    }
  }

  /** The values of all outputs for the given feed, computed in one pass. */
  public List<NDArray> evaluate(Feed feed) {
    return Backends.best().evaluate(outputs, feed);
  }

  /**
   * This graph with the named dim fixed, say the batch: new nodes over the same parameters.
   *
   * @throws java.util.NoSuchElementException where no placeholder has such a dim
   */
  public Graph bind(String dim, long size) {
    return Replace.bind(this, dim, size);
  }

  /** The tree of every output. */
  @Override
  public String toString() {
    return TreePrinter.print(outputs);
  }
}

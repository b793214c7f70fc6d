package io.opwalk;

import io.opwalk.print.TreePrinter;
import io.opwalk.spi.Backend;
import io.opwalk.spi.Backends;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.walk.Find;
import io.opwalk.walk.Replace;
import io.opwalk.walk.Walk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  /** How many outputs a message lists. */
  private static final int SHOWN = 5;

  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Apply> applies;
  private final Set<Apply> members;

  private Graph(List<Tensor> outputs) {
    requireTensors(outputs, "output");
    this.outputs = List.copyOf(outputs);
    this.applies = Walk.ancestors(this.outputs);
    this.members = new HashSet<>(applies);
    this.inputs = applies.stream()
        .filter(apply -> apply.op().isInput())
        .flatMap(apply -> apply.outputs().stream())
        .toList();
  }

  private static void requireTensors(List<Tensor> tensors, String what) {
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("expected at least one " + what + ", found none");
    }
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i) == null) {
        throw new NullPointerException(what + " " + i + " of " + tensors.size() + " is null");
      }
    }
  }

  /**
   * The graph of one or more outputs.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Graph of(Tensor... outputs) {
    return new Graph(Arrays.asList(outputs));
  }

  /** As {@link #of(Tensor...)}. */
  public static Graph of(List<Tensor> outputs) {
    return new Graph(outputs);
  }

  /** The placeholders that the outputs depend on, each once, in the order of {@link #applies}. */
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
          "this graph has " + outputs.size() + " outputs, not one: " + shown(outputs));
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
   * @see Find
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
   *
   * @throws IllegalArgumentException where a tensor is not of this graph
   */
  public CompiledFunction compile(Tensor... fetches) {
    return compile(Arrays.asList(fetches), CompileOptions.defaults());
  }

  /**
   * As {@link #compile(Tensor...)}, with options, among them which other tensors will be fed.
   *
   * @throws IllegalArgumentException where a tensor is not of this graph
   */
  public CompiledFunction compile(List<Tensor> fetches, CompileOptions options) {
    requireTensors(fetches, "tensor to compute");
    fetches.forEach(this::checkMember);
    options.feeding().forEach(this::checkMember);
    Set<Tensor> taken = new LinkedHashSet<>(inputs);
    taken.addAll(options.feeding());
    return options
        .backend()
        .orElseGet(Backends::best)
        .compile(List.copyOf(taken), List.copyOf(fetches), options);
  }

  private void checkMember(Tensor tensor) {
    if (!contains(tensor)) {
      throw new IllegalArgumentException(
          "not a tensor of this graph: " + tensor + "\nthe graph computes " + shown(outputs));
    }
  }

  private static String shown(List<Tensor> tensors) {
    StringBuilder text = new StringBuilder();
    tensors.stream().limit(SHOWN).forEach(tensor -> text.append("\n  ").append(tensor));
    if (tensors.size() > SHOWN) {
      text.append("\n  and ").append(tensors.size() - SHOWN).append(" more");
    }
    return text.toString();
  }

  /** The values of all outputs for the given feed, computed in one pass. */
  public List<NDArray> evaluate(Feed feed) {
    return evaluate(feed, Backends.best());
  }

  /** As {@link #evaluate(Feed)}, on a backend of the caller's choice. */
  public List<NDArray> evaluate(Feed feed, Backend backend) {
    return backend.evaluate(outputs, feed);
  }

  /**
   * This graph with the named dim fixed, say the batch: new nodes over the same parameters. The
   * placeholders that have the dim are new ones; feed those of the graph returned.
   *
   * @throws java.util.NoSuchElementException where no op mentions such a dim, naming those there
   *     are
   */
  public Graph bind(String dim, long size) {
    return Replace.bind(this, dim, size);
  }

  /** The tree of every output. */
  @Override
  public String toString() {
    return TreePrinter.print(this);
  }
}

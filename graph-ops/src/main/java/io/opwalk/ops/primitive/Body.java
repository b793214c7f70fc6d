package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph as a function of its inputs, closed: all it is computed from are the inputs and
 * constants. What a loop does in a step, or a branch of a condition.
 *
 * <p>Its dims are bound by its inputs: a body whose input is {@code (n, 3)} runs for any n, and the
 * n of its outputs is then that one. Two bodies are equal if they are the same tensors.
 *
 * @param name what it is called in print
 * @param inputs placeholders, each once; not all need be used
 * @param outputs what it computes
 */
public record Body(String name, List<Tensor> inputs, List<Tensor> outputs) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where the graph is not closed, or mentions a size that no
   *     input has
   */
  public Body {
    Objects.requireNonNull(name, "name");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (new HashSet<>(inputs).size() != inputs.size()
        || !inputs.stream().allMatch(input -> input.owner().op().isInput())) {
      throw new IllegalArgumentException(
          "the inputs of a body are placeholders, each once; found " + inputs);
    }
    Set<Dim.Symbol> bound = inputs.stream()
        .flatMap(input -> input.shape().dims().stream())
        .flatMap(dim -> dim.symbols().stream())
        .collect(Collectors.toSet());
    for (Apply apply : Walk.ancestorsUpTo(outputs, Set.copyOf(inputs))) {
      requireClosed(apply, bound);
    }
  }

  private static void requireClosed(Apply apply, Set<Dim.Symbol> bound) {
    if (apply.op().isInput() || apply.op() instanceof Parameter) {
      throw new IllegalArgumentException(
          "not closed: the body uses " + apply.outputs(0) + ", which is not among its inputs");
    }
    Set<Dim.Symbol> mentioned = new LinkedHashSet<>();
    apply.op().substitute(symbol -> {
      mentioned.add(symbol);
      return symbol;
    });
    mentioned.removeAll(bound);
    if (!mentioned.isEmpty()) {
      throw new IllegalArgumentException("the size " + mentioned.iterator().next() + " in " + apply
          + " is that of no tensor that enters the body; take it from one with broadcastLike,"
          + " reshapeLike or size");
    }
  }

  /**
   * A tensor that can be an input of a body. Unlike that of other placeholders, its type is exactly
   * the one given, unnamed dims included: they are those of what will be passed.
   */
  public static Tensor input(String name, TensorType type) {
    return Apply.of(Placeholder.exactly(type)).named(name).output();
  }

  /** The outputs as a graph, to walk and to print. */
  public Graph graph() {
    return Graph.of(outputs);
  }

  /** This body with other outputs, computed from the same inputs. */
  public Body withOutputs(List<Tensor> others) {
    return new Body(name, inputs, others);
  }

  /** This body with further inputs behind those it has. */
  Body withInputs(List<Tensor> more) {
    List<Tensor> all = new ArrayList<>(inputs);
    all.addAll(more);
    return new Body(name, all, outputs);
  }

  /** The types of the inputs. */
  List<TensorType> inputTypes() {
    return inputs.stream().map(Tensor::type).toList();
  }

  /**
   * The types of the outputs for inputs of the given types.
   *
   * @param roles what to call each input in an error
   * @throws IllegalArgumentException where a type does not fit
   */
  List<TensorType> outputTypes(List<TensorType> types, List<String> roles) {
    DimMatch match = new DimMatch();
    for (int i = 0; i < types.size(); i++) {
      match.bind(inputs.get(i).type(), types.get(i), roles.get(i));
    }
    for (int i = 0; i < types.size(); i++) {
      match.check(inputs.get(i).type(), types.get(i), roles.get(i));
    }
    List<TensorType> found = new ArrayList<>();
    outputs.forEach(output -> found.add(match.apply(output.type())));
    return found;
  }

  /** The inputs that the outputs are computed from. */
  public Set<Tensor> used() {
    Set<Tensor> used = new HashSet<>(outputs);
    Walk.ancestors(outputs).forEach(apply -> used.addAll(apply.inputs()));
    used.retainAll(new HashSet<>(inputs));
    return used;
  }

  /** The name and how large it is. */
  @Override
  public String toString() {
    int nodes =
        outputs.isEmpty() ? 0 : Walk.ancestorsUpTo(outputs, Set.copyOf(inputs)).size();
    return name + " (" + inputs.size() + " inputs, " + nodes + " nodes, " + outputs.size()
        + " outputs)";
  }
}

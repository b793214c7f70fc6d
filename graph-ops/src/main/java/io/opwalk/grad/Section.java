package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.GradientFlow;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A piece of graph that can be built again over other inputs: what a user's function made of the
 * tensors it was given. Nothing of the user's own graph is held. Equal only to itself.
 */
final class Section {
  private final List<Tensor> leaves;
  private final List<Apply> nodes;
  private final List<Tensor> outputs;

  private Section(List<Tensor> leaves, List<Apply> nodes, List<Tensor> outputs) {
    this.leaves = leaves;
    this.nodes = nodes;
    this.outputs = outputs;
  }

  /**
   * A section, and what it is applied to.
   *
   * @param section takes the inputs, then what was captured
   * @param inputs what the function was given
   * @param captured the tensors it used besides, but for constants
   */
  record Traced(Section section, List<Tensor> inputs, List<Tensor> captured) {
    /** Inputs and captured tensors. */
    List<Tensor> arguments() {
      List<Tensor> all = new ArrayList<>(inputs);
      all.addAll(captured);
      return all;
    }
  }

  /**
   * What a function makes of some tensors. It is called once, with a stand-in for each; what is
   * computed from a stand-in is inside, all else is captured.
   */
  static Traced trace(List<Tensor> inputs, Function<List<Tensor>, List<Tensor>> function) {
    // They have the ancestors of what they stand for: a layer finds a name and a store by these.
    List<Tensor> standIns = inputs.stream()
        .map(input -> GradientFlow.stopGradient(input).named(input.name()))
        .toList();
    List<Tensor> made = List.copyOf(function.apply(standIns));
    if (made.isEmpty()) {
      throw new IllegalArgumentException("the function gives no tensor, expected one at least");
    }
    Set<Tensor> inside = new HashSet<>(standIns);
    List<Apply> nodes = new ArrayList<>();
    for (Apply apply : Walk.ancestorsUpTo(made, Set.copyOf(standIns))) {
      if (apply.inputs().stream().anyMatch(inside::contains)) {
        inside.addAll(apply.outputs());
        nodes.add(apply);
      }
    }
    Map<Tensor, Tensor> leaves = new LinkedHashMap<>();
    standIns.forEach(standIn -> leaves.put(standIn, leaf(standIn, standIn.type())));
    List<Tensor> captured = new ArrayList<>();
    List<Tensor> used = new ArrayList<>();
    nodes.forEach(apply -> used.addAll(apply.inputs()));
    used.addAll(made);
    for (Tensor tensor : used) {
      boolean outside = !inside.contains(tensor) && !(tensor.owner().op() instanceof Constant);
      if (outside && leaves.putIfAbsent(tensor, leaf(tensor, tensor.type())) == null) {
        captured.add(tensor);
      }
    }
    return new Traced(
        new Section(List.copyOf(leaves.values()), nodes, made).over(leaves, Function.identity()),
        inputs,
        captured);
  }

  /** The outputs over other tensors, built anew, each node with its name and site. */
  List<Tensor> apply(List<Tensor> arguments) {
    return over(mapped(arguments), Function.identity()).outputs;
  }

  /**
   * The types of the outputs for arguments of the given types.
   *
   * @throws IllegalArgumentException where these do not fit
   */
  List<TensorType> types(List<TensorType> arguments) {
    boolean same = leaves.stream().map(Tensor::type).toList().equals(arguments);
    List<Tensor> found = same
        ? outputs
        : apply(arguments.stream().map(type -> leaf(type, "", Optional.empty())).toList());
    return found.stream().map(Tensor::type).toList();
  }

  /** This section with other dims; itself where it mentions none that change. */
  Section substitute(Function<Dim.Symbol, Dim> dims) {
    List<Tensor> others = new ArrayList<>();
    boolean same = nodes.stream().allMatch(node -> node.op().substitute(dims) == node.op());
    for (Tensor leaf : leaves) {
      TensorType type = leaf.type().withShape(leaf.shape().substitute(dims));
      same &= type.equals(leaf.type());
      others.add(leaf(leaf, type));
    }
    if (same) {
      return this;
    }
    Section changed = over(mapped(others), op -> op.substitute(dims));
    return new Section(others, changed.nodes, changed.outputs);
  }

  private Map<Tensor, Tensor> mapped(List<Tensor> arguments) {
    if (arguments.size() != leaves.size()) {
      throw new IllegalArgumentException(
          "takes " + leaves.size() + " inputs, found " + arguments.size());
    }
    Map<Tensor, Tensor> became = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!Demands.fits(arguments.get(i), leaves.get(i))) {
        throw new IllegalArgumentException("input " + i + " must be of type "
            + leaves.get(i).type() + ", found " + arguments.get(i).type());
      }
      became.put(leaves.get(i), arguments.get(i));
    }
    return became;
  }

  private Section over(Map<Tensor, Tensor> start, Function<Op, Op> change) {
    Map<Tensor, Tensor> became = new HashMap<>(start);
    List<Apply> built = new ArrayList<>();
    for (Apply node : nodes) {
      List<Tensor> inputs =
          node.inputs().stream().map(input -> became.getOrDefault(input, input)).toList();
      Apply copy = Apply.of(change.apply(node.op()), inputs, node.name(), node.site());
      for (int i = 0; i < copy.outputs().size(); i++) {
        became.put(node.outputs(i), copy.outputs(i));
      }
      built.add(copy);
    }
    return new Section(
        leaves,
        built,
        outputs.stream().map(output -> became.getOrDefault(output, output)).toList());
  }

  private static Tensor leaf(Tensor like, TensorType type) {
    return leaf(type, like.name(), like.owner().site());
  }

  private static Tensor leaf(TensorType type, String name, Optional<CreationSite> site) {
    return Apply.of(new Leaf(type), List.of(), name, site).output();
  }

  /** What stands for an input while a section is kept. Equal only to itself. */
  private static final class Leaf implements Op {
    private final TensorType type;

    Leaf(TensorType type) {
      this.type = type;
    }

    @Override
    public String name() {
      return "Argument";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(type);
    }
  }
}

package io.opwalk;

import io.opwalk.print.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One application of an {@link Op} to input tensors: the node of the graph, and the owner of its
 * outputs.
 *
 * <p>An apply is immutable and is never rewritten: what {@code inputs(0)} answers today it answers
 * for ever. Equality is identity; structural questions are asked of
 * {@code io.opwalk.walk.Structure}.
 */
public final class Apply {
  private final Op op;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final String name;
  private final Optional<CreationSite> site;
  private final Optional<Maker> maker;

  private Apply(
      Op op,
      List<Tensor> inputs,
      List<TensorType> types,
      String name,
      Optional<CreationSite> site,
      Optional<Maker> maker) {
    this.op = op;
    this.inputs = inputs;
    this.name = name;
    this.site = site;
    this.maker = maker;
    List<Tensor> made = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      made.add(new Tensor(this, i, types.get(i)));
    }
    this.outputs = List.copyOf(made);
  }

  /**
   * Applies {@code op}; its type rule runs now.
   *
   * @throws TypeException where the inputs do not fit, naming the operands, their types and lines
   * @throws NullPointerException where an input is null, saying which
   */
  public static Apply of(Op op, List<Tensor> inputs) {
    return of(op, inputs, "", CreationSite.capture());
  }

  /** As {@link #of(Op, List)}. */
  public static Apply of(Op op, Tensor... inputs) {
    return of(op, Arrays.asList(inputs), "", CreationSite.capture());
  }

  /**
   * As {@link #of(Op, List)} with a name and a site given: for those who rebuild a node, and keep
   * what it was called and where it was written.
   */
  public static Apply of(Op op, List<Tensor> inputs, String name, Optional<CreationSite> site) {
    Objects.requireNonNull(op, "op");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(site, "site");
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) == null) {
        throw new NullPointerException(op.label() + ": input " + i + " is null" + at(site));
      }
    }
    List<Tensor> operands = List.copyOf(inputs);
    return new Apply(op, operands, infer(op, operands, site), name, site, Optional.empty());
  }

  private static List<TensorType> infer(Op op, List<Tensor> inputs, Optional<CreationSite> site) {
    List<TensorType> types = new ArrayList<>(inputs.size());
    for (Tensor input : inputs) {
      types.add(input.type());
    }
    List<TensorType> inferred;
    try {
      inferred = op.inferTypes(types);
    } catch (IllegalArgumentException | ArithmeticException complaint) {
      StringBuilder message = new StringBuilder(op.label()).append(": ");
      message.append(complaint.getMessage()).append(at(site));
      for (int i = 0; i < inputs.size(); i++) {
        message.append("\n  input ").append(i).append(": ").append(inputs.get(i));
      }
      throw new TypeException(message.toString(), complaint);
    }
    if (inferred.isEmpty()) {
      throw new IllegalStateException(
          op.label() + ": its type rule answers with no output, expected one at least");
    }
    return inferred;
  }

  private static String at(Optional<CreationSite> site) {
    return site.map(line -> "\n  at " + line).orElse("");
  }

  /** What is applied. */
  public Op op() {
    return op;
  }

  /** The operands, in order; empty for a placeholder, a constant or a parameter. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /**
   * One operand, counted from zero.
   *
   * @throws IndexOutOfBoundsException where there is no such input, naming this node and how many
   *     it has
   */
  public Tensor inputs(int index) {
    if (index < 0 || index >= inputs.size()) {
      String has = switch (inputs.size()) {
        case 0 -> "has no inputs: it is a leaf of the graph";
        case 1 -> "has one input, inputs(0)";
        default -> "has inputs(0) to inputs(" + (inputs.size() - 1) + ")";
      };
      throw new IndexOutOfBoundsException("no inputs(" + index + "): " + this + " " + has);
    }
    return inputs.get(index);
  }

  /** What this node computes, in order. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /**
   * One output, counted from zero.
   *
   * @throws IndexOutOfBoundsException where there is no such output
   */
  public Tensor outputs(int index) {
    if (index < 0 || index >= outputs.size()) {
      throw new IndexOutOfBoundsException("no outputs(" + index + "): " + this + " has outputs(0)"
          + (outputs.size() == 1 ? " only" : " to outputs(" + (outputs.size() - 1) + ")"));
    }
    return outputs.get(index);
  }

  /**
   * The only output of a node that has one.
   *
   * @throws IllegalStateException where there are several
   */
  public Tensor output() {
    if (outputs.size() != 1) {
      throw new IllegalStateException(this + " has " + outputs.size() + " outputs, not one");
    }
    return outputs.get(0);
  }

  /** The node's name, scopes joined with slashes; empty where it was not given one. */
  public String name() {
    return name;
  }

  /** A node like this one, of the same op, inputs, types and site, under the given name. */
  public Apply named(String newName) {
    Objects.requireNonNull(newName, "name");
    return new Apply(op, inputs, types(), newName, site, maker);
  }

  /** A node like this one that knows what made it; see {@link #maker}. */
  public Apply madeBy(Maker newMaker) {
    return new Apply(op, inputs, types(), name, site, Optional.of(newMaker));
  }

  private List<TensorType> types() {
    return outputs.stream().map(Tensor::type).toList();
  }

  /**
   * A node like this one, of the same op, name and site, over other inputs. Its maker is not kept:
   * over other inputs it is not what the maker made.
   */
  public Apply withInputs(List<Tensor> newInputs) {
    return of(op, newInputs, name, site);
  }

  /** The user's line that built this node; empty where sites are switched off. */
  public Optional<CreationSite> site() {
    return site;
  }

  /**
   * What made this node as a part of something larger, such as a layer. It does not change what the
   * node computes, and nothing in this module asks for it.
   */
  public Optional<Maker> maker() {
    return maker;
  }

  /** One line: op, name and site. */
  @Override
  public String toString() {
    return OneLine.of(this);
  }
}

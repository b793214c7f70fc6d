package io.opwalk;

import io.opwalk.print.Notation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What an {@link Apply} applies: a pure function from tensors to tensors, described and not
 * executed.
 *
 * <p>graph-core knows no op. An op is a value: two ops that compute the same thing with the same
 * attributes are {@code equals}, which is how a compiler merges common subexpressions. The
 * exceptions are ops whose nodes stand for something outside the graph, such as a placeholder: they
 * are equal only to themselves.
 */
public interface Op {
  /** The op's name, such as {@code MatMul}: one word, the same for all attributes. */
  String name();

  /**
   * What one line of print shows for this op: its name, and what tells it from its siblings, such
   * as {@code Elementwise{add}}.
   */
  default String label() {
    return name();
  }

  /** The op's attributes in the order in which they print; empty where the name says it all. */
  default Map<String, Object> attributes() {
    return Map.of();
  }

  /**
   * How the op is written in a formula; a call of its {@link #label()} unless it says otherwise.
   */
  default Notation notation() {
    return Notation.call(label());
  }

  /**
   * The op's type rule: the types of its outputs, at least one, for the given types of inputs.
   *
   * <p>A function of its arguments: asked twice, it answers with equal types. A symbol that is new
   * with an op is made with the op, and not here.
   *
   * @throws IllegalArgumentException where the inputs do not fit, saying what was expected and
   *     found; {@link Apply#of} adds the operands' names, types and lines
   */
  List<TensorType> inferTypes(List<TensorType> inputs);

  /**
   * This op with symbolic dims replaced wherever its attributes mention them: a placeholder's type,
   * the target of a reshape. An op that mentions none of those that change is returned as it is.
   */
  default Op substitute(Function<Dim.Symbol, Dim> dims) {
    return this;
  }

  /** Whether the value of this op's node comes from the feed: a placeholder, and nothing else. */
  default boolean isInput() {
    return false;
  }

  /**
   * Further words by which rewrite rules look for ops, such as {@code INVOLUTION}: what rules ask
   * of an op whatever its name.
   */
  default Set<String> traits() {
    return Set.of();
  }

  /** Whether exchanging the two inputs changes nothing, not even a bit. */
  default boolean isCommutative() {
    return false;
  }
}

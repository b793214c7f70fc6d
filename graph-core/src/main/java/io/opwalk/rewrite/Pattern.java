package io.opwalk.rewrite;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The shape of an expression: what a {@link Rule} looks for, and often what it puts there.
 *
 * <p>A name stands for one value: where it occurs twice, both must be the same node, which interned
 * nodes are if they are equal. The inputs of a commutative op match in either order.
 */
public sealed interface Pattern
    permits Pattern.Any, Pattern.Applied, Pattern.Either, LiteralPattern {
  /**
   * Any value, or any that fulfils a condition.
   *
   * @param name what the value is called in the rule
   * @param dtype the dtype it must have, where the rule is not for all
   * @param condition what else must hold of it
   * @param example the shape it has where the rule is made concrete; no condition
   */
  record Any(String name, Optional<DType> dtype, Predicate<IrValue> condition, Shape example)
      implements Pattern {
    /** Checks that nothing is missing. */
    public Any {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(dtype, "dtype");
      Objects.requireNonNull(condition, "condition");
      Objects.requireNonNull(example, "example");
    }

    /** This, for values of one dtype only. */
    public Any of(DType only) {
      return new Any(name, Optional.of(only), condition, example);
    }

    /** This, where a further condition holds. */
    public Any where(Predicate<IrValue> further) {
      return new Any(name, dtype, condition.and(further), example);
    }

    /** This, of another shape in {@link RuleExamples}: for ops that do not take every matrix. */
    public Any like(Shape shape) {
      return new Any(name, dtype, condition, shape);
    }

    boolean admits(IrValue value) {
      return dtype.map(only -> only == value.dtype()).orElse(true) && condition.test(value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An op applied, and one output of that: the first one unless said.
   *
   * @param op which op
   * @param inputs what its operands must be, as many as it has
   * @param output which output; where it is empty, any on the left side, and on the right side that
   *     which the whole left side has matched
   */
  record Applied(OpMatcher op, List<Pattern> inputs, OptionalInt output) implements Pattern {
    /** Copies the operands. */
    public Applied {
      Objects.requireNonNull(op, "op");
      Objects.requireNonNull(output, "output");
      inputs = List.copyOf(inputs);
    }

    /** This, for another output than the first. */
    public Applied output(int index) {
      return new Applied(op, inputs, OptionalInt.of(index));
    }

    /** This, for every output: such a rule puts each output of a node where that one was. */
    public Applied eachOutput() {
      return new Applied(op, inputs, OptionalInt.empty());
    }

    boolean hasOutput(IrValue value) {
      return output.isEmpty() || output.getAsInt() == value.index();
    }

    @Override
    public String toString() {
      String call =
          op + inputs.stream().map(Pattern::toString).collect(Collectors.joining(", ", "(", ")"));
      boolean first = output.isPresent() && output.getAsInt() == 0;
      return first ? call : call + (output.isPresent() ? "." + output.getAsInt() : ".*");
    }
  }

  /**
   * The first of several patterns that leads to a match. Only on the left side; what the right side
   * speaks of must be named in every alternative. Where equal ones occur twice, each chooses for
   * itself.
   *
   * @param alternatives at least two
   */
  record Either(List<Pattern> alternatives) implements Pattern {
    /** Copies the alternatives. */
    public Either {
      alternatives = List.copyOf(alternatives);
      if (alternatives.size() < 2) {
        throw new IllegalArgumentException("a choice among " + alternatives);
      }
    }

    @Override
    public String toString() {
      return alternatives.stream().map(Pattern::toString).collect(Collectors.joining(" | "));
    }
  }

  /** Any value, called {@code name}. */
  static Any any(String name) {
    return new Any(name, Optional.empty(), value -> true, RuleExamples.MATRIX);
  }

  /** One op applied. */
  static Applied apply(Op op, Pattern... inputs) {
    return apply(OpMatcher.exactly(op), inputs);
  }

  /** The first of several patterns that leads to a match. */
  static Either either(Pattern... alternatives) {
    return new Either(List.of(alternatives));
  }

  /** Some op applied. */
  static Applied apply(OpMatcher op, Pattern... inputs) {
    return new Applied(op, List.of(inputs), OptionalInt.of(0));
  }
}

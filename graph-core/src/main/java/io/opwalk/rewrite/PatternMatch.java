package io.opwalk.rewrite;

import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One search for the way in which a left side fits a value: depth first, trying both orders of
 * commutative operands, and going back where a choice turns out wrong. Its recursion is as deep as
 * the pattern is large; how deep the graph is does not matter.
 */
final class PatternMatch {
  private final Predicate<Match> condition;
  private final Map<String, IrValue> values = new HashMap<>();
  private final Map<String, Op> ops = new HashMap<>();
  private final Match match;

  private PatternMatch(IrValue root, IrBuilder builder, Predicate<Match> condition) {
    this.condition = condition;
    this.match = new Match(root, builder, values, ops);
  }

  static Optional<Match> find(
      Pattern.Applied left, IrValue root, IrBuilder builder, Predicate<Match> condition) {
    // Nearly all searches end here, so nothing is made before.
    if (!mayFit(left, root)) {
      return Optional.empty();
    }
    PatternMatch search = new PatternMatch(root, builder, condition);
    boolean found = search.solve(new Goal(left, root, null));
    return found ? Optional.of(search.match) : Optional.empty();
  }

  /** Whether a value fits as far as its op and those of its operands tell. */
  private static boolean mayFit(Pattern.Applied left, IrValue root) {
    if (!hasOp(left, root)) {
      return false;
    }
    List<Pattern> patterns = left.inputs();
    IrNode node = root.node();
    boolean inOrder = true;
    for (int i = 0; inOrder && i < patterns.size(); i++) {
      inOrder = operandMayFit(patterns.get(i), node.input(i));
    }
    return inOrder
        || (isSwappable(node)
            && operandMayFit(patterns.get(0), node.input(1))
            && operandMayFit(patterns.get(1), node.input(0)));
  }

  private static boolean operandMayFit(Pattern pattern, IrValue operand) {
    if (pattern instanceof Pattern.Applied applied) {
      return hasOp(applied, operand);
    }
    return !(pattern instanceof LiteralPattern literal) || literal.matches(operand);
  }

  private static boolean hasOp(Pattern.Applied applied, IrValue value) {
    return applied.hasOutput(value)
        && value.node().inputs().size() == applied.inputs().size()
        && applied.op().matches(value.op());
  }

  private static boolean isSwappable(IrNode node) {
    return node.inputs().size() == 2 && node.op().isCommutative();
  }

  /** A pattern that a value must fit, and what must fit besides. */
  private record Goal(Pattern pattern, IrValue value, Goal next) {}

  private boolean solve(Goal goal) {
    if (goal == null) {
      return condition.test(match);
    }
    if (goal.pattern instanceof Pattern.Applied applied) {
      return solve(applied, goal.value, goal.next);
    }
    if (goal.pattern instanceof Pattern.Any any) {
      return any.admits(goal.value) && bind(values, any.name(), goal.value, goal.next);
    }
    if (goal.pattern instanceof Pattern.Either either) {
      return either.alternatives().stream()
          .anyMatch(alternative -> solve(new Goal(alternative, goal.value, goal.next)));
    }
    LiteralPattern literal = (LiteralPattern) goal.pattern;
    return literal.matches(goal.value)
        && literal
            .name()
            .map(name -> bind(values, name, goal.value, goal.next))
            .orElseGet(() -> solve(goal.next));
  }

  private boolean solve(Pattern.Applied applied, IrValue value, Goal next) {
    IrNode node = value.node();
    if (!hasOp(applied, value)) {
      return false;
    }
    if (solve(applied, value, node.inputs(), next)) {
      return true;
    }
    return isSwappable(node) && solve(applied, value, List.of(node.input(1), node.input(0)), next);
  }

  private boolean solve(Pattern.Applied applied, IrValue value, List<IrValue> operands, Goal next) {
    Goal goals = next;
    for (int i = operands.size() - 1; i >= 0; i--) {
      Pattern pattern = applied.inputs().get(i);
      if (pattern instanceof LiteralPattern && !fits(operands.get(i).shape(), value.shape())) {
        return false;
      }
      goals = new Goal(pattern, operands.get(i), goals);
    }
    return bind(applied.op(), value.op(), goals);
  }

  /**
   * Whether an operand is broadcast to the shape of the result without a look at its size at run
   * time: a literal is left away by most rules, and a check of sizes must not go with it.
   */
  private static boolean fits(Shape operand, Shape result) {
    boolean fits = operand.rank() <= result.rank();
    for (int axis = -1; fits && axis >= -operand.rank(); axis--) {
      fits = operand.dim(axis).isFixed() || operand.dim(axis).equals(result.dim(axis));
    }
    return fits;
  }

  private boolean bind(OpMatcher matcher, Op op, Goal next) {
    return matcher.name().isEmpty() ? solve(next) : bind(ops, matcher.name().get(), op, next);
  }

  /** Gives a name its meaning while the other goals are tried, unless it has another one. */
  private <T> boolean bind(Map<String, T> meanings, String name, T meaning, Goal next) {
    T known = meanings.putIfAbsent(name, meaning);
    if (known != null) {
      return known.equals(meaning) && solve(next);
    }
    if (solve(next)) {
      return true;
    }
    meanings.remove(name);
    return false;
  }
}

package io.opwalk.rewrite;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A right side that is written as a pattern. */
record Template(Pattern pattern) implements Replacement {
  /** Whether it says of some part that it may be this or that. */
  boolean hasChoice() {
    return hasChoice(pattern);
  }

  private static boolean hasChoice(Pattern pattern) {
    if (pattern instanceof Pattern.Applied applied) {
      for (Pattern input : applied.inputs()) {
        if (hasChoice(input)) {
          return true;
        }
      }
    }
    return pattern instanceof Pattern.Either;
  }

  @Override
  public IrValue build(Match match) {
    return build(pattern, match, match.root().dtype());
  }

  private static IrValue build(Pattern pattern, Match match, DType dtype) {
    if (pattern instanceof Pattern.Any any) {
      return match.value(any.name());
    }
    if (pattern instanceof LiteralPattern literal) {
      return literal
          .name()
          .map(match::value)
          .orElseGet(() -> match.apply(literal.instantiate(dtype)));
    }
    Pattern.Applied applied = (Pattern.Applied) pattern;
    Op op = applied
        .op()
        .name()
        .map(name -> match.op(name, Op.class))
        .orElseGet(() -> applied.op().examples().get(0));
    IrValue[] operands = operands(applied.inputs(), match, dtype);
    return match.applyAll(op, operands).get(applied.output().orElse(match.root().index()));
  }

  /** A literal takes the dtype of the operand beside it, and that of the root where it is alone. */
  private static IrValue[] operands(List<Pattern> patterns, Match match, DType dtype) {
    List<IrValue> operands = new ArrayList<>();
    DType beside = dtype;
    for (Pattern pattern : patterns) {
      boolean literal = pattern instanceof LiteralPattern;
      operands.add(literal ? null : build(pattern, match, dtype));
      if (!literal && operands.get(operands.size() - 1).dtype() != DType.BOOL) {
        beside = operands.get(operands.size() - 1).dtype();
      }
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (operands.get(i) == null) {
        operands.set(i, build(patterns.get(i), match, beside));
      }
    }
    return operands.stream().map(Objects::requireNonNull).toArray(IrValue[]::new);
  }

  @Override
  public String toString() {
    return pattern.toString();
  }
}

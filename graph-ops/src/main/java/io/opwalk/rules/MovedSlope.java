package io.opwalk.rules;

import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.ops.scalar.LogicFunctions;
import io.opwalk.rewrite.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What comes to a softmax from the logarithm of some of its elements: their gradients, each over
 * its element, put back to where the elements were taken from.
 *
 * @param gradient the gradient of the logarithm
 * @param steps how it is put back, what comes last being first
 */
record MovedSlope(IrValue gradient, List<IrValue> steps) {
  /** Twice as many steps as are looked at one way, since some are tied to sizes. */
  private static final int MOST = 24;

  /** What a value is, if it is such for this softmax. */
  static Optional<MovedSlope> of(IrValue value, IrValue softmax) {
    List<IrValue> back = new ArrayList<>();
    IrValue inner = value;
    while (back.size() < MOST && isPuttingBack(inner)) {
      back.add(inner);
      inner = inner.node().input(source(inner));
    }
    return quotient(inner)
        .filter(over -> isThereAndBack(over.node().input(1), softmax, back))
        .map(over -> new MovedSlope(over.node().input(0), List.copyOf(back)));
  }

  /** The gradient over the element, in {@code where(g = 0 & isNaN(slope), 0, slope)}. */
  private static Optional<IrValue> quotient(IrValue value) {
    if (!isApplied(value, new Elementwise(LogicFunctions.WHERE))) {
      return Optional.empty();
    }
    IrValue slope = value.node().input(2);
    boolean isQuotient = isApplied(slope, new Elementwise(ArithmeticFunctions.DIVIDE))
        && Uniform.isNumber(value.node().input(1), 0)
        && GradientRules.isMask(value.node().input(0), slope.node().input(0), slope);
    return isQuotient && slope.node().input(0).type().equals(value.type())
        ? Optional.of(slope)
        : Optional.empty();
  }

  private static boolean isApplied(IrValue value, Elementwise op) {
    return value.op().equals(op);
  }

  private static boolean isPuttingBack(IrValue value) {
    return isReshape(value)
        || value.op() instanceof SizedLike
        || value.op() instanceof Transpose
        || value.op() instanceof Pad
        || value.op() instanceof Scatter;
  }

  /** Which input it is that is put back. */
  private static int source(IrValue value) {
    return value.op() instanceof Scatter ? 2 : 0;
  }

  /** Whether every step there has its counterpart on the way back. */
  private static boolean isThereAndBack(IrValue taken, IrValue softmax, List<IrValue> back) {
    List<IrValue> there = new ArrayList<>();
    IrValue from = taken;
    while (from != softmax && MovedSoftmax.isMovement(from.op()) && there.size() < MOST) {
      there.add(from);
      from = from.node().input(0);
    }
    // The last step there is the first one back.
    Collections.reverse(there);
    List<IrValue> left = essential(there);
    List<IrValue> returned = essential(back);
    boolean same = from == softmax && !left.isEmpty() && left.size() == returned.size();
    for (int i = 0; same && i < left.size(); i++) {
      same = isOpposite(left.get(i), returned.get(i));
    }
    return same;
  }

  /** The steps that count: of several reshapes, the one beside the softmax. */
  private static List<IrValue> essential(List<IrValue> steps) {
    List<IrValue> found = new ArrayList<>();
    boolean afterReshape = false;
    for (IrValue step : steps) {
      if (!(step.op() instanceof SizedLike)) {
        if (!(afterReshape && isReshape(step))) {
          found.add(step);
        }
        afterReshape = isReshape(step);
      }
    }
    return found;
  }

  private static boolean isReshape(IrValue value) {
    return value.op() instanceof Reshape || value.op() instanceof ReshapeLike;
  }

  private static boolean isOpposite(IrValue there, IrValue back) {
    if (!back.shape().equals(there.node().input(0).shape())) {
      return false;
    }
    if (there.op() instanceof Reshape) {
      return isReshape(back);
    }
    if (there.op() instanceof Transpose order) {
      return back.op() instanceof Transpose other
          && other.permutation().stream()
              .map(order.permutation()::get)
              .toList()
              .equals(sorted(order.permutation()));
    }
    if (there.op() instanceof Gather) {
      return back.op().equals(new Scatter(Scatter.Kind.ADD))
          && Uniform.isNumber(back.node().input(0), 0)
          && back.node().input(1) == there.node().input(1);
    }
    return there.op() instanceof Slice slice
        && slice.turn().isEmpty()
        && back.op() instanceof Pad
        && back.op().equals(slice.placement(there.node().input(0).shape()))
        && Uniform.isNumber(back.node().input(1), 0);
  }

  private static List<Integer> sorted(List<Integer> numbers) {
    return numbers.stream().sorted().toList();
  }

  /** The gradient itself, put back. */
  IrValue putBack(Match match) {
    IrValue result = gradient;
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<IrValue> inputs = new ArrayList<>(steps.get(i).node().inputs());
      inputs.set(source(steps.get(i)), result);
      result = match.apply(steps.get(i).op(), inputs.toArray(IrValue[]::new));
    }
    return result;
  }
}

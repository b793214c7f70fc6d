package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One way to run an op case. The values follow from what {@link #toString} shows, so a failure is
 * repeated by running the same trial again.
 *
 * @param op the row
 * @param dtype the dtype of the operands that do not have their own
 * @param sizes the shape of each operand
 * @param symbolic whether sizes other than 1 are unknown when the graph is built
 * @param feeding what is fed
 */
public record Trial(
    OpCase op, DType dtype, List<List<Integer>> sizes, boolean symbolic, Feeding feeding) {
  /** What is fed. */
  public enum Feeding {
    /** What users feed. */
    ORDINARY,
    /** What finds errors. */
    SPECIAL,
    /** Where gradients make sense; ordinary values for operands that have none. */
    SMOOTH
  }

  /** New placeholders for the operands. */
  public List<Tensor> placeholders() {
    List<Tensor> placeholders = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      List<Dim> dims = new ArrayList<>();
      for (int size : sizes.get(i)) {
        dims.add(symbolic && size != 1 ? Dim.unknown() : Dim.of(size));
      }
      Placeholder leaf = new Placeholder(new TensorType(dtypeOf(i), Shape.of(dims)));
      placeholders.add(Apply.of(leaf).named("in" + i).output());
    }
    return placeholders;
  }

  private DType dtypeOf(int operand) {
    return op.operands().get(operand).dtype().orElse(dtype);
  }

  /** The op on some placeholders. */
  public Tensor output(List<Tensor> placeholders) {
    return op.builder().apply(placeholders);
  }

  /** The values to feed, one per operand. */
  public List<NDArray> values() {
    SplittableRandom random = new SplittableRandom(toString().hashCode());
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      Operand operand = op.operands().get(i);
      Values domain = switch (feeding) {
        case ORDINARY -> operand.ordinary();
        case SPECIAL -> operand.special();
        case SMOOTH -> operand.smooth().orElse(operand.ordinary());
      };
      values.add(domain.array(dtypeOf(i), sizes.get(i), random));
    }
    return values;
  }

  /** The feed of some values to as many placeholders; those that the op does not need included. */
  public static Feed feed(List<Tensor> placeholders, List<NDArray> values) {
    Feed feed = Feed.empty();
    for (int i = 0; i < placeholders.size(); i++) {
      feed = feed.and(placeholders.get(i), values.get(i));
    }
    return feed;
  }

  /** The placeholders in which there is a gradient. */
  public List<Tensor> differentiable(List<Tensor> placeholders) {
    List<Tensor> smooth = new ArrayList<>();
    for (int i = 0; i < placeholders.size(); i++) {
      if (op.operands().get(i).smooth().isPresent()) {
        smooth.add(placeholders.get(i));
      }
    }
    return smooth;
  }

  /** Row, dtype, sizes and feeding. */
  @Override
  public String toString() {
    return op.name() + " " + dtype + " " + sizes + (symbolic ? " unknown dims " : " known dims ")
        + feeding;
  }
}

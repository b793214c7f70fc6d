package io.opwalk.nn.loss;

import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Floats;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much the values of samples count: not at all differently, by a factor each, and where some
 * are masked, only those that are not. Without factors and mask nothing is added to the graph.
 *
 * <p>Factors and masks have the leading axes of the values they are applied to: one for each sample
 * (n,), or for each step of each sample (n, t). An axis of size 1 more at the end is dropped.
 */
public final class SampleWeights {
  private static final SampleWeights NONE = new SampleWeights(Optional.empty(), Optional.empty());

  private final Optional<Tensor> factors;
  private final Optional<Tensor> mask;

  private SampleWeights(Optional<Tensor> factors, Optional<Tensor> mask) {
    this.factors = factors;
    this.mask = mask;
  }

  /** All samples count alike. */
  public static SampleWeights none() {
    return NONE;
  }

  /**
   * A factor for each sample.
   *
   * @param factors of a numeric dtype, converted to that of the values
   * @throws TypeException where the dtype is bool
   */
  public static SampleWeights of(Tensor factors) {
    if (!factors.dtype().isNumeric() || factors.shape().rank() == 0) {
      throw refusal("the weights of samples must be numbers, one for each", factors);
    }
    return new SampleWeights(Optional.of(factors), Optional.empty());
  }

  /**
   * These weights for those samples alone that a mask lets through, as Keras has it: they are what
   * a mean is taken over.
   *
   * @param passes a bool; one of another rank than a mask that is there already has its leading
   *     axes, or the other way round
   * @throws TypeException where it is no bool
   */
  public SampleWeights masked(Tensor passes) {
    if (passes.dtype() != DType.BOOL || passes.shape().rank() == 0) {
      throw refusal("a mask must be bools, one for each sample", passes);
    }
    Tensor both = mask.map(before -> before.shape().rank() >= passes.shape().rank()
            ? Logic.logicalAnd(before, along(passes, before))
            : Logic.logicalAnd(along(before, passes), passes))
        .orElse(passes);
    return new SampleWeights(factors, Optional.of(both));
  }

  /** Whether all samples count alike. */
  public boolean isNone() {
    return factors.isEmpty() && mask.isEmpty();
  }

  /**
   * Each value times its weight, and 0 where it is masked; the values themselves without either.
   */
  public Tensor apply(Tensor values) {
    Tensor weighted = factors
        .map(each -> Arithmetic.multiply(values, along(cast(each, values), values)))
        .orElse(values);
    return mask.map(passes -> Logic.where(along(passes, values), weighted, 0)).orElse(weighted);
  }

  /** The sum of the weighted values, a scalar. */
  public Tensor sum(Tensor values) {
    return Reductions.sum(apply(values));
  }

  /**
   * The sum of the weights of all values that count, a scalar of the values' dtype; their number,
   * where there are no factors.
   */
  public Tensor total(Tensor values) {
    if (isNone()) {
      return count(values);
    }
    return sum(Tensors.onesLike(values));
  }

  /** The sum of the weighted values over the sum of the weights; 0 where that is 0. */
  public Tensor mean(Tensor values) {
    return isNone() ? Reductions.mean(values) : Floats.divideNoNan(sum(values), total(values));
  }

  /** The sum of the weighted values over the number of those that count; 0 where none does. */
  public Tensor meanOverCount(Tensor values) {
    return mask.map(passes -> Floats.divideNoNan(
            sum(values), new SampleWeights(Optional.empty(), mask).total(values)))
        .orElseGet(() -> Reductions.mean(apply(values)));
  }

  private static Tensor count(Tensor values) {
    List<Integer> axes = IntStream.range(0, values.shape().rank()).boxed().toList();
    return Shapes.size(values, values.dtype(), axes);
  }

  private static Tensor cast(Tensor x, Tensor like) {
    return x.dtype() == like.dtype() ? x : Tensors.cast(x, like.dtype());
  }

  /** With axes of size 1 at the end, so that it broadcasts along the leading axes of the values. */
  private static Tensor along(Tensor part, Tensor values) {
    Shape own = part.shape();
    Shape other = values.shape();
    if (other.rank() == 0) {
      return part;
    }
    if (own.rank() == other.rank() + 1 && own.dim(-1).is(1)) {
      return along(Shapes.squeeze(part, -1), values);
    }
    int more = other.rank() - own.rank();
    if (more < 0 || !Pairs.agree(own, Shape.of(other.dims().subList(0, own.rank())))) {
      String what = part.dtype() == DType.BOOL ? "a mask" : "the weights of samples";
      throw refusal(
          what + " must have the leading axes of the values of the samples, " + other, part);
    }
    Shape ones = Shape.of(Collections.nCopies(more, Dim.of(1)));
    return more == 0 ? part : Shapes.reshape(part, own.append(ones));
  }

  private static TypeException refusal(String what, Tensor found) {
    StringBuilder message = new StringBuilder(what);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    return new TypeException(message.append("\n  found: ").append(found).toString());
  }
}

package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.print.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Combines the elements along some axes by an associative function.
 *
 * <p>The order of combination is part of the meaning, so that every backend gives the same bits:
 * see {@link PartialSums}. Over no elements the result is the neutral element; MIN and MAX have one
 * for floating dtypes (the infinities) and for integers (the extreme values).
 *
 * @param kind how elements are combined
 * @param axes the axes, counted from the front, sorted, each once; those along which nothing is
 *     left
 * @param keepDims whether the reduced axes stay as axes of size 1
 */
public record Reduce(Kind kind, List<Integer> axes, boolean keepDims) implements Primitive {
  /** How elements are combined. */
  public enum Kind {
    /** The sum. Numeric dtypes. */
    SUM,
    /** The product. Numeric dtypes. */
    PROD,
    /** The smallest; NaN if there is one. Numeric dtypes. */
    MIN,
    /** The largest; NaN if there is one. Numeric dtypes. */
    MAX,
    /** Whether any holds. BOOL. */
    ANY,
    /** Whether all hold. BOOL. */
    ALL;

    boolean admits(DType dtype) {
      return (this == ANY || this == ALL) == (dtype == DType.BOOL);
    }
  }

  /** Copies the axes. */
  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "Reduce";
  }

  @Override
  public String label() {
    return "Reduce{" + kind.name().toLowerCase(Locale.ROOT) + ", axes=" + axes + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("kind", kind);
    attributes.put("axes", axes);
    attributes.put("keepDims", keepDims);
    return attributes;
  }

  @Override
  public Notation notation() {
    String function = kind.name().toLowerCase(Locale.ROOT);
    return Notation.call(function, List.of("axes=" + axes));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    TensorType input = inputs.get(0);
    if (!kind.admits(input.dtype())) {
      throw new IllegalArgumentException(
          kind + " is not defined for " + input.dtype() + "; convert with cast(x, dtype)");
    }
    return List.of(input.withShape(Axes.reduced(input.shape(), axes, keepDims)));
  }

  /**
   * Of SUM the gradient repeated; of PROD times the product of all others, exact also where
   * elements are 0; of MIN and MAX shared equally by all elements that are the extremum.
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(
        gradients.get(0).flatMap(gradient -> new ReduceGradient(this, apply).of(gradient)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}

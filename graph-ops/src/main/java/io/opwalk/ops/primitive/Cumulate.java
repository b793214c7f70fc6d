package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.print.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The running sum, product, minimum or maximum along an axis: each element combined with all before
 * it. Numeric dtypes; the shape stays.
 *
 * <p>Elements are combined one by one in their order, starting from the neutral element of the
 * kind, which is part of the meaning, so that every backend gives the same bits. The neutral
 * elements are those of {@link Reduce}.
 *
 * @param kind how elements are combined
 * @param axis the axis, counted from the front
 * @param exclusive whether an element is not combined with itself, so that the first result is the
 *     neutral element
 * @param reverse whether to go from the last element to the first
 */
public record Cumulate(Kind kind, int axis, boolean exclusive, boolean reverse)
    implements Primitive {
  /** How elements are combined. */
  public enum Kind {
    /** The sum. */
    SUM,
    /** The product. */
    PROD,
    /** The smallest; NaN from the first NaN on. */
    MIN,
    /** The largest; NaN from the first NaN on. */
    MAX
  }

  /** Checks that there is a kind. */
  public Cumulate {
    Objects.requireNonNull(kind, "kind");
  }

  @Override
  public String name() {
    return "Cumulate";
  }

  @Override
  public String label() {
    return "Cumulate{"
        + kind.name().toLowerCase(Locale.ROOT)
        + ", axis="
        + axis
        + (exclusive ? ", exclusive" : "")
        + (reverse ? ", reverse" : "")
        + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("kind", kind);
    attributes.put("axis", axis);
    attributes.put("exclusive", exclusive);
    attributes.put("reverse", reverse);
    return attributes;
  }

  @Override
  public Notation notation() {
    String word = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return Notation.call("cum" + word, List.of("axis=" + axis));
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(1, inputs);
    TensorType input = inputs.get(0);
    if (!input.dtype().isNumeric()) {
      throw new IllegalArgumentException(
          "not defined for " + input.dtype() + "; convert with cast(x, dtype)");
    }
    Axes.requireNormal(axis, input.shape());
    return List.of(input);
  }

  /**
   * Of SUM the sum in the other direction; of PROD exact also where elements are 0; of MIN and MAX
   * shared equally by all elements so far that are the extremum, as {@link Reduce} does.
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return List.of(
        gradients.get(0).map(gradient -> new CumulateGradient(this, apply).of(gradient)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}

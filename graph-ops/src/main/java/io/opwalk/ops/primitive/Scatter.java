package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The first input with rows combined into it: {@code x} of shape [b, n, t], {@code indices} of
 * shape [b, i] and {@code updates} of shape [b, i, t] give {@code x} with row {@code [p, q]} of the
 * updates combined into its row {@code [p, indices[p, q]]}.
 *
 * <p>The order is that of i: where an index occurs more than once, later updates are combined with
 * what earlier ones left, which is part of the meaning, so that every backend gives the same bits.
 * For indices see {@link Gather}.
 *
 * @param kind how an update is combined with what is there
 */
public record Scatter(Kind kind) implements Primitive {
  /** How an update is combined with what is there. */
  public enum Kind {
    /** The update, whatever was there; the last one wins. All dtypes. */
    UPDATE,
    /** The sum. Numeric dtypes. */
    ADD,
    /** The product. Numeric dtypes. */
    MUL,
    /** The smaller; NaN if either is. Numeric dtypes. */
    MIN,
    /** The larger; NaN if either is. Numeric dtypes. */
    MAX;

    boolean admits(DType dtype) {
      return this == UPDATE || dtype.isNumeric();
    }
  }

  /** Checks that there is a kind. */
  public Scatter {
    Objects.requireNonNull(kind, "kind");
  }

  @Override
  public String name() {
    return "Scatter";
  }

  @Override
  public String label() {
    return "Scatter{" + kind.name().toLowerCase(Locale.ROOT) + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("kind", kind);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(3, inputs);
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    TensorType updates = inputs.get(2);
    IndexedRows.require(x, indices);
    if (!kind.admits(x.dtype())) {
      throw new IllegalArgumentException(
          kind + " is not defined for " + x.dtype() + "; convert with cast(x, dtype)");
    }
    if (updates.dtype() != x.dtype()) {
      throw new IllegalArgumentException("updates must have the dtype of what they go into, "
          + x.dtype() + ", found " + updates.dtype() + "; convert one with cast(x, dtype)");
    }
    Shape wanted = IndexedRows.picked(x, indices);
    if (updates.rank() != 3) {
      throw new IllegalArgumentException(
          "updates must have the shape " + wanted + ", found " + updates.shape());
    }
    for (int axis = 0; axis < 3; axis++) {
      Dims.same(
          wanted.dim(axis),
          updates.dim(axis),
          "updates must have the shape " + wanted + ", axis " + axis + " differs");
    }
    return List.of(x);
  }

  /**
   * UPDATE: of x where nothing came, of the updates that won. ADD: of all. MUL: times the product
   * of all others, exact also where factors are 0 (whose second derivative is not). MIN and MAX:
   * shared equally by all that are the extremum, as {@link Reduce} does.
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    return gradients
        .get(0)
        .map(gradient -> new ScatterGradient(kind, apply).of(gradient))
        .orElseGet(() -> List.of(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}

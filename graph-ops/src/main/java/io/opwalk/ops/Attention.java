package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.ScaledDotProductAttention;
import java.util.OptionalDouble;

/** Mixtures of values by how well their keys fit a query. Floating dtypes. */
public final class Attention {
  private Attention() {}

  /**
   * Scaled dot-product attention, {@code softmax(query · keyᵀ / sqrt(d)) · value}.
   *
   * <pre>{@code
   * // (batch, heads, q, d), (batch, heads, k, d), (batch, heads, k, v) -> (batch, heads, q, v)
   * Tensor mixed = scaledDotProductAttention(query, key, value);
   * }</pre>
   *
   * @param query [..., q, d]
   * @param key [..., k, d]
   * @param value [..., k, v]
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
    return Apply.of(attention(OptionalDouble.empty(), false), query, key, value).output();
  }

  /**
   * As {@link #scaledDotProductAttention(Tensor, Tensor, Tensor)}, with a mask.
   *
   * @param mask broadcasts to [..., q, k]. A bool says which keys a query may attend to: where it
   *     may attend to none it gets zeros. A mask of the dtype of the query is added to the scaled
   *     scores
   */
  public static Tensor scaledDotProductAttention(
      Tensor query, Tensor key, Tensor value, Tensor mask) {
    return Apply.of(attention(OptionalDouble.empty(), false), query, key, value, mask)
        .output();
  }

  /**
   * As {@link #scaledDotProductAttention(Tensor, Tensor, Tensor)}, in which a query attends to keys
   * at its own position and before only.
   */
  public static Tensor causalAttention(Tensor query, Tensor key, Tensor value) {
    return Apply.of(attention(OptionalDouble.empty(), true), query, key, value).output();
  }

  private static ScaledDotProductAttention attention(OptionalDouble scale, boolean causal) {
    return new ScaledDotProductAttention(scale, causal);
  }
}

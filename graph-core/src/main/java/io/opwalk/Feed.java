package io.opwalk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The values given to a computation, by tensor: usually placeholders, but any tensor may be fed,
 * and the graph is then cut there.
 *
 * <pre>{@code
 * y.evaluate(feed(x, image).and(mask, ones));
 * }</pre>
 *
 * <p>Immutable. Each value is checked against its tensor's dtype and fixed dims when it is added.
 */
public final class Feed {
  private static final Feed EMPTY = new Feed(Map.of());

  private final Map<Tensor, NDArray> values;

  private Feed(Map<Tensor, NDArray> values) {
    this.values = values;
  }

  /** The feed of a computation that needs none. */
  public static Feed empty() {
    return EMPTY;
  }

  /**
   * A feed of one value.
   *
   * @throws FeedException where the value's dtype or shape is not the tensor's
   */
  public static Feed feed(Tensor tensor, NDArray value) {
    return EMPTY.and(tensor, value);
  }

  /**
   * A feed of one value, given as a Java number, boolean or array of any rank; see
   * {@link NDArray#ofArray}.
   *
   * @throws FeedException where the value's dtype or shape is not the tensor's
   */
  public static Feed feed(Tensor tensor, Object javaValue) {
    return EMPTY.and(tensor, javaValue);
  }

  /**
   * A feed of many values, each an {@link NDArray} or what {@link NDArray#ofArray} takes, in the
   * map's order.
   *
   * @throws FeedException where a value's dtype or shape is not its tensor's
   */
  public static Feed feed(Map<Tensor, ?> values) {
    Map<Tensor, NDArray> checked = new LinkedHashMap<>();
    values.forEach((tensor, value) -> checked.put(tensor, fit(tensor, value)));
    return new Feed(Collections.unmodifiableMap(checked));
  }

  /**
   * This feed and one value more.
   *
   * @throws FeedException where the value does not fit, or the tensor has one already
   */
  public Feed and(Tensor tensor, NDArray value) {
    NDArray fitting = fit(tensor, value);
    if (values.containsKey(tensor)) {
      throw new FeedException("fed twice: "
          + tensor
          + ", with "
          + values.get(tensor).describe()
          + " and then "
          + fitting.describe());
    }
    Map<Tensor, NDArray> more = new LinkedHashMap<>(values);
    more.put(tensor, fitting);
    return new Feed(Collections.unmodifiableMap(more));
  }

  /** As {@link #and(Tensor, NDArray)}, for a Java number, boolean or array of any rank. */
  public Feed and(Tensor tensor, Object javaValue) {
    return and(tensor, fit(tensor, javaValue));
  }

  private static NDArray fit(Tensor tensor, Object value) {
    Objects.requireNonNull(tensor, "cannot feed a tensor that is null");
    if (value == null) {
      throw new FeedException("no value (null) was given for " + tensor);
    }
    NDArray array = value instanceof NDArray given ? given : convert(tensor, value);
    check(tensor, array);
    return array;
  }

  private static NDArray convert(Tensor tensor, Object javaValue) {
    try {
      return NDArray.ofArray(javaValue);
    } catch (IllegalArgumentException complaint) {
      throw new FeedException("cannot feed " + tensor + ": " + complaint.getMessage());
    }
  }

  private static void check(Tensor tensor, NDArray value) {
    if (value.dtype() != tensor.dtype()) {
      throw new FeedException("cannot feed "
          + value.describe()
          + " to "
          + tensor
          + ": expected "
          + tensor.dtype()
          + ", found "
          + value.dtype()
          + " (dtypes are never converted silently: use NDArray.cast)");
    }
    if (!tensor.shape().admits(value.shape())) {
      throw new FeedException("cannot feed "
          + value.describe()
          + " to "
          + tensor
          + ": expected shape "
          + tensor.shape()
          + (tensor.shape().rank() == value.rank()
              ? ""
              : " of rank " + tensor.shape().rank() + ", found rank " + value.rank()));
    }
  }

  /** The tensors fed, in the order in which they were added. */
  public Set<Tensor> tensors() {
    return values.keySet();
  }

  /** The value fed for a tensor. */
  public Optional<NDArray> get(Tensor tensor) {
    return Optional.ofNullable(values.get(tensor));
  }

  /** One line per value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((tensor, value) ->
        text.append(tensor).append(" <- ").append(value.describe()).append('\n'));
    return text.toString();
  }
}

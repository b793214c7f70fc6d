package io.opwalk;

import io.opwalk.print.OneLine;
import io.opwalk.spi.Backend;
import io.opwalk.spi.Backends;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A symbolic value that knows how it is computed: an output of its {@link #owner()}.
 *
 * <pre>{@code
 * Tensor y = sigmoid(add(matmul(x, w), b));
 * Tensor logit = y.owner().inputs(0);       // what stands before the sigmoid
 * logit.evaluate(feed(x, image));
 * }</pre>
 *
 * <p>Immutable, with identity equality, and holding no value: values are computed by a
 * {@link Backend} for a {@link Feed}.
 */
public final class Tensor {
  private final Apply owner;
  private final int outputIndex;
  private final TensorType type;

  Tensor(Apply owner, int outputIndex, TensorType type) {
    this.owner = owner;
    this.outputIndex = outputIndex;
    this.type = type;
  }

  /** The node that computes this tensor. Never null: leaves are owned by their own kind of op. */
  public Apply owner() {
    return owner;
  }

  /** The same object as {@link #owner()}, under the name TensorFlow gave it. */
  public Apply op() {
    return owner;
  }

  /** Which of its owner's outputs this is. */
  public int outputIndex() {
    return outputIndex;
  }

  /** Dtype and shape. */
  public TensorType type() {
    return type;
  }

  /** The element type. */
  public DType dtype() {
    return type.dtype();
  }

  /** The symbolic shape. */
  public Shape shape() {
    return type.shape();
  }

  /** The owner's name, with {@code :i} behind it from the second output on; empty if unnamed. */
  public String name() {
    return owner.name().isEmpty() || outputIndex == 0
        ? owner.name()
        : owner.name() + ":" + outputIndex;
  }

  /**
   * A tensor like this one under the given name. This one is unchanged, so go on with the one
   * returned. That holds for a placeholder too: what is fed is the one that the graph uses.
   *
   * @see NameScope
   */
  public Tensor named(String name) {
    return owner.named(name).outputs(outputIndex);
  }

  /** Applies a function, usually a layer: {@code x.then(dense(612, SOFTPLUS))}. */
  public <R> R then(Function<? super Tensor, ? extends R> function) {
    return Objects.requireNonNull(function, "the function to apply").apply(this);
  }

  /**
   * The value of this tensor for the given feed, on the best backend found. Compiled on first use;
   * later calls find the compiled form again.
   *
   * @throws FeedException where something needed is not fed, or something fed is not needed
   */
  public NDArray evaluate(Feed feed) {
    return evaluate(feed, Backends.best());
  }

  /** The value of a tensor that depends on no placeholder. */
  public NDArray evaluate() {
    return evaluate(Feed.empty());
  }

  /** As {@link #evaluate(Feed)}, on a backend of the caller's choice. */
  public NDArray evaluate(Feed feed, Backend backend) {
    return backend.evaluate(List.of(this), feed).get(0);
  }

  /**
   * One line: op, output index, name, shape, dtype and the user's source line, such as
   * {@code Elementwise{add}.0 'dense_1/BiasAdd' (?, 1) float64 at Digits.java:14}.
   */
  @Override
  public String toString() {
    return OneLine.of(this);
  }
}

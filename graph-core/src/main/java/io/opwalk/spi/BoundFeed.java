package io.opwalk.spi;

import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.util.List;
import java.util.Optional;

/** A feed that was found to fit, and the sizes that follow from it. Immutable. */
public final class BoundFeed {
  private final Feed feed;
  private final DimSizes sizes;

  BoundFeed(Feed feed, DimSizes sizes) {
    this.feed = feed;
    this.sizes = sizes;
  }

  /** The values, all of them of inputs of the function. */
  public Feed feed() {
    return feed;
  }

  /**
   * The value of an input.
   *
   * @throws FeedException where it is not fed; required inputs always are
   */
  public NDArray value(Tensor input) {
    Optional<NDArray> value = feed.get(input);
    if (value.isEmpty()) {
      throw new FeedException("not fed: " + input);
    }
    return value.get();
  }

  /**
   * The size of a symbol.
   *
   * @throws FeedException where what is fed does not determine it
   */
  public long size(Dim.Symbol symbol) {
    return sizes.get(symbol);
  }

  /**
   * A size of the symbol that agrees with all that is fed: the size, where that is determined, else
   * one of those it may have. Where {@code m*n} is fed, neither m nor n is known, and need not be:
   * the shape of whatever is computed from it comes out right for any two that fit.
   *
   * @throws FeedException where none was found
   */
  public long fittingSize(Dim.Symbol symbol) {
    return sizes.getFitting(symbol);
  }

  /**
   * The sizes of the shape of a tensor that is computed from what is fed; see {@link #fittingSize}.
   *
   * @throws FeedException where what is fed does not determine them
   * @throws IllegalArgumentException where one comes out negative or beyond an {@code int}
   * @throws ArithmeticException on a division by zero, or a result beyond 64 bits
   */
  public List<Integer> sizes(Shape shape) {
    return shape.evaluate(sizes::getFitting);
  }
}

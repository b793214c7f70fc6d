package io.opwalk.reference;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import java.util.List;

/**
 * Computes tensors by the definitions of the primitives, one element at a time.
 *
 * <p>It has no rewrite rules and no phases, so the names that {@link CompileOptions} switches off
 * mean nothing to it, and it keeps nothing from one {@link #evaluate} to the next. Thread-safe.
 */
public final class ReferenceBackend implements Backend {
  /** The backend; it has no settings. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "reference";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where there are no outputs, or they need an op that is neither
   *     a primitive nor a composite
   */
  @Override
  public CompiledFunction compile(
      List<Tensor> inputs, List<Tensor> outputs, CompileOptions options) {
    long start = System.nanoTime();
    FeedBinding binding = FeedBinding.of(inputs, outputs);
    ReferenceFunction function = new ReferenceFunction(binding, List.copyOf(outputs));
    options.listener().lowered("steps", function.describe(), System.nanoTime() - start);
    return function;
  }

  @Override
  public List<NDArray> evaluate(List<Tensor> outputs, Feed feed) {
    if (feed == null) {
      throw new FeedException(
          "no feed (null) was given; an evaluation that feeds nothing takes" + " Feed.empty()");
    }
    FeedBinding binding = FeedBinding.of(List.copyOf(feed.tensors()), outputs);
    binding.checkEachNeeded();
    return new ReferenceFunction(binding, List.copyOf(outputs)).call(feed);
  }
}

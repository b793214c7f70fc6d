package io.opwalk.spi;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.List;

/**
 * A function from fed tensors to fetched ones. Immutable and thread-safe: any number of threads may
 * call it at once, for any size of its unknown dims, and a failed call leaves nothing behind.
 */
public interface CompiledFunction {
  /** What a call may feed. */
  List<Tensor> inputs();

  /** What a call returns, in order. */
  List<Tensor> outputs();

  /**
   * Computes the outputs. Parameters are read once, when the call starts, so a call sees one
   * version of them to its end.
   *
   * @throws io.opwalk.FeedException where something needed is missing, or something fed is not an
   *     input
   * @throws io.opwalk.EvaluationException where the computation itself fails
   */
  List<NDArray> call(Feed feed);

  /** The value of the only output, for the given feed. */
  default NDArray callSingle(Feed feed) {
    if (outputs().size() != 1) {
      throw new IllegalStateException(
          "this function has " + outputs().size() + " outputs: use call, not callSingle");
    }
    return call(feed).get(0);
  }

  /** The steps this function runs, one line each, for people to read. */
  String describe();
}

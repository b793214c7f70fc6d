package io.opwalk.spi;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.state.ParameterUpdater;
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

  /**
   * As {@link #call(Feed)}, for who publishes outputs as new values of parameters: a backend may
   * read parameters by the updater's leave, and compute in arrays that it has to spare. What is
   * returned and goes to others must be {@linkplain ParameterUpdater#handOut handed out}.
   */
  default List<NDArray> call(Feed feed, ParameterUpdater updater) {
    return call(feed);
  }

  /**
   * Does now what would otherwise be done over the first calls, or beside them: for who serves
   * requests and wants the first of them to be as fast as any. Takes some seconds, and returns when
   * calls that feed such shapes run at full speed.
   *
   * <pre>{@code
   * CompiledFunction model = backend.compile(List.of(x), List.of(y), CompileOptions.defaults());
   * model.warmUp(feed(x, NDArray.zeros(DType.FLOAT32, 1, 784)));
   * }</pre>
   *
   * @param example a feed of the shapes that calls will have, and of values like theirs
   * @throws io.opwalk.FeedException where it does not fit
   * @throws io.opwalk.EvaluationException where the computation itself fails
   */
  default void warmUp(Feed example) {
    call(example);
  }

  /**
   * A call over arrays that the caller owns and refills, for those who call again and again with
   * inputs of one shape: what depends on shapes is checked and worked out here, once, and a backend
   * may run the call without allocating anything.
   *
   * @throws io.opwalk.FeedException where the inputs do not fit
   * @throws IllegalArgumentException where the outputs do not fit, or one array is given for an
   *     output and for anything else
   * @throws io.opwalk.EvaluationException where sizes disagree or are impossible; it may also be
   *     the first run that finds it
   */
  default PreparedCall prepare(CallArrays arrays) {
    List<Tensor> fetched = outputs();
    Feed feed = arrays.bind(FeedBinding.of(inputs(), fetched), fetched).feed();
    return () -> {
      List<NDArray> values = call(feed);
      for (int i = 0; i < fetched.size(); i++) {
        NDArray value = values.get(i);
        System.arraycopy(value.backing(), 0, arrays.output(fetched.get(i)), 0, value.size());
      }
    };
  }

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

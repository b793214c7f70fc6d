package io.opwalk.reference;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Body;
import io.opwalk.spi.FeedBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body that can be run. */
final class BodyFunction {
  private final Body body;
  private final ReferenceFunction function;

  BodyFunction(Body body) {
    this.body = body;
    this.function = body.outputs().isEmpty()
        ? null
        : new ReferenceFunction(FeedBinding.of(body.inputs(), body.outputs()), body.outputs());
  }

  /**
   * The values of the outputs.
   *
   * @param arguments one per input
   * @param where says in which run this is, for an error
   * @throws IllegalArgumentException where the arguments do not fit or the computation fails
   */
  List<NDArray> run(List<NDArray> arguments, String where) {
    if (function == null) {
      return List.of();
    }
    try {
      Map<Tensor, NDArray> feed = new LinkedHashMap<>();
      for (int i = 0; i < arguments.size(); i++) {
        feed.put(body.inputs().get(i), arguments.get(i));
      }
      return function.call(Feed.feed(feed));
    } catch (EvaluationException | IllegalArgumentException complaint) {
      throw new IllegalArgumentException(where + ": " + complaint.getMessage(), complaint);
    }
  }
}

package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Body;
import io.opwalk.spi.FeedBinding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A body and its program. Thread-safe. */
final class BodyProgram {
  private final Body body;
  private final Program program;
  private final FeedBinding binding;

  /** The sizes of the last run: a loop is run for the same sizes again and again. */
  private final AtomicReference<Known> last = new AtomicReference<>();

  private record Known(int[][] dims, CallSizes sizes) {}

  BodyProgram(Body body, Program program) {
    this.body = body;
    this.program = program;
    this.binding = FeedBinding.of(body.inputs(), body.outputs());
  }

  /**
   * Opens a session for inputs of the given dims.
   *
   * @throws IllegalArgumentException where they do not fit
   */
  Session open(int[][] dims) {
    Known known = last.get();
    if (known == null || !Arrays.deepEquals(known.dims(), dims)) {
      known = new Known(dims, sizes(dims));
      last.set(known);
    }
    return program.open(known.sizes());
  }

  /** Has its kernels settle on the fastest code. */
  void warmUp() {
    program.warmUp();
  }

  void close(Session session) {
    program.close(session.workspace());
  }

  private CallSizes sizes(int[][] dims) {
    NDArray[] values = new NDArray[dims.length];
    Map<Tensor, NDArray> feed = new LinkedHashMap<>();
    try {
      for (int i = 0; i < values.length; i++) {
        Tensor input = body.inputs().get(i);
        values[i] = shape(input.dtype(), dims[i]);
        feed.put(input, values[i]);
      }
      return program.sizes(values, binding.bind(Feed.feed(feed)));
    } catch (EvaluationException complaint) {
      throw new IllegalArgumentException(complaint.getMessage(), complaint);
    }
  }

  /** An array of the given dims, for what reads no more of it. */
  private static NDArray shape(DType dtype, int[] dims) {
    return NDArray.zeros(dtype, dims);
  }
}

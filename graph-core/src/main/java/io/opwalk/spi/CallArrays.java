package io.opwalk.spi;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Java arrays that a {@link PreparedCall} reads its inputs from and writes its outputs to. The
 * caller owns them, and may read and write them whenever the call is not running.
 *
 * <pre>{@code
 * double[] in = new double[4];
 * double[] out = new double[3];
 * PreparedCall call =
 *     function.prepare(CallArrays.empty().input(x, in, 1, 4).output(probabilities, out));
 * in[0] = 5.1;
 * call.run();
 * use(out[0]);
 * }</pre>
 *
 * <p>An array is flat, in row-major order, and of its tensor's dtype: {@code double[]},
 * {@code float[]}, {@code long[]}, {@code int[]} or {@code boolean[]}. Immutable, but for what the
 * arrays hold.
 */
public final class CallArrays {
  private static final CallArrays EMPTY = new CallArrays(Feed.empty(), Map.of());

  private final Feed inputs;
  private final Map<Tensor, Object> outputs;

  private CallArrays(Feed inputs, Map<Tensor, Object> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** No arrays. */
  public static CallArrays empty() {
    return EMPTY;
  }

  /**
   * These arrays, and one that an input is read from. One array may serve several inputs.
   *
   * @param flat the array itself, not a copy
   * @param shape the shape of what it holds
   * @throws FeedException where its dtype or shape is not the tensor's, its length is not that of
   *     the shape, or the tensor has an array already
   */
  public CallArrays input(Tensor tensor, Object flat, int... shape) {
    Objects.requireNonNull(tensor, "cannot feed a tensor that is null");
    return new CallArrays(inputs.and(tensor, wrapped(tensor, flat, shape)), outputs);
  }

  private static NDArray wrapped(Tensor tensor, Object flat, int[] shape) {
    if (flat == null) {
      throw new FeedException("no array (null) was given for " + tensor);
    }
    try {
      return NDArray.wrap(flat, shape);
    } catch (IllegalArgumentException complaint) {
      throw new FeedException("cannot feed " + tensor + ": " + complaint.getMessage());
    }
  }

  /**
   * These arrays, and one that an output is written to, as long as the output has elements.
   *
   * @throws IllegalArgumentException where it is no array of the tensor's dtype, or the tensor has
   *     one already
   */
  public CallArrays output(Tensor tensor, Object flat) {
    Objects.requireNonNull(tensor, "cannot fetch a tensor that is null");
    if (flat == null || !flat.getClass().equals(arrayType(tensor.dtype()))) {
      throw new IllegalArgumentException("cannot write " + tensor + " to "
          + (flat == null ? "null" : flat.getClass().getSimpleName()) + ": expected "
          + arrayType(tensor.dtype()).getSimpleName());
    }
    if (outputs.containsKey(tensor)) {
      throw new IllegalArgumentException("two arrays were given for the output " + tensor);
    }
    Map<Tensor, Object> more = new LinkedHashMap<>(outputs);
    more.put(tensor, flat);
    return new CallArrays(inputs, more);
  }

  private static Class<?> arrayType(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> double[].class;
      case FLOAT32 -> float[].class;
      case INT64 -> long[].class;
      case INT32 -> int[].class;
      case BOOL -> boolean[].class;
    };
  }

  /**
   * The inputs as values, which change when their arrays do: for backends, which must not hand them
   * out.
   */
  public Feed inputs() {
    return inputs;
  }

  /**
   * The array of an output.
   *
   * @throws IllegalArgumentException where it has none
   */
  public Object output(Tensor tensor) {
    Object flat = outputs.get(tensor);
    if (flat == null) {
      throw new IllegalArgumentException("no array was given for the output " + tensor);
    }
    return flat;
  }

  /**
   * Checks that the arrays are those of a function.
   *
   * @param fetched the outputs of the function
   * @return the inputs, and the sizes that follow from them
   * @throws FeedException where the inputs do not fit
   * @throws EvaluationException where the shape of an output cannot be worked out
   * @throws IllegalArgumentException where an output has no array or one of another length, an
   *     array is given for what is no output, or one array for an output and anything else
   */
  public BoundFeed bind(FeedBinding binding, List<Tensor> fetched) {
    BoundFeed bound = binding.bind(inputs);
    Map<Object, Tensor> owners = new IdentityHashMap<>();
    for (Tensor tensor : inputs.tensors()) {
      owners.put(bound.value(tensor).backing(), tensor);
    }
    for (Map.Entry<Tensor, Object> output : outputs.entrySet()) {
      Tensor tensor = output.getKey();
      if (!fetched.contains(tensor)) {
        throw new IllegalArgumentException(
            "an array was given for " + tensor + ", which is none of the outputs " + fetched);
      }
      Tensor other = owners.put(output.getValue(), tensor);
      if (other != null) {
        throw new IllegalArgumentException("the output " + tensor
            + " would be written to the array of " + other + ": give it one of its own");
      }
    }
    for (Tensor tensor : fetched) {
      checkLength(tensor, bound);
    }
    return bound;
  }

  private static List<Integer> shape(Tensor tensor, BoundFeed bound) {
    try {
      return bound.sizes(tensor.shape());
    } catch (IllegalArgumentException | ArithmeticException complaint) {
      throw new EvaluationException(
          "the output " + tensor + " has no shape in this call: " + complaint.getMessage(),
          complaint);
    }
  }

  private void checkLength(Tensor tensor, BoundFeed bound) {
    List<Integer> shape = shape(tensor, bound);
    long elements = 1;
    for (int size : shape) {
      elements *= size;
    }
    int length = Array.getLength(output(tensor));
    if (length != elements) {
      throw new IllegalArgumentException("the output " + tensor + " has the shape " + shape
          + " in this call: expected an array of " + elements + ", found one of " + length);
    }
  }
}

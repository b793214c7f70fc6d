package io.opwalk.cpu.internal.loop;

import io.opwalk.NDArray;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * A step that is Java code over whole arrays: what a user's own kernel, a decomposition or a loop
 * over a body graph needs, and loops over flat buffers cannot say. Its buffers are the inputs, then
 * the outputs; its sizes are the dims of each of them in turn.
 *
 * <p>Identity equality: a routine is never shared between kernels.
 */
public final class Routine implements StepFunction {
  /** The code. */
  @FunctionalInterface
  public interface Body {
    /**
     * The outputs for some inputs. Thread-safe, and keeps nothing.
     *
     * @throws IllegalArgumentException where the inputs' values do not fit, in words for the user
     */
    List<NDArray> run(List<NDArray> inputs);
  }

  private static final double UNITS = 20;

  private final List<TensorType> inputs;
  private final List<TensorType> outputs;
  private final Body body;

  /** A routine over arrays of the given types, whose dims may be unknown. */
  public Routine(List<TensorType> inputs, List<TensorType> outputs, Body body) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.body = body;
  }

  /** The types of the inputs. */
  public List<TensorType> inputs() {
    return inputs;
  }

  /** The types of the outputs. */
  public List<TensorType> outputs() {
    return outputs;
  }

  /** The code. */
  public Body body() {
    return body;
  }

  /** What a routine does is not known, but hardly less than some operations per element. */
  @Override
  public double work(int[] sizes) {
    return UNITS * StepFunction.elements(inputs, sizes);
  }

  @Override
  public List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    inputs.forEach(type -> buffers.add(new Buffer(type.dtype(), false)));
    outputs.forEach(type -> buffers.add(new Buffer(type.dtype(), true)));
    return buffers;
  }
}

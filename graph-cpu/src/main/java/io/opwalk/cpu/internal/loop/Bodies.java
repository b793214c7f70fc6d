package io.opwalk.cpu.internal.loop;

import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step that runs bodies: of a loop or of a condition. Its buffers are the inputs, then the
 * outputs, then those of what feeds it; its sizes are the dims of inputs and outputs in turn, then,
 * for a loop, how many steps there is room for, and then those of what feeds it.
 *
 * @param op the loop or the condition
 * @param inputs the types of its inputs
 * @param outputs the types of its outputs
 * @param feed what makes a sequence of a loop, and may be left to it
 */
public record Bodies(
    Primitive op, List<TensorType> inputs, List<TensorType> outputs, Optional<Feed> feed)
    implements StepFunction {
  private static final double UNITS = 2;

  /** What running a body costs at least. */
  private static final double STEP = 1000;

  /** Copies the lists. */
  public Bodies {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Of which nothing is left to it. */
  public Bodies(Primitive op, List<TensorType> inputs, List<TensorType> outputs) {
    this(op, inputs, outputs, Optional.empty());
  }

  /** The same where a product is left to the loop. */
  public Bodies with(Feed other) {
    return new Bodies(op, inputs, outputs, Optional.of(other));
  }

  /** Where among its sizes is how many steps there is room for. */
  public int room() {
    int ranks = 0;
    for (TensorType type : inputs) {
      ranks += type.rank();
    }
    for (TensorType type : outputs) {
      ranks += type.rank();
    }
    return ranks;
  }

  /** What bodies do is not known here, but for how many elements and how often. */
  @Override
  public double work(int[] sizes) {
    double elements = UNITS * StepFunction.elements(inputs, sizes);
    return op instanceof Loop ? elements + STEP * sizes[room()] : elements;
  }

  @Override
  public List<Buffer> buffers() {
    List<Buffer> buffers = new ArrayList<>();
    inputs.forEach(type -> buffers.add(new Buffer(type.dtype(), false)));
    outputs.forEach(type -> buffers.add(new Buffer(type.dtype(), true)));
    feed.ifPresent(product -> buffers.addAll(product.more()));
    return buffers;
  }
}

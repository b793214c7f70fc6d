package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.loop.StepFunction;
import java.util.List;
import java.util.Set;

/**
 * One step of the computation: a function, and what it is called with.
 *
 * @param function the code: a loop function, or a routine
 * @param buffers one per buffer of the function
 * @param sizes one per size of the function: evaluated when the dims of a call are known
 * @param signed those of the sizes that may be negative: strides and offsets
 * @param scalars the bits of one element per scalar of the function, as {@code Kernel.run} takes
 *     them
 * @param inPlace for each buffer that is written, in the function's order, the positions of read
 *     buffers whose array it may share, since each element is read last by the iteration that
 *     writes it
 * @param label what it computes, in the user's terms: ops, names, shapes and lines
 * @param splits the axes along any one of which it can be run in parts, the outermost first
 */
public record KernelCall(
    StepFunction function,
    List<Buffer> buffers,
    List<Dim> sizes,
    Set<Dim> signed,
    List<Long> scalars,
    List<List<Integer>> inPlace,
    String label,
    List<Split> splits) {
  /** Copies the lists. */
  public KernelCall {
    buffers = List.copyOf(buffers);
    sizes = List.copyOf(sizes);
    signed = Set.copyOf(signed);
    scalars = List.copyOf(scalars);
    inPlace = List.copyOf(inPlace);
    splits = List.copyOf(splits);
  }

  /** A call none of whose sizes may be negative, and which is run as a whole. */
  public KernelCall(
      StepFunction function,
      List<Buffer> buffers,
      List<Dim> sizes,
      List<Long> scalars,
      List<List<Integer>> inPlace,
      String label) {
    this(function, buffers, sizes, Set.of(), scalars, inPlace, label, List.of());
  }

  /** The same call of an equal function. */
  public KernelCall withFunction(StepFunction newFunction) {
    return new KernelCall(newFunction, buffers, sizes, signed, scalars, inPlace, label, splits);
  }
}

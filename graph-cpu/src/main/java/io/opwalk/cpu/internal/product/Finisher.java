package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Epilogue;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Epilogue.Loop;
import io.opwalk.cpu.internal.loop.InBlocks;
import io.opwalk.cpu.internal.loop.LoopFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The epilogue of a step that is run in blocks, as code. Immutable. */
public final class Finisher {
  private static final Kind[] KINDS = Kind.values();

  private final Kernel kernel;
  private final int[] buffers;
  private final int firstSize;
  private final int sizes;

  /** For each kind of axis, where its loops begin among the sizes of the kernel. */
  private final int[][] loops = new int[KINDS.length][];

  /**
   * Of an epilogue.
   *
   * @param firstSize where its sizes are among those of the step
   */
  Finisher(Epilogue epilogue, int firstSize, Kernel kernel) {
    this.kernel = kernel;
    this.firstSize = firstSize;
    this.sizes = epilogue.function().sizes();
    this.buffers = ints(epilogue.buffers());
    for (Kind kind : KINDS) {
      List<Integer> ofKind = new ArrayList<>();
      for (Loop loop : epilogue.loops()) {
        if (loop.kind() == kind) {
          ofKind.add(loop.from());
        }
      }
      loops[kind.ordinal()] = ints(ofKind);
    }
  }

  /**
   * Of a step; null where it has no epilogue.
   *
   * @param code gives the kernel of a loop function
   */
  public static Finisher of(InBlocks step, Function<LoopFunction, Kernel> code) {
    if (step.epilogue().isEmpty()) {
      return null;
    }
    Epilogue epilogue = step.epilogue().get();
    return new Finisher(epilogue, step.sizesOfEpilogue(), code.apply(epilogue.function()));
  }

  private static int[] ints(List<Integer> list) {
    int[] ints = new int[list.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = list.get(i);
    }
    return ints;
  }

  Kernel kernel() {
    return kernel;
  }

  /** As {@link Kernel#warmUp}. */
  public void warmUp() {
    kernel.warmUp();
  }

  /** How many buffers the kernel has. */
  int buffers() {
    return buffers.length;
  }

  /** Which buffer of the step a buffer of the kernel is. */
  int buffer(int index) {
    return buffers[index];
  }

  /** Where the sizes of the kernel are among those of the step. */
  int firstSize() {
    return firstSize;
  }

  /** How many sizes the kernel has. */
  int sizes() {
    return sizes;
  }

  /** Where the loops over axes of a kind begin, among the sizes of the kernel. */
  int[] loops(Kind kind) {
    return loops[kind.ordinal()];
  }
}

package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Bounds;
import io.opwalk.cpu.internal.loop.LoopFunction;
import java.util.Optional;

/** The vector target's code for a loop function. */
final class LoopCandidate implements Candidate {
  private final LoopFunction function;
  private final EmitListener listener;

  LoopCandidate(LoopFunction function, EmitListener listener) {
    this.function = function;
    this.listener = listener;
  }

  @Override
  public double work(int[] sizes) {
    return function.work(sizes);
  }

  @Override
  public Optional<Kernel> make(int bits) {
    return VectorPasses.emit(function, bits).map(emitted -> {
      listener.onEmit(emitted);
      return KernelLoader.load(emitted);
    });
  }

  @Override
  public Optional<Scratch> scratch(int[] sizes, int along, int across) {
    return Scratch.of(function, Bounds.of(function).shrink(sizes, along, across));
  }
}

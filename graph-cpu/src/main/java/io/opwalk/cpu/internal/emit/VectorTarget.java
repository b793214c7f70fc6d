package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.VectorLoop;
import io.opwalk.cpu.internal.loop.Vectorise;
import java.util.Map;
import java.util.Optional;

/** Which loops of a function become vector code, and on vectors of how many bits. */
final class VectorTarget {
  /** The scalar target: no loop does. */
  static final VectorTarget NONE = new VectorTarget(Map.of(), 0);

  private final Map<Index.Counter, Index> marks;
  private final int bits;

  private VectorTarget(Map<Index.Counter, Index> marks, int bits) {
    this.marks = marks;
    this.bits = bits;
  }

  /** Of a function whose loops {@link Vectorise} has parted, for vectors of so many bits. */
  static VectorTarget of(LoopFunction function, int bits) {
    return new VectorTarget(Vectorise.marks(function), bits);
  }

  /** How a loop is run on vectors, if it is. */
  Optional<VectorLoop> plan(For loop) {
    return marks.isEmpty() ? Optional.empty() : Vectorise.whole(loop, marks, bits);
  }
}

package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Hoist;
import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Share;
import io.opwalk.cpu.internal.loop.Vectorise;
import java.util.Optional;

/** From a loop function to a class of the vector target. */
final class VectorPasses {
  private VectorPasses() {}

  /** The function as it is emitted for vectors of so many bits; empty where none can be used. */
  static Optional<LoopFunction> apply(LoopFunction function, int bits) {
    LoopFunction shared = Share.apply(function);
    Optional<LoopFunction> inlined =
        parted(shared, bits, true).filter(whole -> isOneMethod(whole, bits));
    return inlined.isPresent()
        ? inlined
        : parted(shared, bits, false)
            .map(whole -> SplitMethods.apply(whole, VectorTarget.of(whole, bits)));
  }

  private static Optional<LoopFunction> parted(LoopFunction shared, int bits, boolean inlined) {
    return Vectorise.apply(shared, bits, inlined).map(parted -> Hoist.apply(Share.apply(parted)));
  }

  private static boolean isOneMethod(LoopFunction whole, int bits) {
    LoopSize size = LoopSize.inOneMethod(whole, VectorTarget.of(whole, bits));
    return size.method(whole.body()) <= LoopSize.MAX_METHOD_BYTES;
  }

  /**
   * The class of a function; empty where no loop of it can use vectors of so many bits, or their
   * code is too long: that of a loop cannot be split, and elementary functions are part of it.
   */
  static Optional<EmittedClass> emit(LoopFunction function, int bits) {
    return apply(function, bits)
        .flatMap(prepared ->
            LoopEmitter.emitForJit(LoopChecker.check(prepared), VectorTarget.of(prepared, bits)));
  }
}

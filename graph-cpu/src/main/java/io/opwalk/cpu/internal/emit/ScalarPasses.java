package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Hoist;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Share;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statements;
import io.opwalk.cpu.internal.loop.UnrollLanes;

/** The passes that prepare a loop function for the scalar target, in order. */
final class ScalarPasses {
  /**
   * How much code the copies for the lanes may add. Small bodies gain most (JDK 17 and 25, ns per
   * element, array against copies: sum 0.42 and 0.14, dot 0.53 and 0.29, maximum 0.56 and 0.40);
   * from a dozen multiplications on, where copies take 3,000 bytes, it is a sixth at most.
   */
  static final int MAX_COPIED_BYTES = 4000;

  private ScalarPasses() {}

  /** The function as it is emitted: no method of it is longer than the JIT compiles. */
  static LoopFunction apply(LoopFunction function) {
    return SplitMethods.apply(applyButSplit(function));
  }

  /** The function before it is split into methods. */
  static LoopFunction applyButSplit(LoopFunction function) {
    return unrollSmallLanes(Hoist.apply(Share.apply(function)));
  }

  private static LoopFunction unrollSmallLanes(LoopFunction function) {
    LoopSize size = LoopSize.inOneMethod(function);
    int lanes = 0;
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof For loop && loop.lanes() > 1) {
        lanes += 2 * loop.lanes() * size.bytes(loop.body());
      }
    }
    return lanes <= MAX_COPIED_BYTES ? UnrollLanes.apply(function) : function;
  }
}

package io.opwalk.cpu.internal.plan;

import io.opwalk.cpu.internal.loop.LoopFunction;
import java.util.ArrayList;
import java.util.List;

/** Positions of a loop function's buffers. */
final class Positions {
  private Positions() {}

  /** The positions of the buffers that are written, in order. */
  static List<Integer> written(LoopFunction function) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < function.buffers().size(); i++) {
      if (function.buffers().get(i).written()) {
        positions.add(i);
      }
    }
    return positions;
  }
}

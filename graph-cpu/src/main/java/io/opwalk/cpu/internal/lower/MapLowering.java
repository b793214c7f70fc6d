package io.opwalk.cpu.internal.lower;

import io.opwalk.cpu.internal.loop.Statement;
import java.util.List;

/** Lowers a group without reductions: one loop nest that stores at every point. */
final class MapLowering {
  private MapLowering() {}

  static KernelCall lower(LoopNests nests) {
    List<Statement> body = nests.pointStatements();
    return nests.finish(LoopAxes.nest(nests.kernel(), nests.loops().all(), body));
  }
}

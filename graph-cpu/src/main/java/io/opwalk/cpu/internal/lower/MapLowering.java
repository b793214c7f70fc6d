package io.opwalk.cpu.internal.lower;

import io.opwalk.cpu.internal.loop.Epilogue;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Lowers a group without reductions: one loop nest that stores at every point, as a step or as what
 * follows a product.
 */
final class MapLowering {
  private MapLowering() {}

  static KernelCall lower(LoopNests nests) {
    List<Statement> body = nests.pointStatements();
    return nests.finish(LoopAxes.nest(nests.kernel(), nests.loops().all(), body));
  }

  /**
   * Its loops, of a call that can be run in parts along each of them.
   *
   * @param kinds the kind of each axis of the domain
   */
  static List<Epilogue.Loop> loops(LoopNests nests, KernelCall call, List<Kind> kinds) {
    List<LoopAxes.Axis> axes = nests.loops().all();
    List<Epilogue.Loop> loops = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      loops.add(
          new Epilogue.Loop(kinds.get(axes.get(i).last()), call.splits().get(i).position()));
    }
    return loops;
  }
}

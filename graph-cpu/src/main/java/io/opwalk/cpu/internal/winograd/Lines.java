package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ops.primitive.WinogradTransform;
import io.opwalk.ops.primitive.WinogradTransform.Step;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/**
 * A transform along one axis as loops: over lines in two directions, and over neighbours, which
 * become the lanes of vectors.
 */
final class Lines {
  private static final int FROM = 3;
  private static final int TO = 7;

  private Lines() {}

  /**
   * The sizes of a call: lines in one array become lines in another. Written anew for each call, by
   * one thread.
   */
  static final class Sizes {
    private final int[] all = new int[TO + 4];

    /**
     * How many lines there are.
     *
     * @param outer in one direction
     * @param inner in the other
     * @param neighbours next to each other
     */
    Sizes lines(int outer, int inner, int neighbours) {
      all[0] = outer;
      all[1] = inner;
      all[2] = neighbours;
      return this;
    }

    /**
     * Where they are read.
     *
     * @param start where the first one begins
     * @param outer how far neighbours are apart in one direction
     * @param inner in the other
     * @param point how far the points of a line are apart
     */
    Sizes from(int start, int outer, int inner, int point) {
      return place(FROM, start, outer, inner, point);
    }

    /** Where they are written, likewise. */
    Sizes to(int start, int outer, int inner, int point) {
      return place(TO, start, outer, inner, point);
    }

    private Sizes place(int at, int start, int outer, int inner, int point) {
      all[at] = start;
      all[at + 1] = outer;
      all[at + 2] = inner;
      all[at + 3] = point;
      return this;
    }

    /** As the code takes them. */
    int[] all() {
      return all;
    }
  }

  /** The loops; their sizes are {@link Sizes}. */
  static LoopFunction of(WinogradTransform transform, DType dtype) {
    Index.Counter outer = new Index.Counter("i0");
    Index.Counter inner = new Index.Counter("i1");
    Index.Counter neighbour = new Index.Counter("i2");
    List<Local> values = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    for (int point = 0; point < transform.inputs(); point++) {
      Index at = at(FROM, outer, inner, neighbour, point);
      let(values, body, new Value.Load(0, dtype, at));
    }
    for (Step step : transform.steps()) {
      Value factor = new Value.Literal(dtype, step.factor());
      Value left = new Value.Read(values.get(step.left()));
      Value value = step.right() == Step.NONE
          ? new Value.Compute(ScalarOp.MUL, dtype, List.of(factor, left))
          : new Value.Compute(
              ScalarOp.FMA, dtype, List.of(factor, left, new Value.Read(values.get(step.right()))));
      let(values, body, value);
    }
    for (int point = 0; point < transform.results().size(); point++) {
      Local result = values.get(transform.results().get(point));
      Index at = at(TO, outer, inner, neighbour, point);
      body.add(new Statement.Store(1, at, new Value.Read(result)));
    }
    List<Statement> nest = loop(outer, 0, loop(inner, 1, loop(neighbour, 2, body)));
    List<StepFunction.Buffer> buffers =
        List.of(new StepFunction.Buffer(dtype, false), new StepFunction.Buffer(dtype, true));
    return new LoopFunction(buffers, TO + 4, List.of(), nest);
  }

  private static void let(List<Local> values, List<Statement> body, Value value) {
    Local local = Local.of("v" + values.size(), value.dtype());
    values.add(local);
    body.add(new Statement.Let(local, value));
  }

  private static Index at(int first, Index outer, Index inner, Index neighbour, int point) {
    return new Index.Size(first)
        .plus(outer.times(new Index.Size(first + 1)))
        .plus(inner.times(new Index.Size(first + 2)))
        .plus(Index.of(point).times(new Index.Size(first + 3)))
        .plus(neighbour);
  }

  private static List<Statement> loop(Index.Counter counter, int size, List<Statement> body) {
    return List.of(new Statement.For(counter, Index.of(0), new Index.Size(size), 1, 1, true, body));
  }
}

package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parts every loop that vectors can run into one whose iterations fill whole vectors, written as
 * vectors need it, and one over the few that are left, as it was. Both are loops like any other:
 * {@link #whole} tells which of them a target with vectors of so many bits need not do one by one.
 */
public final class Vectorise extends LoopRewriter {
  private final int bits;
  private final Names names;
  private boolean found;

  private Vectorise(LoopFunction function, int bits) {
    this.bits = bits;
    this.names = new Names(function);
  }

  /** The function with its loops parted; empty where there is none that vectors can run. */
  public static Optional<LoopFunction> apply(LoopFunction function, int bits) {
    Vectorise pass = new Vectorise(function, bits);
    LoopFunction parted = function.withBody(pass.block(function.body()));
    return pass.found ? Optional.of(parted) : Optional.empty();
  }

  /** Whether there is a loop that vectors are likely to run. */
  public static boolean isWorthwhile(LoopFunction function, int bits) {
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof For loop && !hasLoops(loop) && VectorLoop.isLikely(loop, bits)) {
        return true;
      }
    }
    return false;
  }

  /** What the marks of a function say; names are unique in it. */
  public static Map<Index.Counter, Index> marks(LoopFunction function) {
    Map<Index.Counter, Index> marks = new HashMap<>();
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof Mark mark) {
        marks.put(mark.counter(), mark.at());
      }
    }
    return marks;
  }

  /** The loop on vectors, where its iterations fill whole ones. */
  public static Optional<VectorLoop> whole(For loop, Map<Index.Counter, Index> marks, int bits) {
    if (!(loop.to() instanceof Index.Counter to) || !marks.containsKey(to)) {
      return Optional.empty();
    }
    return VectorLoop.of(loop, bits)
        .filter(vectors -> isAsFar(marks.get(to), loop.from(), vectors.iterations()));
  }

  private static boolean isAsFar(Index to, Index from, int iterations) {
    if (from.equals(Index.of(0))) {
      return to instanceof Index.FloorTo floor && floor.right() == iterations;
    }
    return to instanceof Index.Sum sum
        && sum.left().equals(from)
        && sum.right() instanceof Index.FloorTo floor
        && floor.right() == iterations;
  }

  private static boolean hasLoops(For loop) {
    for (Statement statement : loop.body()) {
      if (!Statements.body(statement).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<For> of(For loop, int bits) {
    For form = (For) new VectorForm().parts(loop);
    return VectorLoop.of(form, bits).isPresent() ? Optional.of(form) : Optional.empty();
  }

  @Override
  List<Statement> statement(Statement statement) {
    if (statement instanceof For loop && !hasLoops(loop)) {
      Optional<For> form = of(loop, bits);
      if (form.isPresent()) {
        found = true;
        return part(loop, form.get());
      }
    }
    return super.statement(statement);
  }

  private List<Statement> part(For loop, For form) {
    int iterations = VectorLoop.of(form, bits).orElseThrow().iterations();
    Index.Counter whole = new Index.Counter(names.fresh(loop.counter().name() + "_"));
    Index far = new Index.FloorTo(loop.to().minus(loop.from()), iterations);
    For vectors =
        new For(loop.counter(), loop.from(), whole, 1, loop.lanes(), loop.parallel(), form.body());
    For rest =
        new For(loop.counter(), whole, loop.to(), 1, loop.lanes(), loop.parallel(), loop.body());
    List<Statement> parts = new ArrayList<>();
    parts.add(
        new Mark(whole, loop.from().equals(Index.of(0)) ? far : loop.from().plus(far)));
    parts.add(vectors);
    parts.add(new Renamed(names).rename(rest));
    // Sizes are not negative; of other bounds it is not known which one is larger.
    boolean ordered = loop.from().equals(Index.of(0)) && loop.to() instanceof Index.Size;
    return ordered ? parts : List.of(new If(below(loop.from(), loop.to()), parts));
  }

  private static Value below(Index left, Index right) {
    List<Value> both = List.of(new Position(DType.INT32, left), new Position(DType.INT32, right));
    return new Compute(ScalarOp.LT, DType.INT32, both);
  }
}

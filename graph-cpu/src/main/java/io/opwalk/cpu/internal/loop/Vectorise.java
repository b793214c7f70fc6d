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
import java.util.stream.Stream;

/**
 * Parts every loop that vectors can run into one whose iterations fill whole vectors, written as
 * vectors need it, and one over the few that are left, as it was. Both are loops like any other:
 * {@link #whole} tells which of them a target with vectors of so many bits need not do one by one.
 */
public final class Vectorise extends LoopRewriter {
  private final int bits;
  private final boolean inlined;
  private final Names names;
  private boolean found;

  /** In how many statements the present one is. */
  private int depth;

  private Vectorise(LoopFunction function, int bits, boolean inlined) {
    this.bits = bits;
    this.inlined = inlined;
    this.names = new Names(function);
  }

  /**
   * The function with its loops parted; empty where there is none that vectors can run.
   *
   * @param inlined whether functions become part of the code also in what is left of rows, where
   *     they are calls otherwise. That is more code; but a call within the outer loop has the JIT
   *     keep all constants of the inner one in memory, which then takes up to half as long again.
   */
  public static Optional<LoopFunction> apply(LoopFunction function, int bits, boolean inlined) {
    Vectorise pass = new Vectorise(function, bits, inlined);
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
    Optional<VectorLoop> vectors = VectorLoop.of(loop, bits);
    return Stream.of(vectors, vectors.flatMap(VectorLoop::inRounds))
        .flatMap(Optional::stream)
        .filter(each -> isAsFar(marks.get(to), loop.from(), each.iterations()))
        .findFirst();
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
    depth++;
    List<Statement> statements = super.statement(statement);
    depth--;
    return statements;
  }

  private List<Statement> part(For loop, For form) {
    VectorLoop vectors = VectorLoop.of(form, bits).orElseThrow();
    List<Statement> parts = new ArrayList<>();
    Optional<VectorLoop> rounds = vectors.inRounds();
    Index from = loop.from();
    if (rounds.isPresent()) {
      from = whole(form, from, rounds.get().iterations(), parts);
    }
    from = whole(form, from, vectors.iterations(), parts);
    List<Statement> single = inlined && depth > 0 ? form.body() : loop.body();
    parts.add(new Renamed(names).rename(ranging(loop, from, loop.to(), single)));
    // Sizes are not negative; of other bounds it is not known which one is larger.
    boolean ordered = loop.from().equals(Index.of(0)) && loop.to() instanceof Index.Size;
    return ordered ? parts : List.of(new If(below(loop.from(), loop.to()), parts));
  }

  /** Adds a loop over whole vectors; returns where it ends. */
  private Index.Counter whole(For form, Index from, int iterations, List<Statement> parts) {
    Index.Counter end = new Index.Counter(names.fresh(form.counter().name() + "_"));
    Index far = new Index.FloorTo(form.to().minus(from), iterations);
    parts.add(new Mark(end, from.equals(Index.of(0)) ? far : from.plus(far)));
    parts.add(new Renamed(names).rename(ranging(form, from, end, form.body())));
    return end;
  }

  private static For ranging(For loop, Index from, Index to, List<Statement> body) {
    return new For(loop.counter(), from, to, 1, loop.lanes(), loop.parallel(), body);
  }

  private static Value below(Index left, Index right) {
    List<Value> both = List.of(new Position(DType.INT32, left), new Position(DType.INT32, right));
    return new Compute(ScalarOp.LT, DType.INT32, both);
  }
}

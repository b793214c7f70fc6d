package io.opwalk.cpu.internal.loop;

import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/** What a loop function does, step by step. */
public sealed interface Statement {
  /**
   * Counts from {@code from} up to and without {@code to}.
   *
   * <p>With {@code lanes > 1} the iteration {@code i} works on lane {@code (i - from) mod lanes} of
   * every local with lanes that is declared outside; an emitter may run that many iterations at
   * once, since nothing but those locals is carried from one iteration to the next. Of two such
   * loops around a statement the inner one chooses the lane. Lanes are a power of two. With
   * {@code lanes == 1} iterations run in order. A {@code step} above 1 comes of tiling: the body
   * then holds the unrolled iterations, and {@code to - from} is a multiple of the step.
   *
   * @param parallel whether the iterations are independent of each other, so that they may be run
   *     in any order, at once, or as vector lanes
   */
  record For(
      Index.Counter counter,
      Index from,
      Index to,
      int step,
      int lanes,
      boolean parallel,
      List<Statement> body)
      implements Statement {
    /** Copies the body. */
    public For {
      body = List.copyOf(body);
    }

    /** The same loop over another body. */
    public For withBody(List<Statement> newBody) {
      return new For(counter, from, to, step, lanes, parallel, newBody);
    }
  }

  /**
   * Names an index for the rest of the block, as if it were the counter of a loop: what does not
   * change in an inner loop is computed once.
   */
  record Mark(Index.Counter counter, Index at) implements Statement {}

  /**
   * Names, as a {@link Mark} does, the place along an axis of {@code size} elements that an integer
   * picks. A negative one counts from the end; one that is out of range fails, with what it was and
   * where: at {@code [row, column]} of the indices.
   */
  record Pick(Index.Counter counter, Value picked, Index size, Index row, Index column)
      implements Statement {}

  /** Declares a local and sets it, every lane of it. One that is never assigned is a constant. */
  record Let(Local local, Value value) implements Statement {}

  /** Changes a local; inside a loop with lanes, only the lane of the iteration. */
  record Assign(Local local, Value value) implements Statement {}

  /** Sets an element of a buffer. */
  record Store(int buffer, Index at, Value value) implements Statement {}

  /**
   * Declares {@code local} as the partial results of {@code partials} combined by {@code op} as a
   * balanced tree: halves are combined lane by lane until one is left.
   */
  record Fold(Local local, Local partials, ScalarOp op) implements Statement {}

  /** Runs the body where the condition, a BOOL, holds. */
  record If(Value condition, List<Statement> body) implements Statement {
    /** Copies the body. */
    public If {
      body = List.copyOf(body);
    }
  }

  /**
   * The statements of the body, which an emitter puts into a method of their own. No scope: what
   * the body declares can be seen after it.
   */
  record Outlined(List<Statement> body) implements Statement {
    /** Copies the body. */
    public Outlined {
      body = List.copyOf(body);
    }
  }
}

package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Loop functions at random: nested loops, conditions, lanes, assignments, buffers that are read
 * after they are written. The same function for the same seed. Every index is below {@link #LENGTH}
 * if no size is above {@link #MAX_SIZE}, and nothing fails.
 */
public final class RandomLoops {
  /** How long buffers have to be. */
  public static final int LENGTH = 256;

  /** The largest size. */
  public static final int MAX_SIZE = 10;

  private static final int SIZES = 2;

  /** How many loops are inside one another; the work grows tenfold with each. */
  private static final int MAX_NESTING = 3;

  private final Random random;
  private final List<LoopFunction.Buffer> buffers = new ArrayList<>();
  private final List<DType> scalars = new ArrayList<>();
  private final List<Integer> written = new ArrayList<>();
  private int names;

  private RandomLoops(long seed) {
    this.random = new Random(seed);
  }

  /** A function. */
  public static LoopFunction function(long seed) {
    return new RandomLoops(seed).function();
  }

  /** Arguments for it; a size may be 0. */
  public static LoopRun arguments(LoopFunction function, long seed) {
    Random random = new Random(seed);
    int[] sizes = {random.nextInt(MAX_SIZE + 1), random.nextInt(MAX_SIZE + 1)};
    return LoopRun.random(function, LENGTH, sizes, seed);
  }

  private LoopFunction function() {
    for (int i = 0; i < 2 + random.nextInt(4); i++) {
      buffers.add(new LoopFunction.Buffer(dtype(), false));
    }
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      written.add(buffers.size());
      buffers.add(new LoopFunction.Buffer(dtype(), true));
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      scalars.add(dtype());
    }
    List<Statement> body = block(new RandomValues(random, buffers, scalars, SIZES), 0);
    return new LoopFunction(buffers, SIZES, scalars, body);
  }

  private DType dtype() {
    return DType.values()[random.nextInt(DType.values().length)];
  }

  private Index.Counter counter() {
    return new Index.Counter("i" + names++);
  }

  private Local local(DType dtype, int lanes) {
    return new Local("v" + names++, dtype, lanes);
  }

  private List<Statement> block(RandomValues outside, int nesting) {
    RandomValues sight = outside.copy();
    List<Statement> block = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(13);
      if (nesting < MAX_NESTING && kind < 3) {
        block.add(loop(sight, nesting));
      } else if (nesting < MAX_NESTING && kind == 3) {
        block.addAll(partials(sight, nesting));
      } else if (nesting < MAX_NESTING && kind == 4) {
        block.add(new If(sight.value(DType.BOOL, 3), block(sight, nesting + 1)));
      } else if (kind < 8) {
        Local local = local(dtype(), 1);
        block.add(new Let(local, sight.value(local.dtype(), 4)));
        sight.add(local);
      } else if (kind == 8 && !sight.assignable().isEmpty()) {
        Local local = sight.assignable().get(random.nextInt(sight.assignable().size()));
        block.add(new Assign(local, sight.value(local.dtype(), 3)));
      } else if (kind == 9) {
        Index.Counter mark = counter();
        block.add(new Mark(mark, new Index.FloorTo(sight.small(), 1 + random.nextInt(4))));
        sight.add(mark);
      } else if (kind == 10) {
        Pick pick = pick(sight);
        block.add(pick);
        sight.add(pick.counter());
      } else {
        block.add(store(sight));
      }
    }
    return block;
  }

  /** A place that exists: the remainder of a division by the size, negative or not. */
  private Pick pick(RandomValues sight) {
    DType dtype = random.nextBoolean() ? DType.INT64 : DType.INT32;
    int size = 1 + random.nextInt(4);
    Value picked = new Value.Compute(
        ScalarOp.REM, dtype, List.of(sight.value(dtype, 2), new Value.Literal(dtype, size)));
    return new Pick(counter(), picked, Index.of(size), sight.small(), Index.of(0));
  }

  private Store store(RandomValues sight) {
    int buffer = written.get(random.nextInt(written.size()));
    return new Store(buffer, sight.index(), sight.value(buffers.get(buffer).dtype(), 5));
  }

  private For loop(RandomValues sight, int nesting) {
    boolean parallel = random.nextInt(3) == 0;
    RandomValues inside = parallel ? sight.withoutAssignable() : sight.copy();
    Index.Counter counter = counter();
    inside.add(counter);
    List<Statement> body = block(inside, nesting + 1);
    return new For(counter, from(), to(), 1, 1, parallel, body);
  }

  private Index from() {
    return Index.of(random.nextInt(3) == 0 ? random.nextInt(4) : 0);
  }

  private Index to() {
    Index size = new Index.Size(random.nextInt(SIZES));
    return switch (random.nextInt(4)) {
      case 0 -> Index.of(random.nextInt(MAX_SIZE + 1));
      case 1 -> new Index.FloorTo(size, 1 + random.nextInt(4));
      default -> size;
    };
  }

  /**
   * A local with lanes, a loop that works on it, perhaps inside of another, and what comes of it.
   */
  private List<Statement> partials(RandomValues sight, int nesting) {
    DType dtype = dtype();
    Local partials = local(dtype, 2 << random.nextInt(3));
    boolean again = nesting + 1 < MAX_NESTING && random.nextBoolean();
    Index.Counter counter = counter();
    RandomValues inside = sight.inLanes(partials.lanes());
    inside.add(counter);
    inside.add(partials);
    List<Statement> body = new ArrayList<>(block(inside, nesting + (again ? 2 : 1)));
    RandomValues last = inside.copy();
    body.add(new Assign(partials, last.value(dtype, 3)));
    Statement loop = new For(counter, from(), to(), 1, partials.lanes(), false, body);
    if (again) {
      loop = new For(counter(), Index.of(0), to(), 1, 1, false, List.of(loop));
    }
    Local folded = local(dtype, 1);
    ScalarOp op = dtype == DType.BOOL
        ? List.of(ScalarOp.AND, ScalarOp.OR).get(random.nextInt(2))
        : List.of(ScalarOp.ADD, ScalarOp.MUL, ScalarOp.MIN, ScalarOp.MAX).get(random.nextInt(4));
    List<Statement> all =
        List.of(new Let(partials, sight.value(dtype, 2)), loop, new Fold(folded, partials, op));
    sight.add(folded);
    return all;
  }
}

package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Loops at random whose iterations are independent, as {@code parallel} promises, or share locals
 * with lanes alone: rows of a matrix, each mapped and, half of the time, reduced. What is read
 * moves along the row, stays where it is, or, now and then, does neither.
 */
public final class RandomMaps {
  private static final Index.Counter ROW = new Index.Counter("r");
  private static final Index.Counter COLUMN = new Index.Counter("c");
  private static final Index ROWS = new Index.Size(0);
  private static final Index COLUMNS = new Index.Size(1);

  private final Random random;
  private final List<LoopFunction.Buffer> read = new ArrayList<>();
  private final List<DType> scalars = new ArrayList<>();
  private final List<DType> dtypes = new ArrayList<>();

  private RandomMaps(long seed) {
    this.random = new Random(seed);
  }

  /** A function. */
  public static LoopFunction function(long seed) {
    return new RandomMaps(seed).function();
  }

  /** Arguments for it. */
  public static LoopRun arguments(LoopFunction function, long seed) {
    Random random = new Random(seed);
    int[] sizes = {random.nextInt(4), random.nextInt(80)};
    return LoopRun.random(function, 4 * 80 + 40, sizes, seed);
  }

  private DType dtype() {
    return dtypes.get(random.nextInt(dtypes.size()));
  }

  private LoopFunction function() {
    // Few dtypes in one loop, so that there often are vectors of as many lanes for all of them.
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      dtypes.add(DType.values()[random.nextInt(5)]);
    }
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      read.add(new LoopFunction.Buffer(dtype(), false));
    }
    for (int i = 0; i < random.nextInt(3); i++) {
      scalars.add(dtype());
    }
    MapValues values = new MapValues();
    List<Statement> body = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      Local local = Local.of("v" + i, dtype());
      body.add(new Let(local, values.value(local.dtype(), 3)));
      values.add(local);
      if (random.nextInt(4) == 0) {
        body.add(new Assign(local, values.value(local.dtype(), 2)));
      }
    }
    List<LoopFunction.Buffer> buffers = new ArrayList<>(read);
    Index place = ROW.times(COLUMNS).plus(COLUMN);
    for (int i = 0; i < 1 + random.nextInt(2); i++) {
      buffers.add(new LoopFunction.Buffer(dtype(), true));
      DType dtype = buffers.get(buffers.size() - 1).dtype();
      body.add(new Store(buffers.size() - 1, place, values.value(dtype, 3)));
    }
    List<Statement> row = random.nextBoolean() ? reduced(body, buffers, values) : mapped(body);
    return new LoopFunction(
        buffers, 2, scalars, List.of(new For(ROW, Index.of(0), ROWS, 1, 1, true, row)));
  }

  private Index from() {
    return Index.of(random.nextInt(3) == 0 ? 5 : 0);
  }

  private List<Statement> mapped(List<Statement> body) {
    return List.of(new For(COLUMN, from(), COLUMNS, 1, 1, true, body));
  }

  private List<Statement> reduced(
      List<Statement> map, List<LoopFunction.Buffer> buffers, MapValues values) {
    DType dtype = dtype();
    int lanes = random.nextBoolean() ? 16 : 8;
    Local partials = new Local("p", dtype, lanes);
    Local folded = Local.of("f", dtype);
    ScalarOp op = dtype == DType.BOOL ? ScalarOp.OR : ScalarOp.MAX;
    List<Statement> body = new ArrayList<>(map);
    Value term = values.value(dtype, 2);
    body.add(new Assign(partials, new Value.Compute(op, dtype, List.of(new Read(partials), term))));
    buffers.add(new LoopFunction.Buffer(dtype, true));
    return List.of(
        new Let(partials, new Literal(dtype, 0)),
        new For(COLUMN, from(), COLUMNS, 1, lanes, false, body),
        new Fold(folded, partials, op),
        new Store(buffers.size() - 1, ROW, new Read(folded)));
  }

  /** Values with indices along the row. */
  private final class MapValues extends RandomValues {
    MapValues() {
      super(random, read, scalars, 2);
    }

    @Override
    Index index() {
      return switch (random.nextInt(12)) {
        case 0 -> ROW;
        case 1 -> COLUMN.times(Index.of(2));
        case 2, 3 -> COLUMN.plus(Index.of(random.nextInt(20)));
        default -> ROW.times(COLUMNS).plus(COLUMN);
      };
    }

    @Override
    boolean isWanted(ScalarOp op) {
      // Most functions have no vector code.
      boolean hasCode =
          op == ScalarOp.EXP || op == ScalarOp.EXPM1 || op == ScalarOp.LOG || op == ScalarOp.TANH;
      return op.kind() != ScalarOp.Kind.FUNCTION || hasCode || random.nextInt(20) == 0;
    }
  }
}

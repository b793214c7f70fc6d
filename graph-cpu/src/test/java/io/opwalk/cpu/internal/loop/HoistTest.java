package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HoistTest {
  private static final DType F64 = DType.FLOAT64;
  private static final Index.Counter I = new Index.Counter("i");
  private static final Index.Counter J = new Index.Counter("j");
  private static final Index ROWS = new Index.Size(0);
  private static final Index COLUMNS = new Index.Size(1);
  private static final Index POINT = I.times(COLUMNS).plus(J);

  private static Value compute(ScalarOp op, Value... args) {
    return new Compute(op, F64, List.of(args));
  }

  private static Value load(Index at) {
    return new Load(0, F64, at);
  }

  private static For loop(Index.Counter counter, Index to, Statement... body) {
    return new For(counter, Index.of(0), to, 1, 1, true, List.of(body));
  }

  private static LoopFunction function(Statement... body) {
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(F64, false), new LoopFunction.Buffer(F64, true)),
        2,
        List.of(),
        List.of(body));
  }

  private static String hoisted(LoopFunction function) {
    LoopFunction hoisted = LoopChecker.check(Hoist.apply(function));
    LoopRun.random(function, 12, new int[] {3, 4}, 1).assertSame(function, hoisted);
    return LoopPrinter.print(hoisted).lines().skip(1).reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void takesALoadOutOfTheLoopItDoesNotDependOn() {
    Local row = Local.of("row", F64);
    assertEquals(
        """
        for (i = 0; i < n0; i += 1) parallel {
          float64 row = 0.0;
          if ((int32(0) < int32(n1))) {
            row = b0[i];
          }
          float64 h0 = exp(row);
          for (j = 0; j < n1; j += 1) parallel {
            b1[i * n1 + j] = (b0[i * n1 + j] * h0);
          }
        }
        """,
        hoisted(function(loop(
            I,
            ROWS,
            loop(
                J,
                COLUMNS,
                new Let(row, load(I)),
                new Store(
                    1,
                    POINT,
                    compute(ScalarOp.MUL, load(POINT), compute(ScalarOp.EXP, new Read(row)))))))));
  }

  @Test
  void takesItOutOfAllLoopsAtOnceUnderTheirConditions() {
    assertEquals(
        """
        float64 h0 = 0.0;
        if (((int32(0) < int32(n0)) & (int32(0) < int32(n1)))) {
          h0 = b0[0];
        }
        for (i = 0; i < n0; i += 1) parallel {
          for (j = 0; j < n1; j += 1) parallel {
            b1[i * n1 + j] = h0;
          }
        }
        """,
        hoisted(function(loop(I, ROWS, loop(J, COLUMNS, new Store(1, POINT, load(Index.of(0))))))));
  }

  @Test
  void needsNoConditionWhereTheLoopCertainlyRuns() {
    assertEquals(
        """
        for (i = 0; i < n0; i += 1) parallel {
          float64 h0 = b0[i];
          for (j = 0; j < 4; j += 1) parallel {
            b1[i * 4 + j] = h0;
          }
        }
        """,
        hoisted(function(loop(
            I, ROWS, loop(J, Index.of(4), new Store(1, I.times(Index.of(4)).plus(J), load(I)))))));
  }

  @Test
  void leavesWhatDependsOnTheLoopOnWritesOrOnConditions() {
    LoopFunction function = function(loop(
        I,
        ROWS,
        loop(
            J,
            COLUMNS,
            new Store(1, POINT, compute(ScalarOp.ADD, load(J), new Load(1, F64, Index.of(0)))),
            new If(
                new Compute(
                    ScalarOp.LT,
                    DType.INT32,
                    List.of(new Position(DType.INT32, J), new Position(DType.INT32, I))),
                List.of(new Store(1, POINT, load(I)))))));
    assertEquals(function, Hoist.apply(function));
  }

  @Test
  void doesNotLoadWhereTheLoopHasNoIteration() {
    LoopFunction function =
        function(loop(I, ROWS, loop(J, COLUMNS, new Store(1, POINT, load(I.times(COLUMNS))))));
    Object[] buffers = {new double[0], new double[0]};
    LoopInterpreter.run(Hoist.apply(function), buffers, new int[] {3, 0}, new long[0]);
    LoopInterpreter.run(Hoist.apply(function), buffers, new int[] {0, 3}, new long[0]);
  }

  @Test
  void doesNotDivideWhereTheLoopHasNoIteration() {
    DType i64 = DType.INT64;
    Value quotient =
        new Compute(ScalarOp.DIV, i64, List.of(new Literal(i64, 12), new Position(i64, COLUMNS)));
    Local local = Local.of("q", i64);
    LoopFunction function = new LoopFunction(
        List.of(new LoopFunction.Buffer(i64, true)),
        2,
        List.of(),
        List.of(loop(I, COLUMNS, new Let(local, quotient), new Store(0, I, new Read(local)))));
    LoopFunction hoisted = LoopChecker.check(Hoist.apply(function));
    long[] result = new long[3];
    LoopInterpreter.run(hoisted, new Object[] {result}, new int[] {0, 0}, new long[0]);
    assertArrayEquals(new long[] {0, 0, 0}, result);
    LoopInterpreter.run(hoisted, new Object[] {result}, new int[] {0, 3}, new long[0]);
    assertArrayEquals(new long[] {4, 4, 4}, result);
  }
}

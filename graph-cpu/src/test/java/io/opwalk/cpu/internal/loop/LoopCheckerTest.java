package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LoopCheckerTest {
  private static final Index.Counter I = new Index.Counter("i");
  private static final Index.Counter J = new Index.Counter("j");
  private static final Index ZERO = Index.of(0);
  private static final Value ONE = new Literal(DType.FLOAT64, 1);
  private static final Local X = Local.of("x", DType.FLOAT64);
  private static final Local LANES = new Local("p", DType.FLOAT64, 8);
  private static final Value CONDITION = new Literal(DType.BOOL, 1);

  /** Buffers: float64 to read, float64 to write; one size; a float32 scalar. */
  private static LoopFunction function(Statement... body) {
    return new LoopFunction(
        List.of(
            new LoopFunction.Buffer(DType.FLOAT64, false),
            new LoopFunction.Buffer(DType.FLOAT64, true)),
        1,
        List.of(DType.FLOAT32),
        List.of(body));
  }

  private static For loop(Index.Counter counter, int lanes, boolean parallel, Statement... body) {
    return new For(counter, ZERO, new Index.Size(0), 1, lanes, parallel, List.of(body));
  }

  private static Statement store(Value value) {
    return new Store(1, ZERO, value);
  }

  private static Value compute(ScalarOp op, DType operands, Value... args) {
    return new Compute(op, operands, List.of(args));
  }

  static Stream<Arguments> violations() {
    Statement assign = new Assign(X, ONE);
    Statement assignLane = new Assign(LANES, ONE);
    return Stream.of(
        Arguments.of("no buffer b2", function(new Store(2, ZERO, ONE))),
        Arguments.of("no buffer b-1", function(store(new Load(-1, DType.FLOAT64, ZERO)))),
        Arguments.of("the buffer b0 is not to be written", function(new Store(0, ZERO, ONE))),
        Arguments.of(
            "b0 and the load: found float64, expected float32",
            function(store(new Load(0, DType.FLOAT32, ZERO)))),
        Arguments.of(
            "b1 and the value: found float64, expected int32",
            function(store(new Literal(DType.INT32, 1)))),
        Arguments.of("no size n1", function(new Store(1, new Index.Size(1), ONE))),
        Arguments.of("no scalar s1", function(store(new Scalar(DType.FLOAT64, 1)))),
        Arguments.of(
            "s0: found float32, expected float64", function(store(new Scalar(DType.FLOAT64, 0)))),
        Arguments.of("no such counter in scope: i", function(new Store(1, I, ONE))),
        Arguments.of(
            "no such counter in scope: i",
            function(loop(I, 1, true), new Store(1, I.plus(Index.of(1)).times(I), ONE))),
        Arguments.of("the counter i hides another", function(loop(I, 1, true, loop(I, 1, true)))),
        Arguments.of("the counter i hides another", function(loop(I, 1, true, new Mark(I, ZERO)))),
        Arguments.of(
            "the counter i hides another",
            function(loop(I, 1, true, new Pick(I, new Literal(DType.INT64, 0), ZERO, ZERO, ZERO)))),
        Arguments.of("a place picked by float64", function(new Pick(I, ONE, ZERO, ZERO, ZERO))),
        Arguments.of(
            "no such counter in scope: i",
            function(new Pick(new Index.Counter("q"), new Literal(DType.INT64, 0), ZERO, I, ZERO))),
        Arguments.of("a multiple of 0", function(new Mark(I, new Index.FloorTo(ZERO, 0)))),
        Arguments.of("no such local in scope: x", function(store(new Read(X)))),
        Arguments.of("no such local in scope: x", function(assign)),
        Arguments.of(
            "no such local in scope: x",
            function(new If(CONDITION, List.of(new Let(X, ONE))), store(new Read(X)))),
        Arguments.of(
            "no such local in scope: x",
            function(new Let(Local.of("x", DType.INT32), new Literal(DType.INT32, 0)), assign)),
        Arguments.of(
            "the local x is declared twice",
            function(loop(I, 1, true, new Let(X, ONE)), loop(I, 1, true, new Let(X, ONE)))),
        Arguments.of(
            "x and its value: found float64, expected bool", function(new Let(X, CONDITION))),
        Arguments.of(
            "x and the value: found float64, expected bool",
            function(new Let(X, ONE), new Assign(X, CONDITION))),
        Arguments.of("the condition: found float64", function(new If(ONE, List.of()))),
        Arguments.of(
            "ADD of 1 arguments", function(store(compute(ScalarOp.ADD, DType.FLOAT64, ONE)))),
        Arguments.of(
            "argument 1 of ADD: found bool, expected float64",
            function(store(compute(ScalarOp.ADD, DType.FLOAT64, ONE, CONDITION)))),
        Arguments.of(
            "argument 0 of SELECT: found float64, expected bool",
            function(store(compute(ScalarOp.SELECT, DType.FLOAT64, ONE, ONE, ONE)))),
        Arguments.of(
            "ADD is not defined for bool",
            function(new Let(
                Local.of("b", DType.BOOL),
                compute(ScalarOp.ADD, DType.BOOL, CONDITION, CONDITION)))),
        Arguments.of(
            "SQRT is not defined for int64",
            function(new Let(
                Local.of("n", DType.INT64),
                compute(ScalarOp.SQRT, DType.INT64, new Literal(DType.INT64, 1))))),
        Arguments.of(
            "AND is not defined for int32",
            function(new If(
                compute(
                    ScalarOp.AND,
                    DType.INT32,
                    new Literal(DType.INT32, 1),
                    new Literal(DType.INT32, 1)),
                List.of()))),
        Arguments.of("a position as float64", function(store(new Position(DType.FLOAT64, ZERO)))),
        Arguments.of("a step of 0", function(new For(I, ZERO, ZERO, 0, 1, true, List.of()))),
        Arguments.of("3 lanes are no power of two", function(loop(I, 3, false))),
        Arguments.of(
            "6 lanes are no power of two",
            function(new Let(new Local("p", DType.FLOAT64, 6), ONE))),
        Arguments.of("a loop with lanes that is parallel", function(loop(I, 8, true))),
        Arguments.of(
            "a loop with both lanes and a step",
            function(new For(I, ZERO, ZERO, 2, 8, false, List.of()))),
        Arguments.of(
            "p has 8 lanes, the loop that would choose one has 1",
            function(new Let(LANES, ONE), store(new Read(LANES)))),
        Arguments.of(
            "p has 8 lanes, the loop that would choose one has 4",
            function(new Let(LANES, ONE), loop(I, 4, false, assignLane))),
        Arguments.of(
            "p has 8 lanes, the loop that would choose one has 1",
            function(loop(I, 8, false, new Let(LANES, ONE), assignLane))),
        Arguments.of(
            "p has 8 lanes, the loop that would choose one has 4",
            function(new Let(LANES, ONE), loop(I, 8, false, loop(J, 4, false, assignLane)))),
        Arguments.of(
            "x is carried through the parallel loop i",
            function(new Let(X, ONE), loop(I, 1, true, loop(J, 1, false, assign)))),
        Arguments.of(
            "x has no lanes and is carried through the loop i, which has",
            function(new Let(X, ONE), loop(I, 8, false, assign))),
        Arguments.of(
            "x has no lanes to fold",
            function(new Let(X, ONE), new Fold(Local.of("y", DType.FLOAT64), X, ScalarOp.ADD))),
        Arguments.of(
            "p is folded inside the loop that works on its lanes",
            function(new Let(LANES, ONE), loop(I, 8, false, new Fold(X, LANES, ScalarOp.ADD)))),
        Arguments.of(
            "SQRT does not fold", function(new Let(LANES, ONE), new Fold(X, LANES, ScalarOp.SQRT))),
        Arguments.of(
            "AND is not defined for float64",
            function(new Let(LANES, ONE), new Fold(X, LANES, ScalarOp.AND))),
        Arguments.of(
            "y and p: found int64, expected float64",
            function(
                new Let(LANES, ONE), new Fold(Local.of("y", DType.INT64), LANES, ScalarOp.ADD))));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void saysWhatIsWrong(String complaint, LoopFunction function) {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> LoopChecker.check(function));
    String firstLine = e.getMessage().lines().findFirst().orElseThrow();
    assertTrue(firstLine.startsWith(complaint), e::getMessage);
    assertEquals(
        1, e.getMessage().lines().filter(line -> line.startsWith(">> ")).count());
  }

  @Test
  void marksTheStatement() {
    LoopFunction function = function(
        new Let(X, ONE), loop(I, 1, true, store(new Read(X)), new Store(0, I, new Read(X))));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> LoopChecker.check(function));
    assertEquals("""
        the buffer b0 is not to be written
           kernel(in float64[] b0, out float64[] b1; int n0; float32 s0)
           float64 x = 1.0;
           for (i = 0; i < n0; i += 1) parallel {
             b1[0] = x;
        >>   b0[i] = x;
           }
        """, e.getMessage());
  }

  @Test
  void acceptsWhatKeepsTheRules() {
    LoopFunction function = function(
        new Let(X, ONE),
        new Let(LANES, new Read(X)),
        loop(I, 1, false, loop(J, 8, false, new Assign(LANES, ONE)), new Assign(X, ONE)),
        loop(I, 1, true, new Store(1, I, new Read(X))),
        new Fold(Local.of("y", DType.FLOAT64), LANES, ScalarOp.MAX));
    assertSame(function, LoopChecker.check(function));
  }
}

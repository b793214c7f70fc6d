package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShareTest {
  private static final DType F64 = DType.FLOAT64;
  private static final Index.Counter I = new Index.Counter("i");

  private static Value compute(ScalarOp op, Value... args) {
    return new Compute(op, F64, List.of(args));
  }

  private static Value load() {
    return new Load(0, F64, I);
  }

  private static LoopFunction loop(Statement... body) {
    return new LoopFunction(
        List.of(
            new LoopFunction.Buffer(F64, false),
            new LoopFunction.Buffer(F64, true),
            new LoopFunction.Buffer(F64, true)),
        1,
        List.of(),
        List.of(new For(I, Index.of(0), new Index.Size(0), 1, 1, true, List.of(body))));
  }

  private static String body(LoopFunction function) {
    LoopFunction shared = LoopChecker.check(Share.apply(function));
    LoopRun.random(function, 5, new int[] {5}, 1).assertSame(function, shared);
    List<String> lines = LoopPrinter.print(shared).lines().toList();
    return String.join("\n", lines.subList(2, lines.size() - 1)) + "\n";
  }

  @Test
  void computesEqualPartsOnce() {
    Value exp = compute(ScalarOp.EXP, load());
    assertEquals(
        """
          float64 t0 = exp(b0[i]);
          b1[i] = (t0 / (1.0 + t0));
          b2[i] = -t0;
        """,
        body(loop(
            new Store(
                1, I, compute(ScalarOp.DIV, exp, compute(ScalarOp.ADD, new Literal(F64, 1), exp))),
            new Store(2, I, compute(ScalarOp.NEG, compute(ScalarOp.EXP, load()))))));
  }

  @Test
  void readsTheLocalThatHoldsTheValue() {
    Local x = Local.of("x", F64);
    Local y = Local.of("y", F64);
    assertEquals(
        """
          float64 x = -b0[i];
          b1[i] = (x + x);
          if (true) {
            b2[i] = exp(x);
          }
        """,
        body(loop(
            new Let(x, compute(ScalarOp.NEG, load())),
            new Let(y, compute(ScalarOp.NEG, load())),
            new Store(1, I, compute(ScalarOp.ADD, new Read(x), new Read(y))),
            new If(
                new Literal(DType.BOOL, 1),
                List.of(new Store(2, I, compute(ScalarOp.EXP, compute(ScalarOp.NEG, load()))))))));
  }

  @Test
  void takesWhatIsWrittenForChanged() {
    Local x = Local.of("x", F64);
    Value stored = new Load(1, F64, I);
    assertEquals(
        """
          float64 x = b0[i];
          float64 t0 = b1[i];
          b1[i] = (t0 * t0);
          b2[i] = (b1[i] + exp(x));
          x = 0.5;
          b2[i] = exp(x);
        """,
        body(loop(
            new Let(x, load()),
            new Store(1, I, compute(ScalarOp.MUL, stored, stored)),
            new Store(2, I, compute(ScalarOp.ADD, stored, compute(ScalarOp.EXP, new Read(x)))),
            new Assign(x, new Literal(F64, 0.5)),
            new Store(2, I, compute(ScalarOp.EXP, new Read(x))))));
  }

  @Test
  void namesPartsOfDeepValues() {
    Value deep = load();
    for (int i = 0; i < 200_000; i++) {
      deep = compute(i % 2 == 0 ? ScalarOp.NEG : ScalarOp.ABS, deep);
    }
    checkSizes(loop(new Store(1, I, deep)), 200_000);
  }

  @Test
  void namesPartsOfWideValues() {
    List<Value> level = new ArrayList<>();
    for (int i = 0; i < 1 << 14; i++) {
      level.add(compute(ScalarOp.ADD, load(), new Literal(F64, i)));
    }
    while (level.size() > 1) {
      List<Value> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        next.add(compute(ScalarOp.SUB, level.get(i), level.get(i + 1)));
      }
      level = next;
    }
    checkSizes(loop(new Store(1, I, level.get(0))), 1 << 15);
  }

  @Test
  void isLinearInWhatIsInMemory() {
    Value power = load();
    for (int i = 0; i < 1000; i++) {
      power = compute(ScalarOp.MUL, power, power);
    }
    checkSizes(loop(new Store(1, I, power)), 1000);
  }

  /** Checks that values are small, nothing is lost, and the results are the same. */
  private static void checkSizes(LoopFunction function, int operations) {
    LoopFunction shared = LoopChecker.check(Share.apply(function));
    int[] found = {0};
    Statements.all(shared.body())
        .forEach(statement -> Statements.value(statement).ifPresent(root -> {
          assertTrue(depth(root) <= Share.MAX_DEPTH, () -> "depth " + depth(root));
          assertTrue(nodes(root) <= Share.MAX_NODES, () -> "nodes " + nodes(root));
          found[0] += (int) Values.postOrder(List.of(root)).stream()
              .filter(Compute.class::isInstance)
              .count();
        }));
    assertTrue(Math.abs(found[0] - operations) <= 1, () -> found[0] + " operations");
    LoopRun.random(function, 2, new int[] {2}, 1).assertSame(function, shared);
  }

  private static int depth(Value value) {
    return 1 + Values.args(value).stream().mapToInt(ShareTest::depth).max().orElse(0);
  }

  private static int nodes(Value value) {
    return 1 + Values.args(value).stream().mapToInt(ShareTest::nodes).sum();
  }
}

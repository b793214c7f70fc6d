package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoopPrinterTest {
  private static final Index.Counter I = new Index.Counter("i");
  private static final Index.Counter J = new Index.Counter("j");

  private static Value compute(ScalarOp op, DType operands, Value... args) {
    return new Compute(op, operands, List.of(args));
  }

  /** Everything there is, once. */
  private static LoopFunction everything() {
    DType f64 = DType.FLOAT64;
    Local partials = new Local("p", f64, 8);
    Local sum = Local.of("sum", f64);
    Local least = Local.of("least", DType.INT64);
    Index at = I.plus(Index.of(1)).times(new Index.Size(1)).plus(J);
    Value term = compute(
        ScalarOp.MAX,
        f64,
        compute(ScalarOp.NEG, f64, new Load(0, f64, at)),
        compute(ScalarOp.MUL, f64, new Scalar(f64, 0), new Literal(f64, 0.5)));
    Value position = new Position(DType.INT64, new Index.FloorTo(I, 4));
    Value condition = compute(
        ScalarOp.NOT, DType.BOOL, compute(ScalarOp.LE, DType.INT64, position, new Read(least)));
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(f64, false), new LoopFunction.Buffer(DType.FLOAT32, true)),
        2,
        List.of(f64, DType.BOOL),
        List.of(
            new Let(least, new Literal(DType.INT64, 7)),
            new For(
                I,
                Index.of(0),
                new Index.Size(0),
                1,
                1,
                true,
                List.of(
                    new Let(partials, new Literal(f64, 0)),
                    new For(
                        J,
                        I,
                        new Index.Size(1),
                        1,
                        8,
                        false,
                        List.of(new Assign(
                            partials, compute(ScalarOp.ADD, f64, new Read(partials), term)))),
                    new Fold(sum, partials, ScalarOp.ADD),
                    new If(
                        condition,
                        List.of(new Outlined(List.of(
                            new Mark(new Index.Counter("r"), I.minus(Index.of(2))),
                            new Pick(
                                new Index.Counter("q"),
                                new Read(least),
                                new Index.Size(1),
                                I,
                                Index.of(0)),
                            new Store(1, I, new Convert(DType.FLOAT32, new Read(sum)))))))))));
  }

  @Test
  void printsWhatIsThereAsC() {
    assertEquals("""
        kernel(in float64[] b0, out float32[] b1; int n0, n1; float64 s0, bool s1)
        int64 least = 7L;
        for (i = 0; i < n0; i += 1) parallel {
          float64 p[8] = 0.0;
          for (j = i; j < n1; j += 1) lanes 8 {
            p = (p + max(-b0[(i + 1) * n1 + j], (s0 * 0.5)));
          }
          float64 sum = fold(add, p);
          if (!(int64(floorTo(i, 4)) <= least)) {
            outlined {
              int r = i + -2;
              int q = pick(least, n1, at [i, 0]);
              b1[i] = float32(sum);
            }
          }
        }
        """, LoopPrinter.print(everything()));
  }

  @Test
  void numbersTheLinesThatItPrints() {
    LoopFunction function = everything();
    List<String> lines = LoopPrinter.print(function).lines().toList();
    Map<Statement, Integer> numbers = LoopPrinter.lines(function);
    Statements.all(function.body()).forEach(statement -> {
      String line = lines.get(numbers.get(statement) - 1).strip();
      if (statement instanceof Store) {
        assertEquals("b1[i] = float32(sum);", line);
      } else if (statement instanceof Fold) {
        assertEquals("float64 sum = fold(add, p);", line);
      } else if (statement instanceof If) {
        assertEquals("if (!(int64(floorTo(i, 4)) <= least)) {", line);
      }
    });
    assertEquals(11, numbers.size());
  }

  @Test
  void printsEqualFunctionsAlike() {
    assertEquals(everything(), everything());
    assertEquals(LoopPrinter.print(everything()), LoopPrinter.print(everything()));
  }

  @Test
  void cutsShortWhatIsTooLongForAnError() {
    Value deep = new Literal(DType.FLOAT64, 1);
    for (int i = 0; i < 100_000; i++) {
      deep = compute(ScalarOp.ADD, DType.FLOAT64, deep, deep);
    }
    Statement store = new Store(0, Index.of(0), deep);
    LoopFunction function = new LoopFunction(
        List.of(new LoopFunction.Buffer(DType.FLOAT64, true)), 0, List.of(), List.of(store));
    assertEquals(
        "   kernel(out float64[] b0)\n>> b0[0] = (((((((((( ...;\n",
        LoopPrinter.printMarked(function, store, 10));
  }
}

package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopPrinter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions with partial results, of all kinds, with small bodies that are copied per lane. */
final class PartialSumsEmitTest {
  private static final Index.Counter I = new Index.Counter("i");
  private static final Index.Counter J = new Index.Counter("j");
  private static final int[] LENGTHS = IntStream.concat(
          IntStream.rangeClosed(0, 40), IntStream.of(63, 64, 65, 79, 80, 129, 1025))
      .toArray();

  static Stream<Arguments> kinds() {
    List<Arguments> all = new ArrayList<>();
    for (DType dtype : DType.values()) {
      List<ScalarOp> ops = dtype == DType.BOOL
          ? List.of(ScalarOp.AND, ScalarOp.OR)
          : List.of(ScalarOp.ADD, ScalarOp.MUL, ScalarOp.MIN, ScalarOp.MAX);
      ops.forEach(op -> all.add(Arguments.of(op, dtype)));
    }
    return all.stream();
  }

  /** Rows of a matrix, each reduced; the first index of a row is {@code from}. */
  private static LoopFunction rows(ScalarOp op, DType dtype, int from, Value term) {
    Local partials = new Local("p", dtype, 16);
    Local result = Local.of("r", dtype);
    Value sum = new Compute(op, dtype, List.of(new Read(partials), term));
    double neutral = op == ScalarOp.MUL || op == ScalarOp.AND ? 1 : 0;
    Statement inner = new For(
        J, Index.of(from), new Index.Size(1), 1, 16, false, List.of(new Assign(partials, sum)));
    List<Statement> body = List.of(
        new Let(partials, new Literal(dtype, neutral)),
        inner,
        new Fold(result, partials, op),
        new Store(1, I, new Read(result)));
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(dtype, false), new LoopFunction.Buffer(dtype, true)),
        2,
        List.of(),
        List.of(new For(I, Index.of(0), new Index.Size(0), 1, 1, true, body)));
  }

  private static Value element(DType dtype) {
    return new Load(0, dtype, I.times(new Index.Size(1)).plus(J));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void copiesAndArrayGiveTheBitsOfTheInterpreter(ScalarOp op, DType dtype) {
    for (int from : new int[] {0, 3}) {
      LoopFunction function = rows(op, dtype, from, element(dtype));
      EmittedClass inArray = LoopEmitter.emit(LoopChecker.check(function));
      Kernel array = KernelLoader.load(Verified.verify(inArray));
      Kernel copies = Verified.kernel(function);
      List<Kernel> vectors = Stream.of(128, 256, 512)
          .map(bits -> KernelLoader.load(Verified.vectors(function, bits).orElseThrow()))
          .toList();
      for (int length : LENGTHS) {
        LoopRun run = LoopRun.random(function, 2 * length + 2, new int[] {2, length}, length);
        run.assertSame(
            (b, n, s) -> LoopInterpreter.run(function, b, n, s), array::run, inArray::text);
        run.assertSame(
            (b, n, s) -> LoopInterpreter.run(function, b, n, s), copies::run, inArray::text);
        for (Kernel kernel : vectors) {
          run.assertSame(
              (b, n, s) -> LoopInterpreter.run(function, b, n, s), kernel::run, inArray::text);
        }
      }
    }
  }

  @Test
  void whatIsLeftOfRowsCallsNoFunction() {
    Value term = new Compute(ScalarOp.EXP, DType.FLOAT64, List.of(element(DType.FLOAT64)));
    LoopFunction function = rows(ScalarOp.ADD, DType.FLOAT64, 0, term);
    LoopFunction prepared = VectorPasses.apply(function, 512).orElseThrow();
    assertTrue(LoopPrinter.print(function).contains("exp"));
    assertFalse(LoopPrinter.print(prepared).contains("exp"));
  }

  @Test
  void combinesAsPartialSumsSays() {
    Kernel kernel = Verified.kernel(rows(ScalarOp.ADD, DType.FLOAT64, 0, element(DType.FLOAT64)));
    for (int length : LENGTHS) {
      double[] x = new double[length];
      double[] p = new double[16];
      for (int i = 0; i < length; i++) {
        x[i] = 1.0 / (i + 1);
        p[i % 16] += x[i];
      }
      double even = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
      double odd = ((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15]));
      double expected = even + odd;
      double[] result = new double[1];
      kernel.run(new Object[] {x, result}, new int[] {1, length}, new long[0]);
      assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(result[0]));
    }
  }

  @Test
  void aLargeBodyKeepsPartialResultsInAnArray() {
    DType dtype = DType.FLOAT64;
    Value term = element(dtype);
    for (int i = 0; i < 100; i++) {
      term = new Compute(ScalarOp.MUL, dtype, List.of(term, new Literal(dtype, 1 + 0.001 * i)));
    }
    LoopFunction function = rows(ScalarOp.ADD, dtype, 0, term);
    EmittedClass emitted = Verified.emit(function);
    assertEquals(
        1, emitted.text().lines().filter(line -> line.contains("lanes 16")).count());
    Kernel kernel = KernelLoader.load(emitted);
    for (int length : LENGTHS) {
      LoopRun.random(function, 2 * length + 2, new int[] {2, length}, length)
          .assertSame(
              (b, n, s) -> LoopInterpreter.run(function, b, n, s), kernel::run, emitted::text);
    }
  }
}

package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions too large for one method: all that is emitted here goes through {@link Verified}. */
final class SplitMethodsTest {
  private static final Index.Counter I = new Index.Counter("i");
  private static final Index.Counter J = new Index.Counter("j");

  private static LoopFunction function(DType dtype, List<Statement> body) {
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(dtype, false), new LoopFunction.Buffer(dtype, true)),
        2,
        List.of(dtype),
        body);
  }

  private static For loop(Index.Counter counter, int size, int lanes, List<Statement> body) {
    return new For(counter, Index.of(0), new Index.Size(size), 1, lanes, false, body);
  }

  private static Value compute(ScalarOp op, DType dtype, Value... args) {
    return new Compute(op, dtype, List.of(args));
  }

  /** A chain that reads locals made long before, so that these cross from method to method. */
  private static List<Statement> chain(DType dtype, int length, String prefix, Value start) {
    List<Statement> chain = new ArrayList<>();
    List<Value> made = new ArrayList<>(List.of(start));
    for (int i = 0; i < length; i++) {
      Value last = made.get(made.size() - 1);
      Value old = made.get(i * 7 % made.size());
      Local local = Local.of(prefix + i, dtype);
      ScalarOp op =
          List.of(ScalarOp.ADD, ScalarOp.MAX, ScalarOp.SUB, ScalarOp.MIN).get(i % 4);
      chain.add(new Let(local, compute(op, dtype, last, old)));
      made.add(new Read(local));
    }
    return chain;
  }

  private static Value last(List<Statement> chain) {
    return new Read(((Let) chain.get(chain.size() - 1)).local());
  }

  private static EmittedClass check(LoopFunction function, int length, int... sizes) {
    EmittedClass emitted = Verified.emit(function);
    LoopRun.random(function, length, sizes, 1)
        .assertSame(
            (b, n, s) -> LoopInterpreter.run(function, b, n, s),
            KernelLoader.load(emitted)::run,
            () -> emitted.text().substring(0, 2000));
    return emitted;
  }

  private static int methods(EmittedClass emitted) {
    return MethodSizes.of(emitted).size();
  }

  @Test
  void leavesAloneWhatFits() {
    List<Statement> chain = chain(DType.FLOAT64, 100, "v", new Load(0, DType.FLOAT64, I));
    List<Statement> body = new ArrayList<>(chain);
    body.add(new Store(1, I, last(chain)));
    LoopFunction function = function(DType.FLOAT64, List.of(loop(I, 0, 1, body)));
    assertSame(function, SplitMethods.apply(function));
    assertEquals(2, methods(check(function, 3, 3, 0)), "the constructor and the loop");
  }

  @Test
  void aValueOfTenThousandOperationsRuns() {
    DType dtype = DType.FLOAT64;
    Value value = new Load(0, dtype, I);
    for (int i = 0; i < 10_000; i++) {
      value = compute(
          i % 2 == 0 ? ScalarOp.ADD : ScalarOp.MUL, dtype, value, new Literal(dtype, 1 + 1e-4 * i));
    }
    LoopFunction function =
        function(dtype, List.of(loop(I, 0, 1, List.of(new Store(1, I, value)))));
    assertTrue(methods(check(function, 5, 5, 0)) > 5);
  }

  @ParameterizedTest
  @EnumSource
  void localsCrossMethods(DType dtype) {
    Value start = new Load(0, dtype, I);
    List<Statement> chain =
        dtype == DType.BOOL ? logicChain(start) : chain(dtype, 3000, "v", start);
    List<Statement> body = new ArrayList<>(chain);
    body.add(new Store(1, I, last(chain)));
    check(function(dtype, List.of(loop(I, 0, 1, body))), 5, 5, 0);
  }

  private static List<Statement> logicChain(Value start) {
    List<Statement> chain = new ArrayList<>();
    List<Value> made = new ArrayList<>(List.of(start));
    for (int i = 0; i < 3000; i++) {
      Value last = made.get(made.size() - 1);
      Value old = made.get(i * 7 % made.size());
      Local local = Local.of("v" + i, DType.BOOL);
      ScalarOp op =
          List.of(ScalarOp.XOR, ScalarOp.OR, ScalarOp.NE, ScalarOp.AND).get(i % 4);
      chain.add(new Let(local, compute(op, DType.BOOL, last, old)));
      made.add(new Read(local));
    }
    return chain;
  }

  @Test
  void loopsConditionsAndLanesAreSplitInside() {
    DType dtype = DType.FLOAT64;
    Index at = I.times(new Index.Size(1)).plus(J);
    Local partials = new Local("p", dtype, 8);
    Local sum = Local.of("sum", dtype);
    List<Statement> before = chain(dtype, 1500, "a", new Load(0, dtype, I));
    List<Statement> inner = new ArrayList<>(chain(dtype, 1500, "b", new Load(0, dtype, at)));
    Value element = compute(ScalarOp.MUL, dtype, last(inner), last(before));
    List<Statement> guarded =
        new ArrayList<>(chain(dtype, 1500, "c", compute(ScalarOp.NEG, dtype, element)));
    guarded.add(
        new Assign(partials, compute(ScalarOp.ADD, dtype, new Read(partials), last(guarded))));
    inner.add(new If(
        compute(ScalarOp.GT, dtype, new Load(0, dtype, at), new Literal(dtype, 0)), guarded));
    List<Statement> outer = new ArrayList<>(before);
    outer.add(new Let(partials, new Value.Scalar(dtype, 0)));
    outer.add(loop(J, 1, 8, inner));
    outer.add(new Fold(sum, partials, ScalarOp.ADD));
    outer.addAll(chain(dtype, 1500, "d", new Read(sum)));
    outer.add(new Store(1, I, last(outer)));
    check(function(dtype, List.of(loop(I, 0, 1, outer))), 40, 3, 13);
  }

  @Test
  void manyBuffersAreUnpackedWhereTheyAreUsed() {
    List<LoopFunction.Buffer> buffers = new ArrayList<>();
    Value sum = new Literal(DType.FLOAT64, 0);
    for (int b = 0; b < 2000; b++) {
      buffers.add(new LoopFunction.Buffer(DType.FLOAT64, false));
      sum = compute(ScalarOp.ADD, DType.FLOAT64, sum, new Load(b, DType.FLOAT64, I));
    }
    buffers.add(new LoopFunction.Buffer(DType.FLOAT64, true));
    check(
        new LoopFunction(
            buffers, 1, List.of(), List.of(loop(I, 0, 1, List.of(new Store(2000, I, sum))))),
        3,
        3);
  }

  @Test
  void manyComparisonsAreNotTooMuchForTheVerifier() {
    DType dtype = DType.INT32;
    List<Statement> body = new ArrayList<>();
    Value all = new Literal(DType.BOOL, 1);
    for (int i = 0; i < 2000; i++) {
      Local local = Local.of("c" + i, DType.BOOL);
      Value element = new Load(0, dtype, I);
      body.add(new Let(local, compute(ScalarOp.LT, dtype, element, new Literal(dtype, i))));
      all = compute(ScalarOp.XOR, DType.BOOL, all, new Read(local));
    }
    body.add(new Store(1, I, new Value.Convert(dtype, all)));
    check(function(dtype, List.of(loop(I, 0, 1, body))), 5, 5, 0);
  }
}

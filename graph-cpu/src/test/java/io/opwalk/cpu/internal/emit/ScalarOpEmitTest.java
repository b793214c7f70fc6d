package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.SpecialValues;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.elementary.Elementary;
import io.opwalk.ops.scalar.ScalarOp;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every dtype that it takes, at all combinations of special values. */
@Tag("first-tier")
final class ScalarOpEmitTest {
  private static final Index.Counter I = new Index.Counter("i");

  private static final int HOT_ELEMENTS = 200_000;

  private static final List<Integer> VECTOR_BITS = List.of(128, 256, 512);

  private final KernelCache cache = new KernelCache();

  static Stream<Arguments> operations() {
    List<Arguments> all = new ArrayList<>();
    for (ScalarOp op : ScalarOp.values()) {
      for (DType dtype : DType.values()) {
        if (admits(op, dtype)) {
          all.add(Arguments.of(op, dtype));
        }
      }
    }
    return all.stream();
  }

  private static boolean admits(ScalarOp op, DType dtype) {
    return switch (op.kind()) {
      case ARITHMETIC -> dtype.isNumeric();
      case INTEGER -> dtype.isInteger();
      case ROUNDING, PATTERN, FUNCTION -> dtype.isFloating();
      case LOGIC -> dtype == DType.BOOL;
      case COMPARISON, SELECTION -> true;
    };
  }

  @ParameterizedTest
  @MethodSource("operations")
  void givesTheBitsOfTheInterpreter(ScalarOp op, DType dtype) {
    List<LoopFunction.Buffer> buffers = new ArrayList<>();
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      DType argument = op == ScalarOp.SELECT && i == 0 ? DType.BOOL : dtype;
      buffers.add(new LoopFunction.Buffer(argument, false));
      args.add(new Load(i, argument, I));
    }
    check(new Compute(op, dtype, args), buffers);
  }

  static Stream<Arguments> conversions() {
    return Stream.of(DType.values())
        .flatMap(from -> Stream.of(DType.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsAsTheInterpreterDoes(DType from, DType to) {
    check(new Convert(to, new Load(0, from, I)), List.of(new LoopFunction.Buffer(from, false)));
  }

  /** Runs a value over all combinations of special values of the buffers. */
  private void check(Value value, List<LoopFunction.Buffer> inputs) {
    List<List<Object>> columns = combinations(value, inputs);
    int length = columns.get(0).size();
    List<LoopFunction.Buffer> buffers = new ArrayList<>(inputs);
    buffers.add(new LoopFunction.Buffer(value.dtype(), true));
    LoopFunction function = new LoopFunction(
        buffers,
        1,
        List.of(),
        List.of(new For(
            I,
            Index.of(0),
            new Index.Size(0),
            1,
            1,
            true,
            List.of(new Store(inputs.size(), I, value)))));
    List<Object> arrays = new ArrayList<>();
    for (int b = 0; b < buffers.size(); b++) {
      Object array = Array.newInstance(buffers.get(b).dtype().componentType(), length);
      for (int i = 0; b < inputs.size() && i < length; i++) {
        Array.set(array, i, columns.get(b).get(i));
      }
      arrays.add(array);
    }
    EmittedClass emitted = Verified.emit(function);
    Kernel kernel = KernelLoader.load(emitted);
    LoopRun run = new LoopRun(arrays, new int[] {length}, new long[0]);
    List<Object> expected = run.result((b, n, s) -> LoopInterpreter.run(function, b, n, s));
    run.assertResult(expected, kernel::run, emitted::text);
    for (int bits : VECTOR_BITS) {
      Verified.vectors(function, bits)
          .ifPresent(vectors -> run.assertResult(
              expected, KernelLoader.load(vectors)::run, () -> bits + " bits, " + vectors.text()));
    }
    if (isOneCall(value)) {
      return;
    }
    // Long enough for the JIT's last tier, which must not change a bit either.
    for (int i = 0; i < HOT_ELEMENTS / length; i++) {
      run.result(kernel::run);
    }
    run.assertResult(expected, kernel::run, emitted::text);
  }

  /** Whether a kernel calls a function of Java's or ours, some of which take a millisecond. */
  private static boolean isOneCall(Value value) {
    return value instanceof Compute compute
        && compute.op().kind() == ScalarOp.Kind.FUNCTION
        && Elementary.code(compute.op(), compute.operands()).isEmpty();
  }

  private static List<List<Object>> combinations(Value value, List<LoopFunction.Buffer> inputs) {
    List<List<Object>> rows = List.of(List.of());
    for (LoopFunction.Buffer input : inputs) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> row : rows) {
        for (Object element : SpecialValues.of(input.dtype())) {
          List<Object> extended = new ArrayList<>(row);
          extended.add(element);
          longer.add(extended);
        }
      }
      rows = longer;
    }
    boolean canFail = value instanceof Compute compute
        && compute.op().canFail()
        && value.dtype().isInteger();
    List<List<Object>> columns = new ArrayList<>();
    for (int b = 0; b < inputs.size(); b++) {
      List<Object> column = new ArrayList<>();
      for (List<Object> row : rows) {
        if (!canFail || ((Number) row.get(1)).longValue() > 0) {
          column.add(row.get(b));
        }
      }
      columns.add(column);
    }
    return columns;
  }

  @ParameterizedTest
  @EnumSource(names = {"INT64", "INT32"})
  void failsWhereAnIntegerIsDividedByZero(DType dtype) {
    for (ScalarOp op : List.of(ScalarOp.DIV, ScalarOp.REM)) {
      Value zero = new Literal(dtype, 0);
      Value quotient = new Compute(op, dtype, List.of(new Scalar(dtype, 0), zero));
      // A branch that is not chosen is computed as well.
      Value unused =
          new Compute(ScalarOp.SELECT, dtype, List.of(new Literal(DType.BOOL, 1), zero, quotient));
      for (Value value : List.of(quotient, unused)) {
        Kernel kernel = cache.kernel(storing(value));
        assertThrows(
            ArithmeticException.class,
            () -> kernel.run(
                new Object[] {Array.newInstance(dtype.componentType(), 1)},
                new int[0],
                new long[] {1}));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INT64", "INT32"})
  void failsWhereAnExponentIsNegative(DType dtype) {
    Value power = new Compute(
        ScalarOp.INTEGER_POWER, dtype, List.of(new Scalar(dtype, 0), new Literal(dtype, -1)));
    Kernel kernel = cache.kernel(storing(power));
    Object[] buffers = {Array.newInstance(dtype.componentType(), 1)};
    assertThrows(
        IllegalArgumentException.class, () -> kernel.run(buffers, new int[0], new long[] {1}));
  }

  @ParameterizedTest
  @EnumSource
  void takesScalarsAsBits(DType dtype) {
    Kernel kernel = cache.kernel(storing(new Scalar(dtype, 0)));
    for (Object element : SpecialValues.of(dtype)) {
      Object[] buffers = {Array.newInstance(dtype.componentType(), 1)};
      kernel.run(buffers, new int[0], new long[] {LoopRun.bits(element)});
      assertEquals(element, Array.get(buffers[0], 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesLiterals(DType dtype) {
    List<Double> numbers = List.of(
        0.0,
        -0.0,
        1.0,
        2.0,
        -1.0,
        5.0,
        6.0,
        127.0,
        128.0,
        -128.0,
        -129.0,
        32767.0,
        32768.0,
        1e9,
        0.1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.MIN_VALUE);
    for (double number : numbers) {
      Object[] buffers = {Array.newInstance(dtype.componentType(), 1)};
      cache.kernel(storing(new Literal(dtype, number))).run(buffers, new int[0], new long[1]);
      Object expected = switch (dtype) {
        case FLOAT64 -> number;
        case FLOAT32 -> (float) number;
        case INT64 -> (long) number;
        case INT32 -> (int) number;
        case BOOL -> number != 0;
      };
      assertEquals(expected, Array.get(buffers[0], 0));
    }
  }

  @Test
  void writesPositions() {
    LoopFunction function = new LoopFunction(
        List.of(
            new LoopFunction.Buffer(DType.INT64, true), new LoopFunction.Buffer(DType.INT32, true)),
        1,
        List.of(),
        List.of(new For(
            I,
            Index.of(0),
            Index.of(4),
            1,
            1,
            true,
            List.of(
                new Store(0, I, new Position(DType.INT64, I.times(new Index.Size(0)))),
                new Store(1, I, new Position(DType.INT32, I.minus(Index.of(2))))))));
    long[] longs = new long[4];
    int[] ints = new int[4];
    cache.kernel(function).run(new Object[] {longs, ints}, new int[] {7}, new long[0]);
    assertArrayEquals(new long[] {0, 7, 14, 21}, longs);
    assertArrayEquals(new int[] {-2, -1, 0, 1}, ints);
  }

  private static LoopFunction storing(Value value) {
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(value.dtype(), true)),
        0,
        List.of(value.dtype()),
        List.of(new Store(0, Index.of(0), value)));
  }
}

package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Arguments for a loop function. Runs never change them: each has copies of its own, and gives the
 * buffers as they are after it.
 *
 * @param buffers a flat array per buffer
 * @param sizes the sizes
 * @param scalars the bits of the scalars
 */
public record LoopRun(List<Object> buffers, int[] sizes, long[] scalars) {
  /** What runs: an interpreter or a kernel. */
  public interface Runner {
    /** Runs, and writes into the buffers. */
    void run(Object[] buffers, int[] sizes, long[] scalars);
  }

  /** Buffers of the given length, filled at random, from plain and special elements. */
  public static LoopRun random(LoopFunction function, int length, int[] sizes, long seed) {
    Random random = new Random(seed);
    List<Object> buffers = new ArrayList<>();
    for (LoopFunction.Buffer buffer : function.buffers()) {
      Object array = Array.newInstance(buffer.dtype().componentType(), length);
      for (int i = 0; i < length; i++) {
        Array.set(array, i, element(buffer.dtype(), random));
      }
      buffers.add(array);
    }
    long[] scalars = function.scalars().stream()
        .mapToLong(dtype -> bits(element(dtype, random)))
        .toArray();
    return new LoopRun(buffers, sizes, scalars);
  }

  private static Object element(DType dtype, Random random) {
    List<? extends Object> special = SpecialValues.of(dtype);
    if (random.nextInt(8) == 0) {
      return special.get(random.nextInt(special.size()));
    }
    return switch (dtype) {
      case FLOAT64 -> random.nextGaussian();
      case FLOAT32 -> (float) random.nextGaussian();
      case INT64 -> (long) random.nextInt(2001) - 1000;
      case INT32 -> random.nextInt(2001) - 1000;
      case BOOL -> random.nextBoolean();
    };
  }

  /** One element as a kernel takes it. */
  public static long bits(Object element) {
    if (element instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    if (element instanceof Float number) {
      return Float.floatToRawIntBits(number);
    }
    return element instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) element).longValue();
  }

  /** The buffers after a run. */
  public List<Object> result(Runner runner) {
    Object[] copies = buffers.stream().map(LoopRun::copy).toArray();
    runner.run(copies, sizes.clone(), scalars.clone());
    return List.of(copies);
  }

  /** Requires that two runs leave the same bits in all buffers, all NaNs being the same. */
  public void assertSame(LoopFunction oracle, LoopFunction tested) {
    assertSame(
        (b, n, s) -> LoopInterpreter.run(oracle, b, n, s),
        (b, n, s) -> LoopInterpreter.run(tested, b, n, s),
        () -> LoopPrinter.print(oracle) + "\nas\n\n" + LoopPrinter.print(tested));
  }

  /** Requires that two runs leave the same bits in all buffers, all NaNs being the same. */
  public void assertSame(Runner oracle, Runner tested, Supplier<String> description) {
    assertResult(result(oracle), tested, description);
  }

  /** Requires that a run leaves the same bits as what {@link #result} gave of another. */
  public void assertResult(List<Object> expected, Runner tested, Supplier<String> description) {
    List<Object> found = result(tested);
    for (int b = 0; b < expected.size(); b++) {
      String buffer = "buffer " + b + " of\n";
      assertEquals(
          text(expected.get(b)),
          text(found.get(b)),
          () -> buffer + description.get() + " with sizes " + Arrays.toString(sizes));
    }
  }

  /** Equal exactly where all elements have the same bits, NaNs being the same. */
  private static String text(Object array) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Array.getLength(array); i++) {
      text.append(Array.get(array, i)).append(' ');
    }
    return text.toString();
  }

  private static Object copy(Object array) {
    Object copy = Array.newInstance(array.getClass().getComponentType(), Array.getLength(array));
    System.arraycopy(array, 0, copy, 0, Array.getLength(array));
    return copy;
  }
}

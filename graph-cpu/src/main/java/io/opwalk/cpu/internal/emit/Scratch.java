package io.opwalk.cpu.internal.emit;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Extents;
import io.opwalk.cpu.internal.loop.LoopFunction;
import java.util.Optional;

/** Arrays and sizes to try a kernel on: numbers of all kinds, so that no branch is left out. */
public record Scratch(Object[] buffers, int[] sizes) {
  /** So many elements, at most, in one array. */
  private static final int LONGEST = 1 << 22;

  private static final double[] NUMBERS = {
    0.5,
    -0.5,
    1,
    3,
    -2,
    0.1,
    40,
    -7,
    0,
    1e-3,
    -1e3,
    2,
    -0.25,
    0.75,
    1e9,
    -1.5,
    Double.NaN,
    5,
    Double.POSITIVE_INFINITY,
    -3,
    0.9,
    -0.0,
    Double.NEGATIVE_INFINITY,
    700,
    1e-300,
    -0.01,
    6
  };

  /** Arguments for a loop function; empty where it is not known which places it touches. */
  static Optional<Scratch> of(LoopFunction function, int[] sizes) {
    return Extents.of(function, sizes).flatMap(lengths -> {
      Object[] buffers = new Object[lengths.length];
      for (int i = 0; i < buffers.length; i++) {
        if (lengths[i] > LONGEST) {
          return Optional.empty();
        }
        buffers[i] = filled(function.buffers().get(i).dtype(), (int) lengths[i]);
      }
      return Optional.of(new Scratch(buffers, sizes));
    });
  }

  /** An array of numbers as they come, also such as are not often met. */
  static Object filled(DType dtype, int length) {
    switch (dtype) {
      case FLOAT64 -> {
        double[] array = new double[length];
        for (int i = 0; i < length; i++) {
          array[i] = NUMBERS[i % NUMBERS.length];
        }
        return array;
      }
      case FLOAT32 -> {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
          array[i] = (float) NUMBERS[i % NUMBERS.length];
        }
        return array;
      }
      case INT64 -> {
        long[] array = new long[length];
        for (int i = 0; i < length; i++) {
          array[i] = 1 + i % 7;
        }
        return array;
      }
      case INT32 -> {
        int[] array = new int[length];
        for (int i = 0; i < length; i++) {
          array[i] = 1 + i % 7;
        }
        return array;
      }
      default -> {
        boolean[] array = new boolean[length];
        for (int i = 0; i < length; i++) {
          array[i] = i % 3 != 0;
        }
        return array;
      }
    }
  }

  void run(Kernel kernel, long[] scalars) {
    kernel.run(buffers, sizes, scalars);
  }
}

package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threefry-2x32 of 20 rounds (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011): a keyed permutation of 64 bits whose values at 0, 1, 2
 * and so on pass for random. {@link io.opwalk.ops.Bits#threefry} says what it gives.
 *
 * <p>An int64 holds two words of 32 bits, the first one above. In the code the second word of the
 * state is always below 2^32; the first one may have carries above its 32 bits, which nothing but
 * sums sees and the last shift drops.
 */
public final class ThreefryFunction {
  /** By how much a word is shifted right that stands above a copy of itself: 32 - rotation. */
  private static final List<ScalarExpr> SHIFTS = Stream.of(13, 15, 26, 6, 17, 29, 16, 24)
      .map(rotation -> lit(32.0 - rotation))
      .toList();

  private static final int ROUNDS = 20;

  /** The constant that keeps a key of zeros from giving a schedule of zeros. */
  private static final ScalarExpr PARITY = lit(0x1BD11BDA);

  private static final ScalarExpr WORD = lit(0xffffffffL);
  private static final ScalarExpr WORD_BITS = lit(32);

  /** What makes two copies of a word, one above the other, by a product. */
  private static final ScalarExpr TWICE = lit(0x1_0000_0001L);

  /** The two words that the key makes of those of the counter. */
  public static final ScalarFunction THREEFRY = ScalarFunction.named("threefry")
      .arity(2)
      .on(Domain.INT64)
      .code(code(X, Y))
      .build();

  private ThreefryFunction() {}

  /** The function. */
  public static List<ScalarFunction> all() {
    return List.of(THREEFRY);
  }

  private static ScalarExpr code(ScalarExpr key, ScalarExpr counter) {
    ScalarExpr first = high(key);
    ScalarExpr second = low(key);
    ScalarExpr third = of(ScalarOp.BIT_XOR, of(ScalarOp.BIT_XOR, first, second), PARITY);
    List<ScalarExpr> schedule = List.of(first, second, third);
    ScalarExpr x = of(ScalarOp.ADD, high(counter), first);
    ScalarExpr y = low(of(ScalarOp.ADD, counter, second));
    for (int round = 0; round < ROUNDS; round++) {
      x = of(ScalarOp.ADD, x, y);
      y = of(ScalarOp.BIT_XOR, rotated(y, SHIFTS.get(round % SHIFTS.size())), x);
      if (round % 4 == 3) {
        int step = round / 4 + 1;
        ScalarExpr numbered = of(ScalarOp.ADD, schedule.get((step + 1) % 3), lit(step));
        x = of(ScalarOp.ADD, x, schedule.get(step % 3));
        y = of(ScalarOp.ADD, y, numbered);
      }
      y = low(y);
    }
    return of(ScalarOp.BIT_OR, of(ScalarOp.SHIFT_LEFT, x, WORD_BITS), y);
  }

  private static ScalarExpr high(ScalarExpr x) {
    return of(ScalarOp.SHIFT_RIGHT_LOGICAL, x, WORD_BITS);
  }

  private static ScalarExpr low(ScalarExpr x) {
    return of(ScalarOp.BIT_AND, x, WORD);
  }

  /** A word rotated left, with other bits above it. */
  private static ScalarExpr rotated(ScalarExpr word, ScalarExpr shift) {
    return of(ScalarOp.SHIFT_RIGHT_LOGICAL, of(ScalarOp.MUL, word, TWICE), shift);
  }
}

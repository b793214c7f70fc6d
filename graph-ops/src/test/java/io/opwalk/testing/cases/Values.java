package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;

/**
 * What an operand's elements are drawn from: a {@code Double} for floating dtypes, a {@code Long}
 * for integers, a {@code Boolean} for BOOL. Deterministic for a given random generator.
 */
@FunctionalInterface
public interface Values {
  /** One element. A float32 may be given any double; it is rounded. */
  Object draw(DType dtype, SplittableRandom random);

  /** An array of elements. */
  default NDArray array(DType dtype, List<Integer> shape, SplittableRandom random) {
    ArrayFill fill = new ArrayFill(dtype, shape);
    for (int i = 0; i < fill.size(); i++) {
      fill.set(i, draw(dtype, random));
    }
    return fill.done();
  }

  /** Of both signs and of magnitudes from about 0.01 to 100; integers from -100 to 100. */
  static Values ordinary() {
    return (dtype, random) -> switch (dtype) {
      case FLOAT64, FLOAT32 -> {
        double magnitude = Math.exp(random.nextDouble(-4.6, 4.6));
        yield random.nextBoolean() ? magnitude : -magnitude;
      }
      case INT64, INT32 -> random.nextLong(-100, 101);
      case BOOL -> random.nextBoolean();
    };
  }

  /** Uniform between two bounds; integers from one to the other, both included. */
  static Values between(double low, double high) {
    return (dtype, random) -> switch (dtype) {
      case FLOAT64, FLOAT32 -> random.nextDouble(low, high);
      case INT64, INT32 -> random.nextLong((long) Math.ceil(low), (long) Math.floor(high) + 1);
      case BOOL -> random.nextBoolean();
    };
  }

  /** Uniform in magnitude between two positive bounds, of both signs. */
  static Values awayFromZero(double low, double high) {
    Values magnitude = between(low, high);
    return (dtype, random) -> {
      Object drawn = magnitude.draw(dtype, random);
      boolean negate = random.nextBoolean();
      if (drawn instanceof Double number) {
        return negate ? -number : number;
      }
      return drawn instanceof Long number && negate ? (Object) (-number) : drawn;
    };
  }

  /** NaN, the infinities, zeros, subnormal, smallest and largest values; extreme integers. */
  static Values special() {
    return (dtype, random) -> switch (dtype) {
      case FLOAT64 -> pick(Specials.FLOAT64, random);
      case FLOAT32 -> pick(Specials.FLOAT32, random);
      case INT64 -> pick(Specials.INT64, random);
      case INT32 -> pick(Specials.INT32, random);
      case BOOL -> random.nextBoolean();
    };
  }

  /** {@link #special} without what overflows where some of them are added or multiplied. */
  static Values specialButNotHuge() {
    Values all = special();
    return (dtype, random) -> {
      Object drawn = all.draw(dtype, random);
      boolean huge = drawn instanceof Double x && Double.isFinite(x) && Math.abs(x) > 0x1p16;
      return huge ? (Object) 0x1p16 : drawn;
    };
  }

  /** One of the given numbers, converted as Java casts do; true stands for all but 0. */
  static Values of(double... numbers) {
    return (dtype, random) -> {
      double number = numbers[random.nextInt(numbers.length)];
      return switch (dtype) {
        case FLOAT64, FLOAT32 -> number;
        case INT64 -> (long) number;
        case INT32 -> (long) (int) number;
        case BOOL -> number != 0;
      };
    };
  }

  private static <T> T pick(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** These, and about one in four of the others. */
  default Values mixedWith(Values others) {
    return (dtype, random) ->
        random.nextInt(4) == 0 ? others.draw(dtype, random) : draw(dtype, random);
  }

  /** Those of these that fulfil a condition; integers are asked about as doubles. */
  default Values where(DoublePredicate condition) {
    return (dtype, random) -> {
      for (int tries = 0; tries < 10_000; tries++) {
        Object drawn = draw(dtype, random);
        if (drawn instanceof Number number && condition.test(number.doubleValue())) {
          return drawn;
        }
      }
      throw new IllegalStateException("none of 10000 draws of " + dtype + " fulfils the condition");
    };
  }
}

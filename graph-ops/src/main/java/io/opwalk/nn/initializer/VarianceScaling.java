package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Random values of mean 0 whose variance is {@code scale / n}, with n the number of a unit's
 * inputs, of its outputs, or their average. As in Keras:
 *
 * <pre>
 *   shape ()             1 input, 1 output
 *   shape (n,)           n inputs, n outputs
 *   shape (..., i, o)    i times the sizes in front inputs, o times the sizes in front outputs
 * </pre>
 *
 * @param scale the factor, positive
 * @param mode what n is; at least 1 is taken for it
 * @param distribution of the values
 */
public record VarianceScaling(double scale, Mode mode, Distribution distribution)
    implements Initializer {
  /** What the variance is divided by. */
  public enum Mode {
    /** The number of inputs. */
    FAN_IN,
    /** The number of outputs. */
    FAN_OUT,
    /** The average of both. */
    FAN_AVG
  }

  /** How values are distributed. */
  public enum Distribution {
    /** Uniform, in plus and minus sqrt(3 scale / n). */
    UNIFORM,
    /** Normal. */
    UNTRUNCATED_NORMAL,
    /** Normal, cut off at two standard deviations, and wider so that the variance is as said. */
    TRUNCATED_NORMAL
  }

  /** The standard deviation of a standard normal distribution cut off at -2 and 2. */
  private static final double TRUNCATED_STDDEV = 0.87962566103423978;

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException where it is not positive and finite
   */
  public VarianceScaling {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(distribution, "distribution");
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "VarianceScaling needs a positive, finite scale, found " + scale);
    }
  }

  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    double variance = scale / Math.max(1, fan(shape));
    double stddev = Math.sqrt(variance);
    Initializer initializer = switch (distribution) {
      case UNIFORM -> new RandomUniform(-Math.sqrt(3 * variance), Math.sqrt(3 * variance));
      case UNTRUNCATED_NORMAL -> new RandomNormal(0, stddev);
      case TRUNCATED_NORMAL -> new TruncatedNormal(0, stddev / TRUNCATED_STDDEV);
    };
    return initializer.initialize(dtype, shape, seed);
  }

  private double fan(List<Integer> shape) {
    int rank = shape.size();
    double space = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      space *= shape.get(axis);
    }
    double in = rank == 0 ? 1 : space * shape.get(Math.max(0, rank - 2));
    double out = rank == 0 ? 1 : space * shape.get(rank - 1);
    return switch (mode) {
      case FAN_IN -> in;
      case FAN_OUT -> out;
      case FAN_AVG -> (in + out) / 2;
    };
  }

  @Override
  public String className() {
    return "VarianceScaling";
  }

  @Override
  public Config config() {
    return Config.builder()
        .put("scale", scale)
        .put("mode", mode.name().toLowerCase(Locale.ROOT))
        .put("distribution", distribution.name().toLowerCase(Locale.ROOT))
        .build();
  }
}

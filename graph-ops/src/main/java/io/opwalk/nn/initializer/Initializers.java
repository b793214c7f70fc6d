package io.opwalk.nn.initializer;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.initializer.VarianceScaling.Distribution;
import io.opwalk.nn.initializer.VarianceScaling.Mode;

/** The usual initializers by the names and with the defaults of Keras. */
public final class Initializers {
  private Initializers() {}

  /** Zeros; the default of biases. */
  public static Initializer zeros() {
    return new Constant(0);
  }

  /** Ones. */
  public static Initializer ones() {
    return new Constant(1);
  }

  /** One value throughout. */
  public static Initializer constant(double value) {
    return new Constant(value);
  }

  /**
   * The values of an array, repeated along axes that it lacks or has once: how a table of word
   * vectors begins that was found elsewhere.
   */
  public static Initializer constant(NDArray values) {
    return new GivenArray(values);
  }

  /** Uniform in [-0.05, 0.05). */
  public static Initializer randomUniform() {
    return new RandomUniform(-0.05, 0.05);
  }

  /** Normal with mean 0 and standard deviation 0.05. */
  public static Initializer randomNormal() {
    return new RandomNormal(0, 0.05);
  }

  /** Normal with mean 0 and standard deviation 0.05, within two standard deviations. */
  public static Initializer truncatedNormal() {
    return new TruncatedNormal(0, 0.05);
  }

  /**
   * Uniform within sqrt(6 / (inputs + outputs)); the default of kernels. Glorot and Bengio, 2010,
   * <a href="https://proceedings.mlr.press/v9/glorot10a.html"><i>Understanding the difficulty of
   * training deep feedforward neural networks</i></a>.
   */
  public static Initializer glorotUniform() {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.UNIFORM);
  }

  /** Truncated normal of variance 2 / (inputs + outputs); Glorot and Bengio, 2010. */
  public static Initializer glorotNormal() {
    return new VarianceScaling(1, Mode.FAN_AVG, Distribution.TRUNCATED_NORMAL);
  }

  /**
   * Uniform within sqrt(6 / inputs), for relu. He, Zhang, Ren and Sun, 2015, <a
   * href="https://arxiv.org/abs/1502.01852">arXiv:1502.01852</a>.
   */
  public static Initializer heUniform() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Truncated normal of variance 2 / inputs, for relu; He et al., 2015. */
  public static Initializer heNormal() {
    return new VarianceScaling(2, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /** Uniform within sqrt(3 / inputs), for selu; LeCun et al., <i>Efficient BackProp</i>, 1998. */
  public static Initializer lecunUniform() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM);
  }

  /** Truncated normal of variance 1 / inputs, for selu; LeCun et al., 1998. */
  public static Initializer lecunNormal() {
    return new VarianceScaling(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
  }

  /**
   * A random matrix with orthonormal rows or columns; the default of recurrent kernels. See
   * {@link Orthogonal}.
   */
  public static Initializer orthogonal() {
    return new Orthogonal(1);
  }

  /** The identity matrix. */
  public static Initializer identity() {
    return new Identity(1);
  }

  /**
   * From a class name of Keras's and a config, or from a short name and no config.
   *
   * @throws ConfigException where there is none of that name, or the config does not fit
   */
  public static Initializer fromConfig(String className, Config config) {
    return NamedInitializers.of(className, config);
  }
}

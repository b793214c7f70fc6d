package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import java.util.function.UnaryOperator;

/**
 * Short forms of layers with Keras's defaults, for static import; the layers' own builders have all
 * options. Those of other families are beside them: {@code ConvLayers.conv2d(64, 3, RELU)},
 * {@code PoolingLayers.maxPooling2d()}, {@code RecurrentLayers.lstm(128)} and so on.
 */
public final class Layers {
  private Layers() {}

  /**
   * What a model is fed: a float32 whose number of samples is not known; Keras's Input.
   *
   * <pre>{@code
   * Tensor image = input(28, 28, 1);   // (?, 28, 28, 1)
   * }</pre>
   *
   * @param shape of a sample; {@link Shape#UNKNOWN} for a size that is not known
   */
  public static Tensor input(long... shape) {
    return input(DType.FLOAT32, shape);
  }

  /** As {@link #input(long...)}, under a name. */
  public static Tensor input(String name, long... shape) {
    return input(name, DType.FLOAT32, shape);
  }

  /** As {@link #input(long...)}, of another dtype. */
  public static Tensor input(DType dtype, long... shape) {
    return input("input", dtype, shape);
  }

  /** As {@link #input(long...)}, of another dtype and under a name. */
  public static Tensor input(String name, DType dtype, long... shape) {
    Shape batch = Shape.shape(Shape.UNKNOWN);
    return Tensors.placeholder(name, dtype, batch.append(Shape.shape(shape)));
  }

  /**
   * What a model is fed, with the number of samples: Keras's {@code Input(batch_shape=...)}, which
   * stateful layers need.
   *
   * <pre>{@code
   * Tensor text = batchInput(FLOAT32, 4, UNKNOWN, 8);   // 4 samples at once, of any length
   * }</pre>
   *
   * @param shape of a batch; {@link Shape#UNKNOWN} for a size that is not known
   */
  public static Tensor batchInput(DType dtype, long... shape) {
    return batchInput("input", dtype, shape);
  }

  /** As {@link #batchInput(DType, long...)}, under a name. */
  public static Tensor batchInput(String name, DType dtype, long... shape) {
    return Tensors.placeholder(name, dtype, Shape.shape(shape));
  }

  /** A dense layer without an activation. */
  public static Dense dense(int units) {
    return Dense.builder(units).build();
  }

  /** A dense layer that ends in an activation. */
  public static Dense dense(int units, ActivationFunction activation) {
    return Dense.builder(units).activation(activation).build();
  }

  /** An activation as a layer of its own. */
  public static Activation activation(ActivationFunction function) {
    return new Activation(function);
  }

  /** A row of a table for each number. */
  public static Embedding embedding(int rows, int dimensions) {
    return new Embedding(rows, dimensions);
  }

  /** Leaves out the steps that are all zeros. */
  public static Masking masking() {
    return masking(0);
  }

  /** Leaves out the steps all of whose features have a value. */
  public static Masking masking(double value) {
    return new Masking(value, LayerOptions.defaults());
  }

  /** So many times the input. */
  public static Rescaling rescaling(double scale) {
    return rescaling(scale, 0);
  }

  /** So many times the input, and a number added. */
  public static Rescaling rescaling(double scale, double offset) {
    return new Rescaling(scale, offset, LayerOptions.defaults());
  }

  /** The input, with a penalty on it that training adds to the loss. */
  public static ActivityRegularization activityRegularization(double l1, double l2) {
    return new ActivityRegularization(l1, l2, LayerOptions.defaults());
  }

  /** A Java function as a layer, which no config can hold. */
  public static Lambda lambda(UnaryOperator<Tensor> function) {
    return Lambda.of(function);
  }
}

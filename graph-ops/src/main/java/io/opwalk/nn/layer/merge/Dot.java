package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Shapes;
import java.util.List;

/**
 * Sums of products of two tensors along one axis of each, sample by sample; Keras's Dot. Of shapes
 * (batch, ..., n, ...) and (batch, ..., n, ...) the result has the other axes of the first, then
 * those of the second; (batch, 1) where there are none.
 */
public final class Dot extends AbstractLayer {
  /** What keeps a divisor from 0, as in Keras. */
  private static final double EPSILON = 1e-12;

  private final List<Integer> axes;
  private final boolean normalize;

  /**
   * Along axes.
   *
   * @param axes one of each tensor, the batch being axis 0
   * @param normalize whether both are scaled to length 1 along them first, which makes the result
   *     the cosine of the angle
   */
  public Dot(List<Integer> axes, boolean normalize, LayerOptions options) {
    super("dot", options);
    this.axes = List.copyOf(axes);
    this.normalize = normalize;
    if (axes.size() != 2) {
      throw new IllegalArgumentException("expected an axis of each of two tensors, found " + axes);
    }
  }

  static Dot read(ConfigReader in) {
    List<Integer> axes =
        in.integers("axes", 2).orElseThrow(() -> in.wrong("axes", "must be there", null));
    return new Dot(axes, in.flag("normalize", false), LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw refusal("takes 2 inputs, found " + inputs.size(), inputs);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor a = context.inputs().get(0);
    Tensor b = context.inputs().get(1);
    int axisA = a.shape().normalizeAxis(axes.get(0));
    int axisB = b.shape().normalizeAxis(axes.get(1));
    if (normalize) {
      a = Norms.normalize(a, 2, axisA, EPSILON);
      b = Norms.normalize(b, 2, axisB, EPSILON);
    }
    StringBuilder left = new StringBuilder("z");
    StringBuilder right = new StringBuilder("z");
    StringBuilder result = new StringBuilder("z");
    label(left, result, a.shape().rank(), axisA, 'a');
    label(right, result, b.shape().rank(), axisB, 'm');
    Tensor product = Linear.einsum(left + "," + right + "->" + result, a, b);
    return List.of(result.length() == 1 ? Shapes.expandDims(product, 1) : product);
  }

  private static void label(
      StringBuilder labels, StringBuilder result, int rank, int summed, char first) {
    for (int axis = 1; axis < rank; axis++) {
      char label = axis == summed ? 'y' : (char) (first + axis);
      labels.append(label);
      if (axis != summed) {
        result.append(label);
      }
    }
  }

  @Override
  public String className() {
    return "Dot";
  }

  @Override
  public Config config() {
    return baseConfig().put("axes", axes).put("normalize", normalize).build();
  }
}

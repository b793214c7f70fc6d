package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Shapes;
import java.util.List;

/** The elements of each sample in another shape; Keras's Reshape. */
public final class Reshape extends WeightlessLayer {
  private final List<Integer> target;

  /**
   * To a shape.
   *
   * @param target without the batch; one size may be -1, which then follows from the others
   */
  public Reshape(List<Integer> target, LayerOptions options) {
    super("Reshape", options, Config.builder().put("target_shape", target).build());
    this.target = List.copyOf(target);
  }

  static Reshape read(ConfigReader in) {
    List<Integer> target = in.integers("target_shape")
        .orElseThrow(() -> in.wrong("target_shape", "must be there", null));
    return new Reshape(target, LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return Shapes.reshape(x, Batches.shape(x, target, this::refused));
  }

  private RuntimeException refused(Tensor x, String why) {
    return refusal(
        "cannot give " + x.type() + " the shape " + target + " per sample: " + why, List.of(x));
  }
}

package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Joining;
import java.util.List;
import java.util.Optional;

/**
 * Tensors behind each other along an axis; Keras's Concatenate. Along the steps of sequences, masks
 * come behind each other as well; along another axis a step counts that counts in all inputs.
 */
public final class Concatenate extends AbstractLayer {
  private final int axis;

  /**
   * Along an axis.
   *
   * @param axis as in the tensors, the batch being axis 0; Keras's default is -1
   */
  public Concatenate(int axis, LayerOptions options) {
    super("concatenate", options);
    this.axis = axis;
  }

  /** Along the last axis. */
  public Concatenate() {
    this(-1, LayerOptions.defaults());
  }

  static Concatenate read(ConfigReader in) {
    return new Concatenate(in.integer("axis", -1), LayerOptions.from(in));
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    int rank = context.inputs().get(0).shape().rank();
    boolean alongSteps = rank > 2 && (axis == 1 || axis == 1 - rank);
    Optional<Tensor> mask = alongSteps ? Masks.joined(context) : Masks.all(context);
    mask.ifPresent(travels -> context.mask(0, travels));
    return List.of(Joining.concat(context.inputs(), axis));
  }

  @Override
  public String className() {
    return "Concatenate";
  }

  @Override
  public Config config() {
    return baseConfig().put("axis", axis).build();
  }
}

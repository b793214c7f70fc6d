package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Shapes;
import java.util.List;

/** The axes of each sample in another order; Keras's Permute. */
public final class Permute extends WeightlessLayer {
  private final List<Integer> axes;

  /**
   * To an order.
   *
   * @param axes which axis comes where, counted from 1, as the batch is axis 0 and stays
   */
  public Permute(List<Integer> axes, LayerOptions options) {
    super("Permute", options, Config.builder().put("dims", axes).build());
    this.axes = List.copyOf(axes);
    List<Integer> sorted = axes.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i) != i + 1) {
        throw new IllegalArgumentException(
            "a permutation names each axis from 1 on once, found " + axes);
      }
    }
  }

  static Permute read(ConfigReader in) {
    List<Integer> axes =
        in.integers("dims").orElseThrow(() -> in.wrong("dims", "must be there", null));
    return new Permute(axes, LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(axes.size() + 1, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    int[] order = new int[axes.size() + 1];
    for (int i = 0; i < axes.size(); i++) {
      order[i + 1] = axes.get(i);
    }
    return Shapes.transpose(x, order);
  }
}

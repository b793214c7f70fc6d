package io.opwalk.nn.layer;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * A row of a table for each number; Keras's Embedding. Of shape (batch, ...), floating numbers
 * being taken as whole ones, the result is of shape (batch, ..., dimensions). A number that is no
 * row of the table fails the call.
 */
public final class Embedding extends AbstractLayer {
  private final int rows;
  private final int dimensions;
  private final WeightSpec embeddings;
  private final boolean maskZero;

  /**
   * With a table.
   *
   * @param rows how many numbers there are, from 0 on
   * @param dimensions how long a row is
   * @param embeddings how the table begins; uniform in Keras
   * @param maskZero whether 0 is no number but a step to be left out
   */
  public Embedding(
      int rows, int dimensions, WeightSpec embeddings, boolean maskZero, LayerOptions options) {
    super("embedding", options);
    if (rows < 1 || dimensions < 1) {
      throw new IllegalArgumentException(
          "an embedding has 1 row or more of 1 element or more, found " + rows + " of "
              + dimensions);
    }
    this.rows = rows;
    this.dimensions = dimensions;
    this.embeddings = embeddings;
    this.maskZero = maskZero;
  }

  /** With Keras's options. */
  public Embedding(int rows, int dimensions) {
    this(
        rows,
        dimensions,
        WeightSpec.of(Initializers.randomUniform()),
        false,
        LayerOptions.defaults());
  }

  static Embedding read(ConfigReader in) {
    in.ignore("input_length", "sparse");
    return new Embedding(
        in.integer("input_dim"),
        in.integer("output_dim"),
        WeightSpec.read(in, "embeddings", WeightSpec.of(Initializers.randomUniform())),
        in.flag("mask_zero", false),
        LayerOptions.fromWithDtype(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (only(inputs).dtype() == DType.BOOL) {
      throw refusal("needs numbers, found " + inputs.get(0).type(), inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    making.trainable("embeddings", embeddings, List.of(rows, dimensions));
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    Tensor ids = x.dtype().isFloating() ? Tensors.cast(x, DType.INT32) : x;
    if (maskZero) {
      context.mask(0, Logic.notEqual(x, 0));
    }
    return List.of(Indexing.embedding(context.weight("embeddings"), ids));
  }

  @Override
  public String className() {
    return "Embedding";
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig().put("input_dim", rows).put("output_dim", dimensions);
    embeddings.write(config, "embeddings");
    return config.put("mask_zero", maskZero).build();
  }
}

package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Locale;

/**
 * Numbers of categories as features; Keras's CategoryEncoding.
 *
 * <pre>{@code
 * x.then(new CategoryEncoding(4, Encoding.MULTI_HOT));   // [[0, 1], [3, 1]] -> [[1, 1, 0, 0], [0, 1, 0, 1]]
 * }</pre>
 *
 * <p>Floating numbers are taken as whole ones. A second input of the shape of the first, if the
 * encoding counts, says what each number counts for. The result is a float32 unless the layer has
 * another dtype. A number that is no category fails the call.
 */
public final class CategoryEncoding extends AbstractLayer {
  private final int categories;
  private final Encoding encoding;

  /** Of numbers from 0 to one below {@code categories}. */
  public CategoryEncoding(int categories, Encoding encoding) {
    this(categories, encoding, LayerOptions.defaults());
  }

  /** As {@link #CategoryEncoding(int, Encoding)}, with options. */
  public CategoryEncoding(int categories, Encoding encoding, LayerOptions options) {
    super("category_encoding", options);
    if (categories < 1) {
      throw new IllegalArgumentException("there is 1 category or more, found " + categories);
    }
    this.categories = categories;
    this.encoding = encoding;
  }

  static CategoryEncoding read(ConfigReader in) {
    Preprocessing.requireDense(in);
    return new CategoryEncoding(
        in.integer("num_tokens"),
        in.oneOf("output_mode", Encoding.class, Encoding.MULTI_HOT),
        LayerOptions.fromWithDtype(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    int most = encoding == Encoding.COUNT ? 2 : 1;
    if (inputs.size() > most || inputs.get(0).dtype() == DType.BOOL) {
      throw refusal(
          "takes numbers" + (most == 2 ? " and, if wanted, what each counts for" : "") + ", found "
              + inputs.size() + " inputs, the first " + inputs.get(0).type(),
          inputs);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor numbers = known(context, Preprocessing.whole(context.inputs().get(0)));
    DType dtype = Preprocessing.dtype(options());
    if (context.inputs().size() == 1) {
      return List.of(encoding.encode(numbers, categories, dtype));
    }
    Tensor known = Encoding.ONE_HOT.encode(Shapes.expandDims(numbers, -1), categories, dtype);
    Tensor weights = Tensors.cast(context.inputs().get(1), dtype);
    return List.of(Reductions.sum(Arithmetic.multiply(known, Shapes.expandDims(weights, -1)), -2));
  }

  /**
   * The numbers, looked up among all of them: one that is no category is an error of a node that
   * has this layer's name, and not a row of zeros.
   */
  private Tensor known(CallContext context, Tensor numbers) {
    Tensor all = Shapes.reshape(Creation.arange(DType.INT64, categories), 1, categories, 1);
    Tensor found = context.name("Categories", Indexing.take(all, Shapes.flatten(numbers), 1));
    return Shapes.reshape(found, numbers.shape());
  }

  @Override
  public String className() {
    return "CategoryEncoding";
  }

  @Override
  public Config config() {
    return baseConfig()
        .put("num_tokens", categories)
        .put("output_mode", encoding.name().toLowerCase(Locale.ROOT))
        .build();
  }
}

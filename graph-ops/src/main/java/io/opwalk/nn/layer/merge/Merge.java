package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Arithmetic;
import java.util.List;

/**
 * Several tensors of one shape made into one, element by element: Keras's Add, Subtract, Multiply,
 * Average, Maximum and Minimum. Shapes are broadcast as NumPy does. A step counts in the result
 * that counts in all inputs with a mask, as in Keras 2 and TensorFlow.js; where masks differ, Keras
 * 3 keeps steps that count in any, if all inputs have one.
 */
public final class Merge extends AbstractLayer {
  /** What is made of the elements. */
  public enum Kind {
    /** Their sum. */
    ADD("Add"),
    /** The first less the second, of two. */
    SUBTRACT("Subtract"),
    /** Their product. */
    MULTIPLY("Multiply"),
    /** Their mean. */
    AVERAGE("Average"),
    /** The largest. */
    MAXIMUM("Maximum"),
    /** The smallest. */
    MINIMUM("Minimum");

    private final String className;

    Kind(String className) {
      this.className = className;
    }

    String className() {
      return className;
    }
  }

  private final Kind kind;

  /** A layer of a kind. */
  public Merge(Kind kind, LayerOptions options) {
    super(snakeCase(kind.className()), options);
    this.kind = kind;
  }

  /** A layer of a kind. */
  public Merge(Kind kind) {
    this(kind, LayerOptions.defaults());
  }

  static Merge read(Kind kind, ConfigReader in) {
    return new Merge(kind, LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    boolean fits = kind == Kind.SUBTRACT ? inputs.size() == 2 : inputs.size() >= 2;
    if (!fits) {
      throw refusal(
          "takes " + (kind == Kind.SUBTRACT ? "2 inputs" : "2 inputs or more") + ", found "
              + inputs.size(),
          inputs);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    List<Tensor> inputs = context.inputs();
    Tensor merged = inputs.get(0);
    for (Tensor next : inputs.subList(1, inputs.size())) {
      merged = two(merged, next);
    }
    if (kind == Kind.AVERAGE) {
      merged = Arithmetic.divide(merged, inputs.size());
    }
    Masks.all(context).ifPresent(mask -> context.mask(0, mask));
    return List.of(merged);
  }

  private Tensor two(Tensor a, Tensor b) {
    return switch (kind) {
      case ADD, AVERAGE -> Arithmetic.add(a, b);
      case SUBTRACT -> Arithmetic.subtract(a, b);
      case MULTIPLY -> Arithmetic.multiply(a, b);
      case MAXIMUM -> Arithmetic.maximum(a, b);
      case MINIMUM -> Arithmetic.minimum(a, b);
    };
  }

  @Override
  public String className() {
    return kind.className();
  }

  @Override
  public Config config() {
    return baseConfig().build();
  }
}

package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinds of layers in this package, and Keras's functional forms of them for static import,
 * which make a layer and apply it.
 */
public final class MergeLayers {
  private MergeLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("Concatenate", (in, registry) -> Concatenate.read(in)),
        new LayerKind("Dot", (in, registry) -> Dot.read(in))));
    for (Merge.Kind kind : Merge.Kind.values()) {
      kinds.add(new LayerKind(kind.className(), (in, registry) -> Merge.read(kind, in)));
    }
    return List.copyOf(kinds);
  }

  /** The sum of tensors of one shape, by a layer of its own. */
  public static Tensor add(List<Tensor> inputs) {
    return new Merge(Merge.Kind.ADD).apply(inputs).get(0);
  }

  /** The first of two tensors less the second, by a layer of its own. */
  public static Tensor subtract(List<Tensor> inputs) {
    return new Merge(Merge.Kind.SUBTRACT).apply(inputs).get(0);
  }

  /** The product of tensors, by a layer of its own. */
  public static Tensor multiply(List<Tensor> inputs) {
    return new Merge(Merge.Kind.MULTIPLY).apply(inputs).get(0);
  }

  /** The mean of tensors, by a layer of its own. */
  public static Tensor average(List<Tensor> inputs) {
    return new Merge(Merge.Kind.AVERAGE).apply(inputs).get(0);
  }

  /** The largest of tensors, element by element, by a layer of its own. */
  public static Tensor maximum(List<Tensor> inputs) {
    return new Merge(Merge.Kind.MAXIMUM).apply(inputs).get(0);
  }

  /** The smallest of tensors, element by element, by a layer of its own. */
  public static Tensor minimum(List<Tensor> inputs) {
    return new Merge(Merge.Kind.MINIMUM).apply(inputs).get(0);
  }

  /** Tensors behind each other along the last axis, by a layer of its own. */
  public static Tensor concatenate(List<Tensor> inputs) {
    return concatenate(inputs, -1);
  }

  /** Tensors behind each other along an axis, by a layer of its own. */
  public static Tensor concatenate(List<Tensor> inputs, int axis) {
    return new Concatenate(axis, LayerOptions.defaults()).apply(inputs).get(0);
  }

  /** Sums of products of two tensors along an axis of each, by a layer of its own. */
  public static Tensor dot(List<Tensor> inputs, int axis) {
    return new Dot(List.of(axis, axis), false, LayerOptions.defaults())
        .apply(inputs)
        .get(0);
  }
}

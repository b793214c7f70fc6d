package io.opwalk.nn.layer.shape;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Shapes of whole batches from shapes of samples. */
final class Batches {
  private Batches() {}

  /**
   * The batch of {@code x}, and a sample's shape behind it.
   *
   * @param sample sizes, one of which may be -1
   */
  static Shape shape(
      Tensor x, List<Integer> sample, BiFunction<Tensor, String, RuntimeException> refusal) {
    Dim elements = Dim.of(1);
    for (Dim dim : x.shape().dims().subList(1, x.shape().rank())) {
      elements = elements.times(dim);
    }
    long known = 1;
    int open = -1;
    for (int i = 0; i < sample.size(); i++) {
      if (sample.get(i) >= 0) {
        known *= sample.get(i);
      } else if (open < 0) {
        open = i;
      } else {
        throw refusal.apply(x, "only one size may be open");
      }
    }
    List<Dim> dims = new ArrayList<>(List.of(x.shape().dim(0)));
    for (int i = 0; i < sample.size(); i++) {
      if (i != open) {
        dims.add(Dim.of(sample.get(i)));
        continue;
      }
      boolean divides =
          known > 0 && (!elements.isFixed() || elements.fixedSize().getAsLong() % known == 0);
      if (!divides) {
        throw refusal.apply(x, known + " does not divide " + elements);
      }
      dims.add(elements.floorDiv(known));
    }
    if (open < 0 && elements.isFixed() && elements.fixedSize().getAsLong() != known) {
      throw refusal.apply(x, "a sample has " + elements + " elements, not " + known);
    }
    return Shape.of(dims);
  }
}

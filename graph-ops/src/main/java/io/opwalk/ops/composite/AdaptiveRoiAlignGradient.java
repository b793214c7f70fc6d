package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Customs;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of {@link AdaptiveRoiAlign}: what each cell gets, given back to the neighbours it
 * was made of, or to the first of the largest. Inputs are that gradient, the images that tell which
 * is the largest, boxes, and their images' numbers. Linear in the first, with a gradient in that
 * only.
 */
public record AdaptiveRoiAlignGradient(RoiAlignOptions options)
    implements CustomFunction, Differentiable {
  @Override
  public String name() {
    return "AdaptiveRoiAlignGradient";
  }

  @Override
  public Map<String, Object> attributes() {
    return new RoiAlign(options).attributes();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Boxes.cells(inputs.subList(1, inputs.size()), options.height(), options.width());
    return List.of(inputs.get(1));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    double[] gradient = inputs.get(0).cast(DType.FLOAT64).toDoubles();
    NDArray x = inputs.get(1);
    RoiBoxes boxes = new RoiBoxes(options, x, inputs.get(2), inputs.get(3));
    double[] result = new double[x.size()];
    boolean isMax = options.kind() == RoiAlignOptions.Kind.MAX;
    boxes.forEach((cell, plane, rows, row, columns, column) -> {
      double mean = gradient[cell] / (rows.perCell() * columns.perCell());
      double largest = Double.NEGATIVE_INFINITY;
      double ofLargest = 0;
      int place = -1;
      for (int i = 0; i < rows.neighbours(); i++) {
        for (int j = 0; j < columns.neighbours(); j++) {
          double weight = rows.weight(row, i) * columns.weight(column, j);
          int element = boxes.element(plane, rows, row, i, columns, column, j);
          double term = weight * boxes.pixel(element);
          if (!isMax) {
            result[element] += mean * weight;
          } else if (place < 0 || !(term <= largest) && !Double.isNaN(largest)) {
            largest = term;
            ofLargest = weight;
            place = element;
          }
        }
      }
      if (place >= 0) {
        result[place] += gradient[cell] * ofLargest;
      }
    });
    int[] dims = x.shape().stream().mapToInt(Integer::intValue).toArray();
    return List.of(NDArray.wrap(result, dims).cast(x.dtype()));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Optional<Tensor> slope = gradients
        .get(0)
        .map(gradient -> Customs.apply(
                new AdaptiveRoiAlign(options),
                gradient,
                apply.inputs(1),
                apply.inputs(2),
                apply.inputs(3))
            .get(0));
    return List.of(slope, Optional.empty(), Optional.empty(), Optional.empty());
  }
}

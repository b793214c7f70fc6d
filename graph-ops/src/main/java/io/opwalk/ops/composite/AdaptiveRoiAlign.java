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
 * {@link RoiAlign} in as many places of a cell as that has elements along an axis, rounded up: how
 * many depends on the boxes, so it is a kernel. It computes in float64 and rounds once.
 *
 * <p>Inputs are two arrays of images, boxes, and their images' numbers. The first images are those
 * that are looked at, the second those that tell where the largest of several is; both are the same
 * ones, but in a derivative. It is linear in the first ones, and has a gradient in them only.
 */
public record AdaptiveRoiAlign(RoiAlignOptions options) implements CustomFunction, Differentiable {
  @Override
  public String name() {
    return "AdaptiveRoiAlign";
  }

  @Override
  public Map<String, Object> attributes() {
    return new RoiAlign(options).attributes();
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    return List.of(Boxes.cells(inputs.subList(1, 4), options.height(), options.width()));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    double[] values = inputs.get(0).cast(DType.FLOAT64).toDoubles();
    NDArray x = inputs.get(1);
    RoiBoxes boxes = new RoiBoxes(options, x, inputs.get(2), inputs.get(3));
    int[] dims = {inputs.get(3).dim(0), x.dim(1), options.height(), options.width()};
    double[] result = new double[dims[0] * dims[1] * dims[2] * dims[3]];
    boolean isMax = options.kind() == RoiAlignOptions.Kind.MAX;
    boxes.forEach((cell, plane, rows, row, columns, column) -> {
      int places = rows.perCell() * columns.perCell();
      double sum = 0;
      double largest = Double.NEGATIVE_INFINITY;
      double ofLargest = 0;
      for (int i = 0; i < rows.neighbours(); i++) {
        for (int j = 0; j < columns.neighbours(); j++) {
          double weight = rows.weight(row, i) * columns.weight(column, j);
          int element = boxes.element(plane, rows, row, i, columns, column, j);
          double term = weight * boxes.pixel(element);
          sum += weight * values[element];
          // Not less, so that NaN is the largest.
          if (i + j == 0 || !(term <= largest) && !Double.isNaN(largest)) {
            largest = term;
            ofLargest = weight * values[element];
          }
        }
      }
      result[cell] = places == 0 ? 0 : isMax ? ofLargest : sum / places;
    });
    return List.of(NDArray.wrap(result, dims).cast(x.dtype()));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Optional<Tensor> slope = gradients
        .get(0)
        .map(gradient -> Customs.apply(
                new AdaptiveRoiAlignGradient(options),
                gradient,
                apply.inputs(1),
                apply.inputs(2),
                apply.inputs(3))
            .get(0));
    return List.of(slope, Optional.empty(), Optional.empty(), Optional.empty());
  }
}

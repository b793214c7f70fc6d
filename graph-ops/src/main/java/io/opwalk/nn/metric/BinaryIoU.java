package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Logic;
import java.util.List;

/**
 * {@link IoU} of the classes 0 and 1, where a prediction says 1 from a threshold on; Keras's
 * BinaryIoU.
 *
 * @param targetClassIds the classes that count, of 0 and 1
 * @param threshold from which on a prediction says 1
 */
public record BinaryIoU(List<Integer> targetClassIds, double threshold) implements OverlapMetric {
  /**
   * Checks the classes.
   *
   * @throws IllegalArgumentException where a target is neither 0 nor 1, or the threshold is NaN
   */
  public BinaryIoU {
    targetClassIds = List.copyOf(targetClassIds);
    OverlapMetric.require(2, targetClassIds);
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("a threshold must be a number, found NaN");
    }
  }

  /** The mean of both classes, at a threshold of 0.5. */
  public BinaryIoU() {
    this(List.of(0, 1), 0.5);
  }

  @Override
  public String name() {
    return "binary_io_u";
  }

  @Override
  public List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor said = Logic.greaterEqual(pair.predictions(), threshold);
    return OverlapMetric.super.sums(pair.labels(), said, weights);
  }

  @Override
  public int numClasses() {
    return 2;
  }

  @Override
  public List<Integer> targets() {
    return targetClassIds;
  }

  @Override
  public boolean sparseTrue() {
    return true;
  }

  @Override
  public boolean sparsePredictions() {
    return true;
  }

  @Override
  public int axis() {
    return -1;
  }

  @Override
  public Config config() {
    return OverlapMetric.super
        .config()
        .with("target_class_ids", targetClassIds)
        .with("threshold", threshold);
  }
}

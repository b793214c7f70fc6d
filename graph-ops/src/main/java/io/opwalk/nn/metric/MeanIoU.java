package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@link IoU} as the mean of all classes; Keras's MeanIoU.
 *
 * @param numClasses how many classes there are
 * @param ignoreClass a label, be it a class or none, where nothing counts
 * @param sparseTrue whether labels are numbers of classes, and not one-hot
 * @param sparsePredictions whether predictions are numbers of classes, and not scores of each
 * @param axis the axis of the classes
 */
public record MeanIoU(
    int numClasses,
    OptionalLong ignoreClass,
    boolean sparseTrue,
    boolean sparsePredictions,
    int axis)
    implements OverlapMetric {
  /**
   * Checks the number of classes.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public MeanIoU {
    OverlapMetric.require(numClasses, List.of());
  }

  /** Of labels and predictions that are numbers of classes. */
  public static MeanIoU of(int numClasses) {
    return new MeanIoU(numClasses, OptionalLong.empty(), true, true, -1);
  }

  @Override
  public String name() {
    return "mean_io_u";
  }

  @Override
  public Config config() {
    return classesConfig().with("sparse_y_true", sparseTrue);
  }
}

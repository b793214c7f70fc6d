package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@link MeanIoU} of labels that are one-hot; Keras's OneHotMeanIoU.
 *
 * @param numClasses how many classes there are
 * @param ignoreClass a class where nothing counts
 * @param sparsePredictions whether predictions are numbers of classes, and not scores of each
 * @param axis the axis of the classes
 */
public record OneHotMeanIoU(
    int numClasses, OptionalLong ignoreClass, boolean sparsePredictions, int axis)
    implements OverlapMetric {
  /**
   * Checks the number of classes.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public OneHotMeanIoU {
    OverlapMetric.require(numClasses, List.of());
  }

  /** Of predictions that are scores. */
  public static OneHotMeanIoU of(int numClasses) {
    return new OneHotMeanIoU(numClasses, OptionalLong.empty(), false, -1);
  }

  @Override
  public String name() {
    return "one_hot_mean_io_u";
  }

  @Override
  public Config config() {
    return classesConfig();
  }
}

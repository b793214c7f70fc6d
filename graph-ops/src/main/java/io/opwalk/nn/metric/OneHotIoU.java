package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@link IoU} of labels that are one-hot; Keras's OneHotIoU.
 *
 * @param numClasses how many classes there are
 * @param targetClassIds the classes that count
 * @param ignoreClass a class where nothing counts
 * @param sparsePredictions whether predictions are numbers of classes, and not scores of each
 * @param axis the axis of the classes
 */
public record OneHotIoU(
    int numClasses,
    List<Integer> targetClassIds,
    OptionalLong ignoreClass,
    boolean sparsePredictions,
    int axis)
    implements OverlapMetric {
  /**
   * Checks the classes.
   *
   * @throws IllegalArgumentException where there are none, or a target is not among them
   */
  public OneHotIoU {
    targetClassIds = List.copyOf(targetClassIds);
    OverlapMetric.require(numClasses, targetClassIds);
  }

  /** Of predictions that are scores. */
  public static OneHotIoU of(int numClasses, List<Integer> targetClassIds) {
    return new OneHotIoU(numClasses, targetClassIds, OptionalLong.empty(), false, -1);
  }

  @Override
  public String name() {
    return "one_hot_io_u";
  }

  @Override
  public List<Integer> targets() {
    return targetClassIds;
  }

  @Override
  public Config config() {
    return classesConfig().with("target_class_ids", targetClassIds);
  }
}

package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.OptionalLong;

/**
 * The intersection over the union of what is true and what is said, {@code tp / (tp + fp + fn)}, as
 * the mean of some classes; Keras's IoU. One that is neither true nor said does not count.
 *
 * @param numClasses how many classes there are
 * @param targetClassIds the classes that count
 * @param ignoreClass a label, be it a class or none, where nothing counts
 * @param sparseTrue whether labels are numbers of classes, and not one-hot
 * @param sparsePredictions whether predictions are numbers of classes, and not scores of each
 * @param axis the axis of the classes
 */
public record IoU(
    int numClasses,
    List<Integer> targetClassIds,
    OptionalLong ignoreClass,
    boolean sparseTrue,
    boolean sparsePredictions,
    int axis)
    implements OverlapMetric {
  /**
   * Checks the classes.
   *
   * @throws IllegalArgumentException where there are none, or a target is not among them
   */
  public IoU {
    targetClassIds = List.copyOf(targetClassIds);
    OverlapMetric.require(numClasses, targetClassIds);
  }

  /** Of labels and predictions that are numbers of classes. */
  public static IoU of(int numClasses, List<Integer> targetClassIds) {
    return new IoU(numClasses, targetClassIds, OptionalLong.empty(), true, true, -1);
  }

  @Override
  public String name() {
    return "io_u";
  }

  @Override
  public List<Integer> targets() {
    return targetClassIds;
  }

  @Override
  public Config config() {
    return classesConfig()
        .with("target_class_ids", targetClassIds)
        .with("sparse_y_true", sparseTrue);
  }
}

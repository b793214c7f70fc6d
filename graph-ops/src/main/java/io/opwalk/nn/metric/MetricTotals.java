package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;

/** The sums of a metric over the batches so far, added up in float64. Not for several threads. */
public final class MetricTotals {
  private final Metric metric;
  private final List<double[]> totals = new ArrayList<>();
  private final List<List<Integer>> shapes = new ArrayList<>();

  /** Nothing so far. */
  public MetricTotals(Metric metric) {
    this.metric = metric;
  }

  /**
   * Adds a batch.
   *
   * @param sums the values of {@link Metric#sums}, in order
   * @throws IllegalArgumentException where their number or shapes are not those of the batches
   *     before; nothing was added then
   */
  public void add(List<NDArray> sums) {
    if (totals.isEmpty()) {
      for (NDArray sum : sums) {
        totals.add(new double[sum.size()]);
        shapes.add(sum.shape());
      }
    }
    if (!sums.stream().map(NDArray::shape).toList().equals(shapes)) {
      throw new IllegalArgumentException("the sums of " + metric.name()
          + " must have the shapes " + shapes + " in every batch, found "
          + sums.stream().map(NDArray::describe).toList());
    }
    for (int i = 0; i < totals.size(); i++) {
      double[] total = totals.get(i);
      double[] batch = sums.get(i).cast(DType.FLOAT64).toDoubles();
      for (int j = 0; j < total.length; j++) {
        total[j] += batch[j];
      }
    }
  }

  /**
   * The metric of all batches so far.
   *
   * @throws IllegalStateException where there is none
   */
  public double result() {
    return metric.result(totals());
  }

  /**
   * All numbers of the metric, which most have one of.
   *
   * @throws IllegalStateException where there is no batch
   */
  public List<Double> results() {
    return metric.results(totals());
  }

  private List<NDArray> totals() {
    if (totals.isEmpty()) {
      throw new IllegalStateException("no batch was added for " + metric.name());
    }
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      int[] shape = shapes.get(i).stream().mapToInt(Integer::intValue).toArray();
      arrays.add(NDArray.wrap(totals.get(i).clone(), shape));
    }
    return arrays;
  }

  /** Forgets all batches. */
  public void reset() {
    totals.clear();
    shapes.clear();
  }
}

package io.opwalk.nn.train;

import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.nn.metric.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A metric of one output.
 *
 * @param name the name it is reported under
 * @param metric what computes it
 * @param sums what it wants of each batch
 */
record Measure(String name, Metric metric, List<Tensor> sums) {
  /**
   * The metrics of all goals, and behind them those in which samples count by their weights. They
   * are named as in Keras: with the output's name before where the model has several, with
   * {@code weighted_} before where a name is taken by a metric without weights, and else numbered.
   *
   * @throws io.opwalk.TypeException where a metric does not take its output
   */
  static List<Measure> all(List<GoalTensors> goals, boolean several) {
    List<Measure> measures = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (GoalTensors goal : goals) {
      for (Metric metric : goal.goal().metrics()) {
        String name = prefix(goal, several) + metric.name();
        measures.add(of(free(name, names), metric, goal, SampleWeights.none()));
      }
    }
    for (GoalTensors goal : goals) {
      for (Metric metric : goal.goal().weightedMetrics()) {
        String plain = prefix(goal, several) + metric.name();
        String name =
            names.contains(plain) ? prefix(goal, several) + "weighted_" + metric.name() : plain;
        measures.add(of(free(name, names), metric, goal, goal.counting()));
      }
    }
    return List.copyOf(measures);
  }

  private static String prefix(GoalTensors goal, boolean several) {
    return several ? goal.goal().name() + "_" : "";
  }

  private static String free(String name, Set<String> names) {
    String free = name;
    for (int i = 1; !names.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private static Measure of(String name, Metric metric, GoalTensors goal, SampleWeights counting) {
    return new Measure(
        name, metric, metric.sums(goal.labels(), goal.goal().predictions(), counting));
  }
}

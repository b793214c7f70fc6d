package io.opwalk.nn.train;

import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.nn.metric.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A metric of one output.
 *
 * @param names the names it is reported under, one for each of its numbers
 * @param metric what computes it
 * @param sums what it wants of each batch
 */
record Measure(List<String> names, Metric metric, List<Tensor> sums) {
  /**
   * The metrics of all goals, and behind them those in which samples count by their weights. They
   * are named as in Keras: with the output's name before where the model has several, with
   * {@code weighted_} before where a name is taken by a metric without weights, and else numbered.
   * So are the numbers of a metric that gives several, from 0 on.
   *
   * @throws io.opwalk.TypeException where a metric does not take its output
   */
  static List<Measure> all(List<GoalTensors> goals, boolean several) {
    List<Measure> measures = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (GoalTensors goal : goals) {
      for (Metric metric : goal.goal().metrics()) {
        List<String> plain = names(prefix(goal, several) + metric.name(), metric, goal);
        measures.add(of(free(plain, names), metric, goal, SampleWeights.none()));
      }
    }
    for (GoalTensors goal : goals) {
      for (Metric metric : goal.goal().weightedMetrics()) {
        String prefix = prefix(goal, several);
        List<String> plain = names(prefix + metric.name(), metric, goal);
        List<String> own = names.contains(plain.get(0))
            ? names(prefix + "weighted_" + metric.name(), metric, goal)
            : plain;
        measures.add(of(free(own, names), metric, goal, goal.counting()));
      }
    }
    return List.copyOf(measures);
  }

  private static String prefix(GoalTensors goal, boolean several) {
    return several ? goal.goal().name() + "_" : "";
  }

  private static List<String> names(String name, Metric metric, GoalTensors goal) {
    int count = metric.count(goal.goal().predictions());
    return count == 1
        ? List.of(name)
        : IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
  }

  private static List<String> free(List<String> wanted, Set<String> names) {
    return wanted.stream().map(name -> free(name, names)).toList();
  }

  private static String free(String name, Set<String> names) {
    String free = name;
    for (int i = 1; !names.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private static Measure of(
      List<String> names, Metric metric, GoalTensors goal, SampleWeights counting) {
    return new Measure(
        names, metric, metric.sums(goal.labels(), goal.goal().predictions(), counting));
  }
}

package io.opwalk.examples.benchmarks.workload;

import io.opwalk.examples.benchmarks.workload.Elementwise.Formula;
import io.opwalk.examples.benchmarks.workload.Mlp.Activation;
import java.util.ArrayList;
import java.util.List;

/** The workloads there are, but for the start of a JVM, which the runner measures on its own. */
public final class Workloads {
  private static final List<String> ALL = List.of("java", "ort", "ort-tuned", "djl", "tf");
  private static final List<String> RUNTIMES = List.of("ort", "djl", "tf");
  private static final List<String> TRAINERS = List.of("djl", "tf");
  private static final List<Integer> DIGITS = List.of(784, 612, 1);

  private final List<Workload> list = new ArrayList<>();

  private Workloads() {}

  /** All of them, in order. */
  public static List<Workload> all() {
    Workloads all = new Workloads();
    all.add("W1", "W1", tinyMlp(), ALL);
    List<String> withLogits = new ArrayList<>(ALL);
    withLogits.add("ours-logit");
    for (int batch : List.of(1, 256)) {
      all.add("W2", "W2-b" + batch, digits(DIGITS, batch, false), withLogits);
      all.add("W2", "W2-b" + batch + "-logit", digits(DIGITS, batch, true), ALL);
    }
    List<String> loops = List.of("java", "c", "ort", "djl", "tf");
    all.add("W3", "W3", new Elementwise(Formula.TRANSCENDENTAL, 1_000_000), loops);
    all.add("W3b", "W3b", new Elementwise(Formula.POLYNOMIAL, 1_000_000), loops);
    all.add(
        "W3b",
        "W3b-n4e7",
        new Elementwise(Formula.POLYNOMIAL, 40_000_000),
        List.of("java", "c", "c-triad"));
    List<String> products =
        List.of("ours-scalar", "c-fma", "ejml", "ort", "ort-tuned", "djl", "tf");
    for (int n : List.of(64, 256, 512, 1024, 2048)) {
      all.add("W4", "W4-n" + n, new MatMul(n), products);
    }
    all.add("W5", "W5-conv", new ConvLayer(56, 256), RUNTIMES);
    all.add("W5", "W5-vgg16", new Vgg16(224, 1, 1000), RUNTIMES);
    all.add("W6", "W6", new Training(128, 28, List.of(), List.of(512, 512, 10)), TRAINERS);
    all.add("W7", "W7", new Training(64, 28, List.of(32, 64), List.of(512, 10)), TRAINERS);
    all.add("W8", "W8", new Softmax(1024, 1000), List.of("java", "ort", "djl", "tf"));
    for (int callers : List.of(1, 2, 4, 16)) {
      List<String> serving = List.of("ort", "ort-tuned", "djl", "tf");
      all.list.add(new Workload("W10", "W10-c" + callers, tinyMlp(), callers, serving));
    }
    all.add("W11", "W11", new Lstm(32, 50, 64, 128), RUNTIMES);
    return List.copyOf(all.list);
  }

  /** One of each kind, so small that computing it once takes no time. */
  public static List<Workload> tiny() {
    Workloads tiny = new Workloads();
    tiny.add("W1", "W1", tinyMlp(), ALL);
    tiny.add("W2", "W2", digits(List.of(7, 5, 1), 3, true), ALL);
    for (Formula formula : Formula.values()) {
      tiny.add("W3", "W3-" + formula, new Elementwise(formula, 33), List.of("java"));
    }
    tiny.add("W4", "W4", new MatMul(9), List.of("ejml"));
    tiny.add("W5", "W5-conv", new ConvLayer(6, 4), RUNTIMES);
    tiny.add("W5", "W5-vgg16", new Vgg16(32, 32, 10), RUNTIMES);
    tiny.add("W6", "W6", new Training(5, 4, List.of(), List.of(6, 6, 3)), TRAINERS);
    tiny.add("W7", "W7", new Training(5, 8, List.of(2, 3), List.of(6, 3)), TRAINERS);
    tiny.add("W8", "W8", new Softmax(3, 17), ALL);
    tiny.list.add(new Workload("W10", "W10-c2", tinyMlp(), 2, ALL));
    tiny.add("W11", "W11", new Lstm(2, 3, 4, 5), RUNTIMES);
    return List.copyOf(tiny.list);
  }

  /** The network whose start W9 measures: W2's, one row. */
  public static Mlp firstResult() {
    return digits(DIGITS, 1, false);
  }

  private void add(String family, String name, Problem problem, List<String> engines) {
    list.add(new Workload(family, name, problem, 1, engines));
  }

  private static Mlp tinyMlp() {
    return new Mlp(List.of(4, 16, 3), List.of(Activation.RELU, Activation.SOFTMAX), 1, false);
  }

  private static Mlp digits(List<Integer> widths, int batch, boolean withLogits) {
    return new Mlp(widths, List.of(Activation.SOFTPLUS, Activation.SIGMOID), batch, withLogits);
  }
}

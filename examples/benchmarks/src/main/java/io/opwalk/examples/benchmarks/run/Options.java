package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.workload.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param workloads families or names; all where there are none
 * @param threads numbers of threads
 * @param precisions types
 * @param engines names of engines, ours among them; all where there are none
 * @param budget how long is measured
 * @param set of which sizes
 * @param docs the page that gets the tables, and beside which the charts go
 * @param jvmFlags flags for every JVM
 * @param jdks other JDKs on which ours is measured too
 * @param cold whether first calls of fresh JVMs are measured instead
 */
record Options(
    List<String> workloads,
    List<Integer> threads,
    List<Precision> precisions,
    List<String> engines,
    Budget budget,
    WorkloadSet set,
    Optional<Path> docs,
    List<String> jvmFlags,
    List<Jdk> jdks,
    boolean cold) {

  static final String USAGE = """
      peers [W1 W4-n512 ...] [--threads 1,2] [--dtype f64,f32] [--engines djl,tf] [--quick]
            [--docs docs/performance.md] [--jvm -XX:SomeFlag]
            [--jdk <home of another JDK>] [--cold]
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException where it is not one; the message says why
   */
  static Options parse(String... arguments) {
    List<String> workloads = new ArrayList<>();
    List<Integer> threads = List.of(1, 2);
    List<Precision> precisions = List.of(Precision.values());
    List<String> engines = List.of();
    Budget budget = Budget.NORMAL;
    WorkloadSet set = WorkloadSet.FULL;
    Optional<Path> docs = Optional.empty();
    List<String> jvmFlags = new ArrayList<>();
    List<Jdk> jdks = new ArrayList<>();
    boolean cold = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--threads" ->
          threads = list(arguments, ++i).stream().map(Integer::valueOf).toList();
        case "--dtype" ->
          precisions = list(arguments, ++i).stream().map(Precision::of).toList();
        case "--engines" -> engines = list(arguments, ++i);
        case "--quick" -> budget = Budget.QUICK;
        case "--tiny" -> {
          set = WorkloadSet.TINY;
          budget = Budget.TINY;
        }
        case "--docs" -> docs = Optional.of(Path.of(value(arguments, ++i)));
        case "--jvm" -> jvmFlags.add(value(arguments, ++i));
        case "--jdk" -> jdks.add(Jdk.at(Path.of(value(arguments, ++i))));
        case "--cold" -> cold = true;
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException("there is no option " + argument);
          }
          workloads.add(argument);
        }
      }
    }
    return new Options(
        workloads, threads, precisions, engines, budget, set, docs, jvmFlags, jdks, cold);
  }

  private static List<String> list(String[] arguments, int place) {
    return Arrays.asList(value(arguments, place).split(","));
  }

  private static String value(String[] arguments, int place) {
    if (place >= arguments.length) {
      throw new IllegalArgumentException("nothing follows " + arguments[place - 1]);
    }
    return arguments[place];
  }

  /** Whether a workload is asked for, by its family or its name. */
  boolean wants(String family, String name) {
    return workloads.isEmpty() || workloads.contains(family) || workloads.contains(name);
  }

  /** Whether an engine is asked for. */
  boolean wants(EngineKind kind) {
    return engines.isEmpty()
        || kind.name().equals(EngineKind.OURS)
        || engines.contains(kind.name());
  }
}

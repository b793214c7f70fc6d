package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Lines;
import io.opwalk.examples.benchmarks.report.Measurement;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures us and others side by side. The system property {@code benchmarks.home} is the directory
 * of this module; the arguments are in {@link Options#USAGE}.
 */
public final class Runner {
  private final Options options;
  private final Installation installation;
  private final Path results;
  private final Path log;
  private final PrintStream out;
  private int mismatches;

  private Runner(Options options, Installation installation, Path results, PrintStream out) {
    this.options = options;
    this.installation = installation;
    this.results = results;
    this.log = results.resolve("engines.log");
    this.out = out;
  }

  /** Exits with 1 where an engine failed or computed something else, with 2 on bad arguments. */
  public static void main(String[] args) throws IOException {
    System.exit(run(Path.of(System.getProperty("benchmarks.home")), System.out, args));
  }

  /** As {@link #main}, and gives back the exit code. */
  static int run(Path home, PrintStream out, String... args) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException complaint) {
      out.println("peers: " + complaint.getMessage());
      out.print(Options.USAGE);
      return 2;
    }
    Path peers = home.resolve("target/peers");
    Path results = Files.createDirectories(home.resolve("target/results"));
    Files.deleteIfExists(results.resolve("engines.log"));
    Installation installation = new Installation(peers, ownClasses(), options.jvmFlags());
    Runner runner = new Runner(options, installation, results, out);
    List<EngineKind> kinds = EngineKind.all().stream().filter(options::wants).toList();
    List<Measurement> measurements = runner.measure(kinds);
    if (measurements.isEmpty()) {
      out.println("peers: there is no workload " + options.workloads() + "; there are "
          + options.set().workloads().stream()
              .map(Workload::name)
              .collect(Collectors.joining(" ")));
      return 2;
    }
    new Report(measurements, kinds, installation).write(results, options.docs());
    return runner.mismatches == 0 ? 0 : 1;
  }

  private List<Measurement> measure(List<EngineKind> kinds) {
    kinds.stream()
        .filter(kind -> !installation.has(kind))
        .forEach(kind -> out.println("# " + kind.name() + " is not there, and left out"));
    out.println(Lines.HEADER);
    List<Measurement> measurements = new ArrayList<>();
    for (Workload workload : options.set().workloads()) {
      if (options.wants(workload.family(), workload.name())) {
        for (Precision precision : options.precisions()) {
          for (int threads : options.threads()) {
            // Where there are several callers, a call has one thread.
            if (threads == 1 || !workload.family().equals("W10")) {
              measurements.add(contest(workload, precision, threads, kinds));
            }
          }
        }
      }
    }
    if (options.wants(StartContest.NAME, StartContest.NAME)
        && options.set() == WorkloadSet.FULL
        && options.threads().contains(1)) {
      StartContest starts = new StartContest(installation, results, log);
      for (Precision precision : options.precisions()) {
        Measurement measurement = starts.run(kinds, precision, options.budget().rounds());
        Lines.of(measurement).forEach(out::println);
        measurements.add(measurement);
      }
    }
    return measurements;
  }

  private Measurement contest(
      Workload workload, Precision precision, int threads, List<EngineKind> kinds) {
    try (Contest contest = new Contest(options.set(), workload, precision, threads, out)) {
      Measurement measurement = contest.run(kinds, installation, options.budget(), log);
      mismatches += contest.mismatches();
      Lines.of(measurement).forEach(out::println);
      return measurement;
    }
  }

  /** What of this JVM's class path is this module's. */
  private static String ownClasses() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.isDirectory(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

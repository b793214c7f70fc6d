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
    if (options.cold()) {
      return runner.measureCold() ? 0 : runner.nothingToMeasure();
    }
    List<EngineKind> kinds = new ArrayList<>();
    for (EngineKind kind : EngineKind.all()) {
      if (options.wants(kind)) {
        kinds.add(kind);
      }
      if (kind.name().equals(EngineKind.OURS)) {
        options.jdks().forEach(jdk -> kinds.add(EngineKind.oursOn(jdk)));
      }
    }
    List<Measurement> measurements = runner.measure(kinds);
    if (measurements.isEmpty()) {
      return runner.nothingToMeasure();
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
    if (wantsStarts() && options.threads().contains(1)) {
      StartContest starts = new StartContest(installation, results, log);
      for (Precision precision : options.precisions()) {
        Measurement measurement = starts.run(kinds, precision, options.budget().rounds());
        Lines.of(measurement).forEach(out::println);
        measurements.add(measurement);
      }
    }
    return measurements;
  }

  /** Measures first calls, with the vector module and without; whether there were any. */
  private boolean measureCold() {
    ColdContest contest = new ColdContest(installation, options.set(), options.budget(), log, out);
    boolean any = false;
    out.println(Lines.COLD_HEADER);
    for (Workload workload : options.set().workloads()) {
      if (options.wants(workload.family(), workload.name()) && workload.callers() == 1) {
        options.precisions().forEach(precision -> contest.run(workload, precision));
        any = true;
      }
    }
    if (wantsStarts()) {
      List<EngineKind> kinds =
          List.of(EngineKind.of(EngineKind.OURS), EngineKind.of(EngineKind.OURS_SCALAR));
      StartContest starts = new StartContest(installation, results, log);
      for (Precision precision : options.precisions()) {
        Measurement start = starts.run(kinds, precision, options.budget().rounds());
        out.println(Lines.cold(
            StartContest.NAME,
            precision,
            start.of(EngineKind.OURS).orElseThrow().nanos(),
            start.of(EngineKind.OURS_SCALAR).orElseThrow().nanos()));
        any = true;
      }
    }
    return any;
  }

  private boolean wantsStarts() {
    return options.wants(StartContest.NAME, StartContest.NAME) && options.set() == WorkloadSet.FULL;
  }

  private int nothingToMeasure() {
    out.println("peers: there is no workload " + options.workloads() + "; there are "
        + options.set().workloads().stream().map(Workload::name).collect(Collectors.joining(" ")));
    return 2;
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

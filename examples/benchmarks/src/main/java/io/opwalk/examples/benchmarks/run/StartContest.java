package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Measurement;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** W9: from the start of a JVM to the first result, and the most memory it had resident by then. */
final class StartContest {
  static final String NAME = "W9";

  private static final List<String> ENGINES = List.of(
      Measurement.OURS, "ours-scalar", EngineKind.OURS_ARCHIVED, "java", "ort", "djl", "tf");

  private final Installation installation;
  private final ClassArchive archive;
  private final Path models;
  private final Path log;

  StartContest(Installation installation, Path models, Path log) {
    this.installation = installation;
    this.archive = new ClassArchive(installation, models);
    this.models = models;
    this.log = log;
  }

  private record Start(double nanos, OptionalLong peak) {}

  /** Starts each engine a number of times, one after the other. */
  Measurement run(List<EngineKind> kinds, Precision precision, int rounds) {
    Map<EngineKind, List<Start>> starts = new LinkedHashMap<>();
    List<EngineKind> entered = kinds.stream()
        .filter(kind -> kind.isAlwaysMeasured() || ENGINES.contains(kind.name()))
        .filter(installation::has)
        .toList();
    for (int round = 0; round <= rounds; round++) {
      for (EngineKind kind : entered) {
        Start start = start(kind, precision, round == 0);
        // The first start of all reads everything from the disk, and unpacks natives.
        if (round > 0) {
          starts.computeIfAbsent(kind, k -> new ArrayList<>()).add(start);
        }
      }
    }
    List<Measurement.Figure> figures = new ArrayList<>();
    starts.forEach((kind, list) -> {
      double nanos = Meter.median(list.stream().mapToDouble(Start::nanos).toArray());
      figures.add(new Measurement.Figure(
          kind.name(), nanos, 0, list.get(list.size() - 1).peak(), OptionalLong.empty()));
    });
    return new Measurement(NAME, precision, 1, figures);
  }

  private Start start(EngineKind kind, Precision precision, boolean isFirst) {
    List<String> command = new ArrayList<>(
        installation.java(kind, FirstResult.class.getName(), kind.main(), precision.toString()));
    if (kind.name().equals("ort")) {
      Path model = models.resolve("w9-" + precision + ".onnx");
      if (isFirst) {
        writeModel(kind, model, precision);
      }
      command.add(1, "-Dbenchmarks.model=" + model);
    }
    if (kind.name().equals(EngineKind.OURS_ARCHIVED)) {
      String[] main = {FirstResult.class.getName(), kind.main(), precision.toString()};
      if (isFirst) {
        archive.make(kind, main);
      }
      command = archive.command(kind, main);
    }
    try {
      long begun = System.nanoTime();
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      try (BufferedReader output = new BufferedReader(
          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line;
        while ((line = output.readLine()) != null && !line.startsWith(FirstResult.DONE)) {
          // What natives print.
        }
        double nanos = System.nanoTime() - begun;
        if (line == null) {
          throw new IllegalStateException(kind.name() + " ended without a result, see " + log);
        }
        return new Start(nanos, Memory.peak(process.pid()));
      } finally {
        process.getOutputStream().close();
        process.waitFor();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void writeModel(EngineKind kind, Path model, Precision precision) {
    String writer = kind.main().replace("OrtEngine", "OrtModelFile");
    try {
      int exitCode = new ProcessBuilder(
              installation.java(kind, writer, model.toString(), precision.toString()))
          .inheritIO()
          .start()
          .waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(writer + " failed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

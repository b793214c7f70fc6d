package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The runner's end of an engine's process. */
final class EngineProcess implements AutoCloseable {
  private final EngineKind kind;
  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;

  private EngineProcess(EngineKind kind, Process process) {
    this.kind = kind;
    this.process = process;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** An answer other than {@code @ok}. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Starts an engine's process; what it prints to standard error goes to a file. */
  static EngineProcess start(EngineKind kind, Installation installation, Path log) {
    try {
      Process process = new ProcessBuilder(installation.command(kind))
          .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      return new EngineProcess(kind, process);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  EngineKind kind() {
    return kind;
  }

  void open(WorkloadSet set, Workload workload, Precision precision, int threads)
      throws RefusedException {
    ask("open " + set + " " + workload.name() + " " + precision + " " + threads);
  }

  Digest results() throws RefusedException {
    return Digest.parse(ask("results"));
  }

  /** Lets the peak of the memory begin anew. */
  void settle() throws RefusedException {
    ask("settle");
  }

  /** The bytes that are on the heap of a JVM after a collection. */
  long liveHeap() throws RefusedException {
    return Long.parseLong(ask("heap"));
  }

  Meter.Reading run(long millis) throws RefusedException {
    String[] answer = ask("run " + millis).split(" ");
    return new Meter.Reading(Double.parseDouble(answer[0]), Long.parseLong(answer[1]));
  }

  /** The most memory the process had resident since it settled, where the system says so. */
  OptionalLong peakMemory() {
    return Memory.peak(process.pid());
  }

  private String ask(String command) throws RefusedException {
    commands.println(command);
    try {
      String line;
      while ((line = answers.readLine()) != null) {
        if (line.startsWith("@ok")) {
          return line.substring("@ok".length()).trim();
        }
        if (line.startsWith("@")) {
          throw new RefusedException(line.substring(1));
        }
      }
      throw new RefusedException("error the process ended");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    commands.println("quit");
    commands.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The process of an engine that is written in Java; its one argument is the engine's class. */
public final class Child {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Engine engine;
  private Workload workload;
  private Session session;
  private Meter meter;
  private Optional<Callers> callers = Optional.empty();

  private Child(Engine engine) {
    this.engine = engine;
  }

  /** Answers commands until there are no more, or {@code quit}. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Engine engine = (Engine) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    Child child = new Child(engine);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = commands.readLine()) != null && !line.equals("quit")) {
      answers.println("@" + child.answer(line.split(" ")));
    }
    child.close();
    // Some natives leave threads behind that would keep the process alive.
    System.exit(0);
  }

  private String answer(String[] command) {
    try {
      return switch (command[0]) {
        case "open" -> {
          workload = WorkloadSet.of(command[1]).find(command[2]);
          Setting setting = new Setting(Precision.of(command[3]), Integer.parseInt(command[4]));
          session = engine.open(workload.problem(), setting);
          meter = new Meter(session);
          if (workload.family().equals("W10")) {
            callers = Optional.of(new Callers(session, workload.callers()));
          }
          yield "ok";
        }
        case "results" -> {
          for (int i = 0; i < workload.problem().comparedRuns(); i++) {
            session.run();
          }
          yield "ok " + Digest.of(session.results());
        }
        case "settle" -> {
          Memory.settle();
          yield "ok";
        }
        case "heap" -> "ok " + Memory.liveHeap();
        case "run" -> {
          long budget = Long.parseLong(command[1]) * NANOS_PER_MILLI;
          Meter.Reading reading =
              callers.isPresent() ? callers.get().run(budget) : meter.run(budget);
          yield String.format(Locale.ROOT, "ok %.3f %d", reading.nanos(), reading.bytes());
        }
        default -> "error there is no command " + command[0];
      };
    } catch (UnsupportedOperationException reason) {
      return "cannot " + oneLine(reason.getMessage());
    } catch (RuntimeException | LinkageError | OutOfMemoryError | InterruptedException failure) {
      failure.printStackTrace();
      return "error " + oneLine(failure.toString());
    }
  }

  private void close() {
    if (callers.isPresent()) {
      callers.get().close();
    } else if (session != null) {
      session.close();
    }
  }

  private static String oneLine(String text) {
    return String.valueOf(text).replaceAll("\\s+", " ");
  }
}

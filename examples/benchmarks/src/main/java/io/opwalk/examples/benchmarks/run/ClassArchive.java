package io.opwalk.examples.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes of a run as an archive that later runs map into memory (JEP 350), such as users make
 * of their own programs. It needs a class path of jars alone.
 */
final class ClassArchive {
  private final Installation installation;
  private final Path jar;
  private final Path archive;

  ClassArchive(Installation installation, Path directory) {
    this.jar = directory.resolve("classes.jar").toAbsolutePath();
    this.archive = directory.resolve("classes.jsa").toAbsolutePath();
    this.installation = installation;
  }

  /** Runs a main class to its end, and archives the classes that it loads. */
  void make(EngineKind kind, String... mainAndArguments) {
    List<String> arguments = new ArrayList<>(List.of("--create", "--file", jar.toString()));
    for (String directory : installation.classes().split(File.pathSeparator)) {
      arguments.addAll(List.of("-C", directory, "."));
    }
    int packed = ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(System.err, System.err, arguments.toArray(String[]::new));
    if (packed != 0) {
      throw new IllegalStateException("jar failed");
    }
    try {
      Process process = new ProcessBuilder(
              command("-XX:ArchiveClassesAtExit=" + archive, kind, mainAndArguments))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("no archive of classes was made");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** How the main class is started from the archive. */
  List<String> command(EngineKind kind, String... mainAndArguments) {
    return command("-XX:SharedArchiveFile=" + archive, kind, mainAndArguments);
  }

  private List<String> command(String flag, EngineKind kind, String... mainAndArguments) {
    List<String> command =
        new ArrayList<>(installation.withClasses(jar.toString()).java(kind, mainAndArguments));
    command.add(1, flag);
    return command;
  }
}

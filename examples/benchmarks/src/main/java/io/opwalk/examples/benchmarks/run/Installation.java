package io.opwalk.examples.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the build has put what the engines need.
 *
 * @param directory the directory of the class path files and of the C program
 * @param classes the classes of this module
 * @param extraFlags flags for every JVM
 */
record Installation(Path directory, String classes, List<String> extraFlags) {
  /** The same with the classes of this module elsewhere. */
  Installation withClasses(String newClasses) {
    return new Installation(directory, newClasses, extraFlags);
  }

  /** Whether an engine can be started. */
  boolean has(EngineKind kind) {
    return Files.exists(file(kind));
  }

  /** How an engine's process is started. */
  List<String> command(EngineKind kind) {
    if (kind.isProgram()) {
      return List.of(file(kind).toString(), kind.main());
    }
    return java(kind, Child.class.getName(), kind.main());
  }

  /** How a main class is started on an engine's class path. */
  List<String> java(EngineKind kind, String... mainAndArguments) {
    List<String> command = new ArrayList<>();
    Path home = kind.jdk().orElse(Path.of(System.getProperty("java.home")));
    command.add(home.resolve("bin/java").toString());
    command.addAll(kind.jvmFlags());
    command.addAll(unpacking());
    command.addAll(extraFlags);
    command.add("-cp");
    command.add(classes + System.getProperty("path.separator") + classpath(kind));
    command.addAll(List.of(mainAndArguments));
    return command;
  }

  /** Has natives unpacked, once, below the build's directory, and nothing fetched. */
  private List<String> unpacking() {
    String cache = directory.resolve("cache").toAbsolutePath().toString();
    return List.of(
        "-DDJL_CACHE_DIR=" + cache,
        "-DENGINE_CACHE_DIR=" + cache,
        "-Dai.djl.offline=true",
        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
        "-Dslf4j.internal.verbosity=ERROR");
  }

  /** The class path of an engine, without this module's classes. */
  String classpath(EngineKind kind) {
    try {
      return Files.readString(file(kind)).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path file(EngineKind kind) {
    return directory.resolve(kind.isProgram() ? kind.classpath() : kind.classpath() + ".classpath");
  }
}

package io.opwalk.examples.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much a user of each engine ships: the jars of its class path. */
final class Shipping {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private Shipping() {}

  static String table(List<EngineKind> kinds, Installation installation) throws IOException {
    Map<String, EngineKind> byClasspath = new LinkedHashMap<>();
    kinds.stream()
        .filter(kind -> !kind.isProgram() && installation.has(kind))
        .forEach(kind -> byClasspath.putIfAbsent(kind.classpath(), kind));
    StringBuilder text = new StringBuilder("| engine | jars | MB |\n|---|---|---|\n");
    for (EngineKind kind : byClasspath.values()) {
      int jars = 0;
      long bytes = 0;
      for (String entry : installation.classpath(kind).split(File.pathSeparator)) {
        if (entry.endsWith(".jar")) {
          jars++;
          bytes += Files.size(Path.of(entry));
        }
      }
      text.append(String.format(
          Locale.ROOT, "| %s | %d | %.1f |%n", kind.title(), jars, bytes / BYTES_PER_MEGABYTE));
    }
    return text.toString();
  }
}

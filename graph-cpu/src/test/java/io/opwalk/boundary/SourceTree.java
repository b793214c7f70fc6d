package io.opwalk.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The main sources of every module below a directory, looked at as files. */
record SourceTree(Path root) {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** What a package of the project must have and one of them has not, one line each. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<Path, Set<Path>> modulesOfPackage = new TreeMap<>();
    for (Path module : modules()) {
      Path sources = module.resolve(SOURCES);
      for (Path folder : packages(sources)) {
        modulesOfPackage
            .computeIfAbsent(sources.relativize(folder), unused -> new TreeSet<>())
            .add(root.relativize(module));
        if (!Files.exists(folder.resolve("package-info.java"))) {
          faults.add(root.relativize(folder) + " has no package-info.java");
        }
      }
    }
    modulesOfPackage.forEach((name, modules) -> {
      if (modules.size() > 1) {
        faults.add(name + " is in more than one module: " + modules);
      }
    });
    return faults;
  }

  /** Modules stand at the top level or, the examples, one below. */
  List<Path> modules() {
    return sorted(Stream.concat(
            children(root).stream(),
            children(root).stream().flatMap(folder -> children(folder).stream()))
        .filter(folder -> Files.isDirectory(folder.resolve(SOURCES))));
  }

  private static List<Path> packages(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return sorted(files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return sorted(children.filter(Files::isDirectory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sorted(Stream<Path> paths) {
    return paths.sorted().toList();
  }
}

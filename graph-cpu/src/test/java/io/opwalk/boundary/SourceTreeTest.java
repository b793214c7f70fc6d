package io.opwalk.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTreeTest {
  @TempDir
  Path root;

  @Test
  void everyPackageOfTheProjectSaysWhatBelongsInItAndIsInOneModule() {
    // Maven runs a module's tests in the module's own directory.
    SourceTree project = new SourceTree(Path.of(".."));
    List<String> modules = project.modules().stream()
        .map(module -> Path.of("..").relativize(module).toString())
        .toList();
    assertTrue(
        modules.containsAll(
            List.of("examples/quickstart", "graph-core", "graph-cpu", "graph-ops", "graph-plot")),
        modules::toString);
    assertEquals(List.of(), project.faults());
  }

  @Test
  void noticesAPackageWithoutInfoAndAPackageInTwoModules() throws IOException {
    source("core/src/main/java/a/b/package-info.java");
    source("core/src/main/java/a/b/Sound.java");
    source("core/src/main/java/a/c/Bare.java");
    source("examples/first/src/main/java/a/b/package-info.java");
    source("core/src/test/java/a/d/NotLookedAt.java");
    assertEquals(
        List.of(
            "core/src/main/java/a/c has no package-info.java",
            "a/b is in more than one module: [core, examples/first]"),
        new SourceTree(root).faults());
  }

  private void source(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}

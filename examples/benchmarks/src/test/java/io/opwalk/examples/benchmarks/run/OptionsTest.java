package io.opwalk.examples.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import io.opwalk.examples.benchmarks.workload.Workloads;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the command line means. */
final class OptionsTest {
  @Test
  void asksForEverythingUnlessTold() {
    Options options = Options.parse();
    assertTrue(Workloads.all().stream().allMatch(w -> options.wants(w.family(), w.name())));
    assertTrue(EngineKind.all().stream().allMatch(options::wants));
    assertEquals(List.of(1, 2), options.threads());
    assertEquals(List.of(Precision.F64, Precision.F32), options.precisions());
    assertEquals(Optional.empty(), options.docs());
  }

  @Test
  void takesFamiliesAndNames() {
    Options options = Options.parse("W3", "W4-n64", "--threads", "2", "--docs", "page.md");
    assertTrue(options.wants("W3", "W3"));
    assertFalse(options.wants("W3b", "W3b"));
    assertTrue(options.wants("W4", "W4-n64"));
    assertFalse(options.wants("W4", "W4-n256"));
    assertEquals(List.of(2), options.threads());
    assertEquals(Optional.of(Path.of("page.md")), options.docs());
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String[] arguments : List.of(
        new String[] {"--dtype", "f16"},
        new String[] {"--threads", "many"},
        new String[] {"--docs"},
        new String[] {"--turbo"})) {
      assertThrows(IllegalArgumentException.class, () -> Options.parse(arguments));
    }
  }

  @Test
  void everyEngineOfAWorkloadExists() {
    Set<String> known = new HashSet<>();
    EngineKind.all().forEach(kind -> assertTrue(known.add(kind.name()), kind.name()));
    Set<String> used = new TreeSet<>();
    for (WorkloadSet set : WorkloadSet.values()) {
      Set<String> names = new HashSet<>();
      for (Workload workload : set.workloads()) {
        assertTrue(names.add(workload.name()), workload.name());
        used.addAll(workload.engines());
      }
    }
    assertTrue(known.containsAll(used), used::toString);
  }
}

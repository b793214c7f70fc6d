package io.opwalk.spi;

import io.opwalk.CreationSite;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a compilation: the phases, what they took, and which rewrite rules fired, how
 * often and for which lines of the user's. Prints as two tables.
 *
 * <pre>{@code
 * CompileReport report = new CompileReport();
 * graph.compile(List.of(y), CompileOptions.builder().listener(report).build());
 * System.out.println(report);
 *
 * phase          ms  nodes
 * canonical    0.21     14
 * stable       0.18     12
 * ...
 *
 * phase        fired  rule                           lines
 * stable           2  log(softmax(x)) -> logSoftmax  Loss.java:31 (2)
 * }</pre>
 *
 * <p>One report may listen to several compilations, also on several threads; it then adds them up.
 * What stood where a rule fired, and what it became, is told by
 * {@link io.opwalk.rewrite.RewriteTrace}; {@link CompileListener#and} joins the two.
 */
public final class CompileReport implements CompileListener {
  /** How many lines are told apart for one rule in one phase. */
  public static final int LINES = 100;

  /** How many of them are printed. */
  private static final int PRINTED = 3;

  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private final Map<Key, Fired> fired = new LinkedHashMap<>();

  /**
   * A phase.
   *
   * @param name its name
   * @param nanos what it took, in nanoseconds
   * @param nodes how many nodes it left, where what it made is a graph
   */
  public record Phase(String name, long nanos, Optional<Integer> nodes) {}

  /**
   * A rule that fired.
   *
   * @param phase the phase in which it did
   * @param rule its name
   * @param times how often
   * @param lines the user's lines that built what it rewrote, with how often there; at most
   *     {@value #LINES} different ones, in the order in which they were met
   */
  public record Fired(String phase, String rule, long times, Map<CreationSite, Long> lines) {
    private Fired and(Optional<CreationSite> line) {
      Map<CreationSite, Long> counted = new LinkedHashMap<>(lines);
      line.filter(site -> counted.size() < LINES || counted.containsKey(site))
          .ifPresent(site -> counted.merge(site, 1L, Long::sum));
      return new Fired(phase, rule, times + 1, counted);
    }
  }

  private record Key(String phase, String rule) {}

  /** A report of nothing yet. */
  public CompileReport() {}

  @Override
  public synchronized void phaseEnded(String phase, IrGraph result, long nanos) {
    addPhase(phase, nanos, Optional.of(result.nodes().size()));
  }

  @Override
  public synchronized void lowered(String phase, String text, long nanos) {
    addPhase(phase, nanos, Optional.empty());
  }

  private void addPhase(String phase, long nanos, Optional<Integer> nodes) {
    phases.merge(
        phase,
        new Phase(phase, nanos, nodes),
        (before, now) -> new Phase(
            phase,
            before.nanos + now.nanos,
            before.nodes.map(count -> count + now.nodes.orElse(0))));
  }

  @Override
  public synchronized void ruleFired(String phase, String rule, IrValue before, IrValue after) {
    Optional<CreationSite> line = before.node().origin().site();
    fired.compute(
        new Key(phase, rule),
        (key, known) -> (known == null ? new Fired(phase, rule, 0, Map.of()) : known).and(line));
  }

  /** The phases, in the order in which they ran. */
  public synchronized List<Phase> phases() {
    return List.copyOf(phases.values());
  }

  /** The rules that fired, by phase, in the order in which they first did. */
  public synchronized List<Fired> fired() {
    return List.copyOf(fired.values());
  }

  /** How often a rule fired, in all phases together; 0 for one that did not. */
  public synchronized long times(String rule) {
    return fired.values().stream()
        .filter(each -> each.rule().equals(rule))
        .mapToLong(Fired::times)
        .sum();
  }

  /** A table of the phases, and one of the rules that fired. */
  @Override
  public synchronized String toString() {
    List<List<String>> ofPhases = new ArrayList<>(List.of(List.of("phase", "ms", "nodes")));
    phases
        .values()
        .forEach(phase -> ofPhases.add(List.of(
            phase.name(),
            String.format(Locale.ROOT, "%.2f", phase.nanos() / 1e6),
            phase.nodes().map(String::valueOf).orElse(""))));
    if (fired.isEmpty()) {
      return TextTable.of(ofPhases, 1, 2) + "\nno rule fired\n";
    }
    List<List<String>> ofRules =
        new ArrayList<>(List.of(List.of("phase", "fired", "rule", "lines")));
    fired
        .values()
        .forEach(each -> ofRules.add(
            List.of(each.phase(), Long.toString(each.times()), each.rule(), lines(each))));
    return TextTable.of(ofPhases, 1, 2) + "\n" + TextTable.of(ofRules, 1);
  }

  private static String lines(Fired each) {
    List<String> shown = new ArrayList<>();
    each.lines().forEach((line, times) -> shown.add(line + (times == 1 ? "" : " (" + times + ")")));
    int more = shown.size() - PRINTED;
    return String.join(", ", shown.subList(0, Math.min(PRINTED, shown.size())))
        + (more > 0 ? ", " + more + " more" : "");
  }
}

package io.opwalk.rewrite;

import io.opwalk.CreationSite;
import io.opwalk.ir.IrFormula;
import io.opwalk.ir.IrValue;
import io.opwalk.spi.CompileListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which rules fired, where, and how often; for people to read and for tests to ask.
 *
 * <pre>{@code
 * RewriteTrace trace = new RewriteTrace();
 * graph.compile(List.of(y), CompileOptions.builder().listener(trace).build());
 * System.out.println(trace);
 * }</pre>
 *
 * <p>Everything is counted; the first {@value #KEPT} firings are kept in full. Safe to share
 * between compilations on several threads.
 */
public final class RewriteTrace implements CompileListener {
  /** How many firings are kept in full. */
  public static final int KEPT = 1_000;

  /** How deep the formulas go. */
  private static final int DEPTH = 4;

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /**
   * One firing.
   *
   * @param phase the phase in which it was
   * @param rule the rule's name
   * @param before what it matched, as a formula
   * @param after what took its place, as a formula
   * @param site the user's line that built what was matched
   */
  public record Entry(
      String phase, String rule, String before, String after, Optional<CreationSite> site) {
    /** One line. */
    @Override
    public String toString() {
      return phase + ": " + rule + ": " + before + " => " + after
          + site.map(line -> " at " + line).orElse("");
    }
  }

  /** A trace of nothing yet. */
  public RewriteTrace() {}

  @Override
  public synchronized void ruleFired(String phase, String rule, IrValue before, IrValue after) {
    counts.merge(rule, 1L, Long::sum);
    if (entries.size() < KEPT) {
      entries.add(new Entry(
          phase,
          rule,
          IrFormula.of(before, DEPTH),
          IrFormula.of(after, DEPTH),
          before.node().origin().site()));
    }
  }

  /** The first firings, in order. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** How often each rule fired, in the order in which they first did. */
  public synchronized Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }

  /** How often one rule fired. */
  public synchronized long count(String rule) {
    return counts.getOrDefault(rule, 0L);
  }

  /** One line per firing that was kept, then one per rule with its count. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(entry).append('\n'));
    counts.forEach(
        (rule, count) -> text.append(count).append(" x ").append(rule).append('\n'));
    return text.toString();
  }
}

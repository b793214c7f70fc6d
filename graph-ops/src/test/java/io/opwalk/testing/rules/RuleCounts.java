package io.opwalk.testing.rules;

import io.opwalk.ir.IrValue;
import io.opwalk.ir.PassListener;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts, for the whole run of a module's tests, how often each rule fired in each phase. Compilers
 * find it as a service, and tests that apply rules themselves add it to their listener.
 */
public final class RuleCounts implements PassListener {
  private static final Map<String, Map<String, LongAdder>> COUNTS = new ConcurrentHashMap<>();

  @Override
  public void ruleFired(String phase, String rule, IrValue before, IrValue after) {
    COUNTS
        .computeIfAbsent(rule, unseen -> new ConcurrentHashMap<>())
        .computeIfAbsent(phase, unseen -> new LongAdder())
        .increment();
  }

  /** How often a rule has fired so far, by phase. */
  static Map<String, Long> of(String rule) {
    Map<String, Long> counts = new TreeMap<>();
    COUNTS.getOrDefault(rule, Map.of()).forEach((phase, count) -> counts.put(phase, count.sum()));
    return counts;
  }
}

package io.opwalk.cpu.internal.run;

import io.opwalk.Tensor;
import io.opwalk.internal.RecentlyUsed;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Programs by what they compute from what, for as long as the tensors live and up to a number, the
 * least recently used going first. Thread-safe; a program is made once, and who else wants it
 * meanwhile waits for it.
 *
 * <p>A program of collected tensors goes when the cache is next asked.
 */
public final class EvaluateCache {
  private final RecentlyUsed<TensorsKey, Program> programs;
  private final ReferenceQueue<Tensor> collected = new ReferenceQueue<>();

  /** A cache of at most so many programs. */
  public EvaluateCache(int limit) {
    programs = new RecentlyUsed<>(limit);
  }

  /**
   * The program that computes {@code outputs} when {@code fed} are fed, in any order.
   *
   * @param maker makes it where there is none; what it throws is thrown, and nothing is kept. The
   *     program must not hold the tensors
   */
  public Program get(List<Tensor> outputs, Collection<Tensor> fed, Supplier<Program> maker) {
    dropCollected();
    TensorsKey.Strong key = TensorsKey.of(outputs, fed);
    Optional<Program> known = programs.find(key);
    return known.isPresent() ? known.get() : programs.get(key.weak(collected), maker);
  }

  /** How many programs there are, those of collected tensors left out. */
  public long size() {
    dropCollected();
    return programs.statistics().size();
  }

  private void dropCollected() {
    for (Reference<? extends Tensor> dead = collected.poll();
        dead != null;
        dead = collected.poll()) {
      programs.remove(((TensorsKey.Watch) dead).key());
    }
  }
}

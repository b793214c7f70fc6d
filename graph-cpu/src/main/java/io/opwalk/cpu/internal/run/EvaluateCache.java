package io.opwalk.cpu.internal.run;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.opwalk.Tensor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Programs by what they compute from what, for as long as the tensors live and up to a number, the
 * least recently used going first. Thread-safe; a program is made once, and who else wants it
 * meanwhile waits for it.
 *
 * <p>A program of collected tensors goes when the cache is next asked.
 */
public final class EvaluateCache {
  private final Cache<TensorsKey, Program> programs;
  private final ReferenceQueue<Tensor> collected = new ReferenceQueue<>();

  /** A cache of at most so many programs. */
  public EvaluateCache(int limit) {
    programs = CacheBuilder.newBuilder().maximumSize(limit).build();
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
    Program known = programs.getIfPresent(key);
    if (known != null) {
      return known;
    }
    try {
      return programs.get(key.weak(collected), maker::get);
    } catch (UncheckedExecutionException | ExecutionError thrown) {
      throw unwrapped(thrown.getCause());
    } catch (ExecutionException checked) {
      throw new IllegalStateException(checked.getCause());
    }
  }

  /** How many programs there are, those of collected tensors left out. */
  public long size() {
    dropCollected();
    programs.cleanUp();
    return programs.size();
  }

  private void dropCollected() {
    for (Reference<? extends Tensor> dead = collected.poll();
        dead != null;
        dead = collected.poll()) {
      programs.invalidate(((TensorsKey.Watch) dead).key());
    }
  }

  private static RuntimeException unwrapped(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}

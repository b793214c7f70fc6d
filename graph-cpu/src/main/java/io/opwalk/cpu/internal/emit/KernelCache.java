package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Share;
import io.opwalk.cpu.internal.loop.Vectorise;
import io.opwalk.internal.RecentlyUsed;

/**
 * Kernels by the structure of their loop functions. Bounded; thread-safe; a function that several
 * threads ask for at once is emitted once. A kernel that is evicted lives on with whoever holds it,
 * and its class is unloaded after that.
 */
public final class KernelCache {
  /**
   * Enough for many models of some hundred kernels each, at a few kilobytes of metaspace a piece.
   */
  public static final int DEFAULT_MAXIMUM = 4096;

  /** Vectors such as most machines have: to ask for those of this one takes a while. */
  private static final int SOME_BITS = 256;

  private final RecentlyUsed<LoopFunction, Kernel> kernels;
  private final EmitListener listener;
  private final Tiers tiers;

  /** An empty cache of kernels that are plain loops. */
  public KernelCache(int maximum, EmitListener listener) {
    this(maximum, listener, Tiers.SCALAR);
  }

  /**
   * An empty cache.
   *
   * @param maximum how many kernels it holds at most; those used longest ago go first
   * @param listener told of every class that is made
   * @param tiers which code a kernel runs that there is vector code for
   */
  public KernelCache(int maximum, EmitListener listener, Tiers tiers) {
    this.tiers = tiers;
    this.kernels = new RecentlyUsed<>(maximum);
    this.listener = listener;
  }

  /** An empty cache of {@link #DEFAULT_MAXIMUM} kernels. */
  public KernelCache() {
    this(DEFAULT_MAXIMUM, emitted -> {});
  }

  /**
   * The function as code.
   *
   * @throws IllegalStateException where the function breaks the rules of the loop IR
   */
  public Kernel kernel(LoopFunction function) {
    // Hashing recurses into values, which sharing bounds; and more functions are the same after it.
    LoopFunction shared = Share.apply(function);
    return kernels.get(shared, () -> make(function, shared));
  }

  private Kernel make(LoopFunction function, LoopFunction shared) {
    LoopChecker.check(function);
    EmittedClass emitted = LoopEmitter.emit(LoopChecker.check(ScalarPasses.apply(shared)));
    listener.onEmit(emitted);
    Kernel plain = KernelLoader.load(emitted);
    return tiers != Tiers.SCALAR && Vectorise.isWorthwhile(shared, SOME_BITS)
        ? tiers.of(plain, new LoopCandidate(shared, listener))
        : plain;
  }

  /** What has happened so far. */
  public RecentlyUsed.Statistics statistics() {
    return kernels.statistics();
  }
}

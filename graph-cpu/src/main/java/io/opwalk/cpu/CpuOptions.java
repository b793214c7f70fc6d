package io.opwalk.cpu;

import io.opwalk.cpu.internal.run.Parts;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How much a {@link CpuBackend} keeps between calls, on which threads it computes, and with which
 * code. None of it changes a result. Immutable; made by {@link #builder()}.
 *
 * <pre>{@code
 * new CpuBackend(CpuOptions.builder().evaluateCacheSize(1000).build());
 * }</pre>
 */
public final class CpuOptions {
  /** Enough for many models of some hundred kernels each, at a few kilobytes of metaspace each. */
  public static final int DEFAULT_KERNEL_CACHE_SIZE = 4096;

  /** Enough to look into every tensor of a model of some hundred layers. */
  public static final int DEFAULT_EVALUATE_CACHE_SIZE = 512;

  /** Enough for the batches of training, the rest of an epoch, and validation. */
  public static final int DEFAULT_REMEMBERED_SHAPES = 8;

  private static final CpuOptions DEFAULTS = builder().build();

  private final int kernelCacheSize;
  private final int evaluateCacheSize;
  private final int idleWorkspaces;
  private final int rememberedShapes;
  private final int threads;
  private final Optional<Executor> executor;
  private final Parts parts;
  private final Tier tier;

  private CpuOptions(Builder builder) {
    this.kernelCacheSize = builder.kernelCacheSize;
    this.evaluateCacheSize = builder.evaluateCacheSize;
    this.idleWorkspaces = builder.idleWorkspaces;
    this.rememberedShapes = builder.rememberedShapes;
    this.threads = builder.threads;
    this.executor = builder.executor;
    this.parts = builder.parts;
    this.tier = builder.tier;
  }

  /** The default of every option. */
  public static CpuOptions defaults() {
    return DEFAULTS;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many kernels stay loaded for the next compilation that needs one of the same structure. */
  public int kernelCacheSize() {
    return kernelCacheSize;
  }

  /** For how many combinations of outputs and fed tensors {@code evaluate} keeps the program. */
  public int evaluateCacheSize() {
    return evaluateCacheSize;
  }

  /**
   * How many sets of intermediate arrays a function keeps for its next calls; unless set, one per
   * processor. They are let go before memory runs out.
   */
  public int idleWorkspaces() {
    return idleWorkspaces;
  }

  /** For how many sets of fed shapes a function keeps the sizes that follow from them. */
  public int rememberedShapes() {
    return rememberedShapes;
  }

  /**
   * How many threads work on one call at most, the calling one among them; unless set, one per
   * processor. A call with little to do never leaves its thread. Calls that run at once share the
   * helping threads: there are never more of them than {@code threads - 1} for a whole backend, and
   * a call that finds none free does all of its work itself.
   */
  public int threads() {
    return threads;
  }

  /**
   * Where helping threads come from; unless set, the backend has daemon threads of its own, which
   * start when they are first needed and end after some seconds without work.
   */
  public Optional<Executor> executor() {
    return executor;
  }

  /** Which code loops become; unless set, {@link Tier#ADAPTIVE}. */
  public Tier tier() {
    return tier;
  }

  /** What steps are split into, for tests: results are the same. */
  Parts parts() {
    return parts;
  }

  /** Collects options. */
  public static final class Builder {
    private int kernelCacheSize = DEFAULT_KERNEL_CACHE_SIZE;
    private int evaluateCacheSize = DEFAULT_EVALUATE_CACHE_SIZE;
    private int idleWorkspaces = Runtime.getRuntime().availableProcessors();
    private int rememberedShapes = DEFAULT_REMEMBERED_SHAPES;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Optional<Executor> executor = Optional.empty();
    private Parts parts = Parts.WORTHWHILE;
    private Tier tier = Tier.ADAPTIVE;

    private Builder() {}

    /** Sets {@link CpuOptions#kernelCacheSize}, 0 or more. */
    public Builder kernelCacheSize(int size) {
      kernelCacheSize = checked("kernelCacheSize", size);
      return this;
    }

    /** Sets {@link CpuOptions#evaluateCacheSize}, 0 or more. */
    public Builder evaluateCacheSize(int size) {
      evaluateCacheSize = checked("evaluateCacheSize", size);
      return this;
    }

    /** Sets {@link CpuOptions#idleWorkspaces}, 0 or more. */
    public Builder idleWorkspaces(int count) {
      idleWorkspaces = checked("idleWorkspaces", count);
      return this;
    }

    /** Sets {@link CpuOptions#rememberedShapes}, 0 or more. */
    public Builder rememberedShapes(int count) {
      rememberedShapes = checked("rememberedShapes", count);
      return this;
    }

    /** Sets {@link CpuOptions#threads}, 1 or more; with 1 everything runs in the calling thread. */
    public Builder threads(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("threads must be 1 or more, found " + count);
      }
      threads = count;
      return this;
    }

    /**
     * Sets {@link CpuOptions#executor}. A call hands it at most {@code threads - 1} tasks, which
     * end soon after there is nothing left to help with, and never waits for one that has not
     * started: an executor that is busy, refuses tasks or never runs any costs speed only.
     */
    public Builder executor(Executor threads) {
      executor = Optional.of(threads);
      return this;
    }

    /** Sets {@link CpuOptions#tier}. */
    public Builder tier(Tier code) {
      tier = Objects.requireNonNull(code, "tier");
      return this;
    }

    Builder parts(Parts some) {
      parts = some;
      return this;
    }

    private static int checked(String option, int value) {
      if (value < 0) {
        throw new IllegalArgumentException(option + " must be 0 or more, found " + value);
      }
      return value;
    }

    /** The options. */
    public CpuOptions build() {
      return new CpuOptions(this);
    }
  }
}

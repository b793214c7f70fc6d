package io.opwalk.cpu;

/**
 * How much a {@link CpuBackend} keeps between calls. None of it changes a result. Immutable; made
 * by {@link #builder()}.
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

  private CpuOptions(Builder builder) {
    this.kernelCacheSize = builder.kernelCacheSize;
    this.evaluateCacheSize = builder.evaluateCacheSize;
    this.idleWorkspaces = builder.idleWorkspaces;
    this.rememberedShapes = builder.rememberedShapes;
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

  /** Collects options. */
  public static final class Builder {
    private int kernelCacheSize = DEFAULT_KERNEL_CACHE_SIZE;
    private int evaluateCacheSize = DEFAULT_EVALUATE_CACHE_SIZE;
    private int idleWorkspaces = Runtime.getRuntime().availableProcessors();
    private int rememberedShapes = DEFAULT_REMEMBERED_SHAPES;

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

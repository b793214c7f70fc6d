package io.opwalk.spi;

import io.opwalk.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to compile. Immutable; made by {@link #builder()}.
 *
 * <pre>{@code
 * CompileOptions.builder().without("log(1+x) -> log1p(x)").listener(report).build();
 * }</pre>
 */
public final class CompileOptions {
  private static final CompileOptions DEFAULTS = builder().build();

  private final Set<String> enabledRules;
  private final Set<String> disabledRules;
  private final Set<String> disabledPhases;
  private final List<Tensor> feeding;
  private final CompileListener listener;
  private final Optional<Backend> backend;

  private CompileOptions(Builder builder) {
    this.enabledRules = Set.copyOf(builder.enabledRules);
    this.disabledRules = Set.copyOf(builder.disabledRules);
    this.disabledPhases = Set.copyOf(builder.disabledPhases);
    this.feeding = List.copyOf(builder.feeding);
    this.listener = builder.listener;
    this.backend = builder.backend;
  }

  /** All rules whose safety the default allows, no listener, the best backend. */
  public static CompileOptions defaults() {
    return DEFAULTS;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The names of rewrite rules that may fire although the default does not allow their kind. */
  public Set<String> enabledRules() {
    return enabledRules;
  }

  /** The names of rewrite rules that must not fire. */
  public Set<String> disabledRules() {
    return disabledRules;
  }

  /** The names of optional phases that must not run. */
  public Set<String> disabledPhases() {
    return disabledPhases;
  }

  /** Tensors, placeholders or not, that calls will feed; each once, in the order given. */
  public List<Tensor> feeding() {
    return feeding;
  }

  /** Who is told what happens. */
  public CompileListener listener() {
    return listener;
  }

  /** The backend to use, where the caller chose one. */
  public Optional<Backend> backend() {
    return backend;
  }

  /** Collects options. */
  public static final class Builder {
    private final Set<String> enabledRules = new LinkedHashSet<>();
    private final Set<String> disabledRules = new LinkedHashSet<>();
    private final Set<String> disabledPhases = new LinkedHashSet<>();
    private final Set<Tensor> feeding = new LinkedHashSet<>();
    private CompileListener listener = CompileListener.NONE;
    private Optional<Backend> backend = Optional.empty();

    private Builder() {}

    /**
     * Switches a rewrite rule on by its name that is off by default, since it may change roundings
     * or what becomes of infinities; an unknown name is an error when compiling.
     */
    public Builder with(String rule) {
      enabledRules.add(Objects.requireNonNull(rule, "rule"));
      return this;
    }

    /** Switches a rewrite rule off by its name; an unknown name is an error when compiling. */
    public Builder without(String rule) {
      disabledRules.add(Objects.requireNonNull(rule, "rule"));
      return this;
    }

    /** Switches an optional phase off by its name; an unknown name is an error when compiling. */
    public Builder withoutPhase(String phase) {
      disabledPhases.add(Objects.requireNonNull(phase, "phase"));
      return this;
    }

    /** Says that calls will feed these tensors, which need not be placeholders. */
    public Builder feeding(Tensor... tensors) {
      return feeding(Arrays.asList(tensors));
    }

    /** As {@link #feeding(Tensor...)}. */
    public Builder feeding(Collection<Tensor> tensors) {
      tensors.forEach(tensor -> Objects.requireNonNull(tensor, "a tensor to feed"));
      feeding.addAll(tensors);
      return this;
    }

    /** Sets who is told what happens. */
    public Builder listener(CompileListener newListener) {
      this.listener = Objects.requireNonNull(newListener, "listener");
      return this;
    }

    /** Chooses the backend. */
    public Builder backend(Backend newBackend) {
      this.backend = Optional.of(Objects.requireNonNull(newBackend, "backend"));
      return this;
    }

    /** The options. */
    public CompileOptions build() {
      return new CompileOptions(this);
    }
  }
}

package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One row of the table of op cases.
 *
 * <pre>{@code
 * OpCase.named("subtract")
 *     .covers("Arithmetic.subtract")
 *     .operands(Operand.any(), Operand.any())
 *     .dtypes(FLOAT64, FLOAT32)
 *     .sizes(Sizes.binary())
 *     .build(in -> subtract(in.get(0), in.get(1)))
 *     .oracle(ArrayOracle.elementwise(args -> args[0] - args[1]))
 *     .tolerance(Tolerance.EXACT)
 *     .row();
 * }</pre>
 *
 * @param name the row's name, unique
 * @param covers the public methods of {@code io.opwalk.ops} that the row stands for, as
 *     {@code Class.method}; the ops it covers are seen from the graph that it builds
 * @param operands its inputs
 * @param dtypes the dtypes to run it in
 * @param sizes the sizes to run it with, one shape per input
 * @param symbolic whether sizes other than 1 may be unknown when the graph is built
 * @param costly whether the oracle takes so long that large sizes are for the long tests
 * @param builder builds the op
 * @param oracle computes what is expected, independently
 * @param tolerance how far off a result may be
 */
public record OpCase(
    String name,
    Set<String> covers,
    List<Operand> operands,
    List<DType> dtypes,
    List<List<List<Integer>>> sizes,
    boolean symbolic,
    boolean costly,
    Function<List<Tensor>, Tensor> builder,
    ArrayOracle oracle,
    Tolerance tolerance) {
  /** How many elements an operand of a costly row has at most in the default build. */
  private static final int AFFORDABLE = 100;

  /** Checks that the row is whole. */
  public OpCase {
    covers = Set.copyOf(covers);
    operands = List.copyOf(operands);
    dtypes = List.copyOf(dtypes);
    sizes = List.copyOf(sizes);
    if (dtypes.isEmpty()
        || sizes.isEmpty()
        || builder == null
        || oracle == null
        || tolerance == null) {
      throw new IllegalArgumentException("the row '" + name + "' is not whole");
    }
    for (List<List<Integer>> shapes : sizes) {
      if (shapes.size() != operands.size()) {
        throw new IllegalArgumentException("the row '" + name + "' has " + operands.size()
            + " operands, and sizes for " + shapes.size());
      }
    }
  }

  /** Starts a row. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Whether there is a gradient in some input. */
  public boolean isDifferentiable() {
    return operands.stream().anyMatch(operand -> operand.smooth().isPresent());
  }

  /** Every combination of dtype, sizes, known or unknown dims, ordinary and special values. */
  public List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (DType dtype : dtypes) {
      for (List<List<Integer>> shapes : sizes) {
        trials.add(new Trial(this, dtype, shapes, false, Trial.Feeding.ORDINARY));
        trials.add(new Trial(this, dtype, shapes, symbolic, Trial.Feeding.SPECIAL));
      }
    }
    return trials;
  }

  /** Those that the default build compares with the oracle: of a costly row the small ones. */
  public List<Trial> affordableTrials() {
    return trials().stream()
        .filter(trial -> !costly || isAtMost(AFFORDABLE, trial.sizes()))
        .toList();
  }

  private static boolean isAtMost(int elements, List<List<Integer>> shapes) {
    return shapes.stream()
        .allMatch(shape -> shape.stream().reduce(1, Math::multiplyExact) <= elements);
  }

  /** The trials of a gradient test in float64. */
  public List<Trial> smoothTrials(int elements) {
    return smoothTrials(DType.FLOAT64, elements);
  }

  /** The trials of a gradient test: all sizes up to {@code elements} in each operand. */
  public List<Trial> smoothTrials(DType dtype, int elements) {
    if (!isDifferentiable() || !dtypes.contains(dtype)) {
      return List.of();
    }
    return sizes.stream()
        .filter(shapes -> isAtMost(elements, shapes))
        .map(shapes -> new Trial(this, dtype, shapes, symbolic, Trial.Feeding.SMOOTH))
        .toList();
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  /** Collects a row. */
  public static final class Builder {
    private final String name;
    private final Set<String> covers = new TreeSet<>();
    private List<Operand> operands = List.of();
    private List<DType> dtypes = List.of(DType.FLOAT64, DType.FLOAT32);
    private List<List<List<Integer>>> sizes = List.of();
    private boolean symbolic = true;
    private boolean costly;
    private Function<List<Tensor>, Tensor> builder;
    private ArrayOracle oracle;
    private Tolerance tolerance;

    private Builder(String name) {
      this.name = name;
    }

    /** The methods of {@code io.opwalk.ops} that the row stands for, as {@code Class.method}. */
    public Builder covers(String... methods) {
      covers.addAll(Arrays.asList(methods));
      return this;
    }

    /** The inputs; unless sizes are given, those of operands that broadcast. */
    public Builder operands(Operand... some) {
      this.operands = List.of(some);
      if (sizes.isEmpty() && some.length > 0) {
        this.sizes = Sizes.broadcasting(some.length);
      }
      return this;
    }

    /** The dtypes; FLOAT64 and FLOAT32 unless said. */
    public Builder dtypes(DType... some) {
      this.dtypes = List.of(some);
      return this;
    }

    /** The dtypes; FLOAT64 and FLOAT32 unless said. */
    public Builder dtypes(List<DType> some) {
      this.dtypes = some;
      return this;
    }

    /** The sizes, as {@link Sizes#of} reads them. */
    public Builder sizes(String... texts) {
      this.sizes = Sizes.of(texts);
      return this;
    }

    /** The sizes. */
    public Builder sizes(List<List<List<Integer>>> some) {
      this.sizes = some;
      return this;
    }

    /** Says that sizes must be known when the graph is built. */
    public Builder fixedSizes() {
      this.symbolic = false;
      return this;
    }

    /** Says whether the oracle is slow. */
    public Builder costly(boolean isCostly) {
      this.costly = isCostly;
      return this;
    }

    /** How the op is built. */
    public Builder build(Function<List<Tensor>, Tensor> function) {
      this.builder = function;
      return this;
    }

    /** What is expected. */
    public Builder oracle(ArrayOracle newOracle) {
      this.oracle = newOracle;
      return this;
    }

    /** How far off a result may be. */
    public Builder tolerance(Tolerance newTolerance) {
      this.tolerance = newTolerance;
      return this;
    }

    /** The row. */
    public OpCase row() {
      return new OpCase(
          name, covers, operands, dtypes, sizes, symbolic, costly, builder, oracle, tolerance);
    }
  }
}

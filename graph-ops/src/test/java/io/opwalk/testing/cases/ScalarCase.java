package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.testing.precise.Precise;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that tests need to know of one scalar function. Arguments and results of floating dtypes are
 * doubles that the dtype has; a bool is 1 or 0.
 */
public final class ScalarCase {
  /**
   * What a function must give, to the bit, but that all NaNs are one.
   *
   * @param args the arguments
   * @param expected the result, rounded to the dtype
   */
  public record Special(List<Double> args, double expected) {}

  /**
   * What a derivative must give where a function has a kink, or at the edge of its domain.
   *
   * @param argument the argument that the derivative is in
   * @param args the arguments
   * @param expected the derivative
   */
  public record Slope(int argument, List<Double> args, double expected) {}

  /** The number whose ulp is the unit of error. */
  @FunctionalInterface
  interface Magnitude {
    /** From the arguments and the exact result, rounded to a double. */
    double of(DType dtype, double[] args, double exact);
  }

  private final ScalarFunction function;
  private Oracle oracle;
  private double ulps64;
  private double ulps32;
  private Magnitude magnitude = (dtype, args, exact) -> Math.abs(exact);
  private Predicate<double[]> known = args -> true;
  private boolean costly;
  private final List<Box> focus = new ArrayList<>();
  private final List<Double> corners = new ArrayList<>();
  private final List<Special> specials = new ArrayList<>();
  private final List<Box> smooth = new ArrayList<>();
  private final List<Slope> slopes = new ArrayList<>();
  private final Set<List<Integer>> unknownSeconds = new HashSet<>();
  private Optional<BiFunction<DType, List<BigInteger>, BigInteger>> integers = Optional.empty();

  private ScalarCase(ScalarFunction function) {
    this.function = Objects.requireNonNull(function);
  }

  static ScalarCase of(ScalarFunction function) {
    return new ScalarCase(function);
  }

  ScalarCase oracle(Oracle definition) {
    oracle = definition;
    return this;
  }

  ScalarCase unary(UnaryOperator<Precise> definition) {
    return oracle(args -> definition.apply(args[0]));
  }

  ScalarCase binary(BinaryOperator<Precise> definition) {
    return oracle(args -> definition.apply(args[0], args[1]));
  }

  /** How many ulp a result may be off, in FLOAT64 and in FLOAT32; half is correctly rounded. */
  ScalarCase within(double float64, double float32) {
    ulps64 = float64;
    ulps32 = float32;
    return this;
  }

  /** The number whose ulp is the unit of error, where that is not the result. */
  ScalarCase inUnitsOf(Magnitude newMagnitude) {
    magnitude = newMagnitude;
    return this;
  }

  /**
   * Where the oracle is to be asked. Outside of that no more is known than the special values, and
   * no samples are taken; those in the focus have to be inside.
   */
  ScalarCase known(Predicate<double[]> where) {
    known = where;
    return this;
  }

  /** Says that the oracle is slow: a tenth of the samples will do. */
  ScalarCase costly() {
    costly = true;
    return this;
  }

  /** Whether the oracle is slow. */
  public boolean isCostly() {
    return costly;
  }

  /** Where more samples are taken: bounds of each argument. */
  ScalarCase focus(double... bounds) {
    focus.add(Box.of(bounds));
    return this;
  }

  /** Around which values of an argument samples are taken. */
  ScalarCase corners(double... values) {
    for (double value : values) {
      corners.add(value);
    }
    return this;
  }

  /** What the function gives for some arguments, to the bit. */
  ScalarCase gives(double expected, double... args) {
    specials.add(new Special(listOf(args), expected));
    return this;
  }

  /** Where the function is smooth, and no slope is extreme. */
  ScalarCase smooth(double... bounds) {
    smooth.add(Box.of(bounds));
    return this;
  }

  /** What a derivative is where the function is not smooth. */
  ScalarCase slope(int argument, double expected, double... args) {
    slopes.add(new Slope(argument, listOf(args), expected));
    return this;
  }

  /** Says that the derivative in {@code first} has none that is known in {@code second}. */
  ScalarCase noSecondDerivative(int first, int second) {
    unknownSeconds.add(List.of(first, second));
    return this;
  }

  /** What the function is of integers that know no bounds; wraps to the dtype. */
  ScalarCase integers(Function<List<BigInteger>, BigInteger> definition) {
    return integersOf((dtype, args) -> definition.apply(args));
  }

  /** As {@link #integers}, where it depends on how many bits there are. */
  ScalarCase integersOf(BiFunction<DType, List<BigInteger>, BigInteger> definition) {
    integers = Optional.of(definition);
    return this;
  }

  private static List<Double> listOf(double... values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return List.copyOf(list);
  }

  /** Whether the derivative in {@code first} has one that is known in {@code second}. */
  public boolean hasSecondDerivative(int first, int second) {
    return !unknownSeconds.contains(List.of(first, second));
  }

  /** The function. */
  public ScalarFunction function() {
    return function;
  }

  /** The dtypes it is defined for. */
  public List<DType> dtypes() {
    return List.of(DType.values()).stream().filter(function.domain()::admits).toList();
  }

  /** The dtype of an argument where the dtype of computation is the given one. */
  public DType inputType(int argument, DType dtype) {
    return function.isConditional() && argument == 0 ? DType.BOOL : dtype;
  }

  /** The value at arguments that are finite. */
  public Precise expected(double... args) {
    return oracle.at(precise(args));
  }

  /** The values of integers; empty where the function is not defined for them. */
  public Optional<BiFunction<DType, List<BigInteger>, BigInteger>> integers() {
    return integers;
  }

  /**
   * How far a result may be from the exact one.
   *
   * @param args the arguments
   * @param exact the exact result, rounded to a double
   */
  public double allowed(DType dtype, double[] args, double exact) {
    double unit = magnitude.of(dtype, args, exact);
    return dtype == DType.FLOAT32
        ? ulps32 * Math.ulp((float) Math.min(unit, Float.MAX_VALUE))
        : ulps64 * Math.ulp(Math.min(unit, Double.MAX_VALUE));
  }

  /** The bound that {@link #allowed} is made from, in ulp. */
  public double ulps(DType dtype) {
    return dtype == DType.FLOAT32 ? ulps32 : ulps64;
  }

  /** Whether the oracle may be asked. */
  public boolean isKnown(double... args) {
    return known.test(args);
  }

  /** Where more samples are taken. */
  public List<Box> focus() {
    return List.copyOf(focus);
  }

  /** Values of an argument around which samples are taken. */
  public List<Double> corners() {
    return List.copyOf(corners);
  }

  /** Random finite arguments in a floating dtype, the same for the same seed. */
  public List<double[]> samples(DType dtype, int count, long seed) {
    return Samples.draw(this, dtype, costly ? count / 10 : count, new Random(seed));
  }

  /** What must be given to the bit. */
  public List<Special> specials() {
    return List.copyOf(specials);
  }

  /** Where the function is smooth; empty where it is nowhere or takes no floating dtype. */
  public List<Box> smooth() {
    return List.copyOf(smooth);
  }

  /** What the derivatives are where the function is not smooth. */
  public List<Slope> slopes() {
    return List.copyOf(slopes);
  }

  /** Random arguments where the function is smooth, the same for the same seed. */
  public List<double[]> smoothSamples(DType dtype, int count, long seed) {
    Random random = new Random(seed);
    int wanted = costly ? count / 10 : count;
    List<double[]> points = new ArrayList<>(wanted);
    while (points.size() < wanted && !smooth.isEmpty()) {
      points.add(smooth.get(random.nextInt(smooth.size())).point(random, dtype));
    }
    return points;
  }

  /**
   * The partial derivative at a smooth point, from the oracle: the difference quotient over five
   * points. With steps of 2^-24 both its error of fourth order and the rounding of 128 bits stay
   * below 2^-55 of values of the order of 1.
   */
  public Precise derivative(int argument, double... args) {
    return slope(oracle, argument).at(precise(args));
  }

  /** The derivative in {@code second} of the derivative in {@code first}, in the same way. */
  public Precise derivative(int first, int second, double... args) {
    return slope(slope(oracle, first), second).at(precise(args));
  }

  private static Oracle slope(Oracle of, int argument) {
    return args -> {
      Precise size = args[argument].abs();
      Precise step = (size.compareTo(Precise.ONE) > 0 ? size : Precise.ONE).scaled(-24);
      Precise near = apart(of, argument, args, step);
      Precise far = apart(of, argument, args, step.scaled(1));
      return near.times(8).minus(far).over(step.times(12));
    };
  }

  private static Precise apart(Oracle of, int argument, Precise[] args, Precise step) {
    Precise[] above = args.clone();
    Precise[] below = args.clone();
    above[argument] = above[argument].plus(step);
    below[argument] = below[argument].minus(step);
    return of.at(above).minus(of.at(below));
  }

  private static Precise[] precise(double... args) {
    Precise[] exact = new Precise[args.length];
    for (int i = 0; i < args.length; i++) {
      exact[i] = Precise.of(args[i]);
    }
    return exact;
  }

  /** What the row lacks; empty where it is whole. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    boolean takesIntegers = dtypes().contains(DType.INT64);
    if (takesIntegers && integers.isEmpty()) {
      gaps.add("values of integers");
    }
    boolean takesOthers = dtypes().stream().anyMatch(dtype -> !dtype.isInteger());
    if (takesOthers && oracle == null) {
      gaps.add("oracle");
    }
    if (takesOthers && specials.isEmpty()) {
      gaps.add("special values");
    }
    boolean differentiable = false;
    for (int i = 0; i < function.arity(); i++) {
      differentiable |= function.derivative(i).isPresent();
    }
    if (differentiable && smooth.isEmpty()) {
      gaps.add("where it is smooth");
    }
    return gaps;
  }

  @Override
  public String toString() {
    return function.name();
  }
}

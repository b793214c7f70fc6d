package io.opwalk;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arithmetic over three variables as a plain tree, with meanings of its own to compare {@link Dim}
 * with: its value in {@link BigInteger}, and its expansion as a polynomial.
 */
sealed interface DimExpression {
  int VARIABLES = 3;

  /** Builds the size by the operations of {@link Dim}. */
  Dim build(List<? extends Dim> variables);

  /** Returns the value, or empty where a divisor is 0. */
  Optional<BigInteger> value(List<Integer> sizes);

  /** Returns the coefficient of each product of powers; only of what {@link #polynomials} makes. */
  Map<List<Integer>, BigInteger> expand();

  /** Returns a differently built tree of the same polynomial. */
  DimExpression scrambled();

  enum Operator {
    ADD("+", Dim::plus, BigInteger::add),
    SUBTRACT("-", Dim::minus, BigInteger::subtract),
    MULTIPLY("*", Dim::times, BigInteger::multiply),
    FLOOR_DIV("/", Dim::floorDiv, Operator::floorDiv),
    MAX("max", Dim::max, BigInteger::max),
    MIN("min", Dim::min, BigInteger::min);

    private final String text;
    private final BiFunction<Dim, Dim, Dim> build;
    private final BiFunction<BigInteger, BigInteger, BigInteger> value;

    Operator(
        String text,
        BiFunction<Dim, Dim, Dim> build,
        BiFunction<BigInteger, BigInteger, BigInteger> value) {
      this.text = text;
      this.build = build;
      this.value = value;
    }

    private static BigInteger floorDiv(BigInteger a, BigInteger b) {
      BigInteger[] parts = a.divideAndRemainder(b);
      boolean roundedUp = parts[1].signum() * b.signum() < 0;
      return roundedUp ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
  }

  record Constant(long number) implements DimExpression {
    @Override
    public Dim build(List<? extends Dim> variables) {
      Dim magnitude = Dim.of(Math.abs(number));
      return number < 0 ? magnitude.times(-1) : magnitude;
    }

    @Override
    public Optional<BigInteger> value(List<Integer> sizes) {
      return Optional.of(BigInteger.valueOf(number));
    }

    @Override
    public Map<List<Integer>, BigInteger> expand() {
      return number == 0 ? Map.of() : Map.of(List.of(0, 0, 0), BigInteger.valueOf(number));
    }

    @Override
    public DimExpression scrambled() {
      return new Binary(Operator.SUBTRACT, new Constant(number + 2), new Constant(2));
    }

    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  record Variable(int index) implements DimExpression {
    @Override
    public Dim build(List<? extends Dim> variables) {
      return variables.get(index);
    }

    @Override
    public Optional<BigInteger> value(List<Integer> sizes) {
      return Optional.of(BigInteger.valueOf(sizes.get(index)));
    }

    @Override
    public Map<List<Integer>, BigInteger> expand() {
      List<List<Integer>> units = List.of(List.of(1, 0, 0), List.of(0, 1, 0), List.of(0, 0, 1));
      return Map.of(units.get(index), BigInteger.ONE);
    }

    @Override
    public DimExpression scrambled() {
      return this;
    }

    @Override
    public String toString() {
      return List.of("x", "y", "z").get(index);
    }
  }

  record Binary(Operator operator, DimExpression left, DimExpression right)
      implements DimExpression {
    @Override
    public Dim build(List<? extends Dim> variables) {
      return operator.build.apply(left.build(variables), right.build(variables));
    }

    @Override
    public Optional<BigInteger> value(List<Integer> sizes) {
      Optional<BigInteger> a = left.value(sizes);
      Optional<BigInteger> b = right.value(sizes);
      if (a.isEmpty()
          || b.isEmpty()
          || (operator == Operator.FLOOR_DIV && b.get().signum() == 0)) {
        return Optional.empty();
      }
      return Optional.of(operator.value.apply(a.get(), b.get()));
    }

    @Override
    public Map<List<Integer>, BigInteger> expand() {
      Map<List<Integer>, BigInteger> a = left.expand();
      Map<List<Integer>, BigInteger> b = right.expand();
      return switch (operator) {
        case ADD -> sum(a, b);
        case SUBTRACT -> sum(a, product(b, new Constant(-1).expand()));
        case MULTIPLY -> product(a, b);
        case FLOOR_DIV, MAX, MIN -> throw new IllegalStateException("not a polynomial: " + this);
      };
    }

    /** Swaps operands, distributes products over sums, and turns differences into sums. */
    @Override
    public DimExpression scrambled() {
      DimExpression a = left.scrambled();
      DimExpression b = right.scrambled();
      return switch (operator) {
        case ADD -> new Binary(Operator.ADD, b, a);
        case SUBTRACT ->
          new Binary(Operator.ADD, new Binary(Operator.MULTIPLY, b, new Constant(-1)), a);
        case MULTIPLY ->
          a instanceof Binary sum && sum.operator == Operator.ADD
              ? new Binary(
                  Operator.ADD,
                  new Binary(Operator.MULTIPLY, b, sum.left),
                  new Binary(Operator.MULTIPLY, sum.right, b))
              : new Binary(Operator.MULTIPLY, b, a);
        case FLOOR_DIV -> new Binary(operator, a, b);
        case MAX, MIN -> new Binary(operator, b, a);
      };
    }

    @Override
    public String toString() {
      return "(" + left + " " + operator.text + " " + right + ")";
    }

    private static Map<List<Integer>, BigInteger> sum(
        Map<List<Integer>, BigInteger> a, Map<List<Integer>, BigInteger> b) {
      Map<List<Integer>, BigInteger> sum = new HashMap<>();
      sum.putAll(a);
      b.forEach((powers, coefficient) -> sum.merge(powers, coefficient, BigInteger::add));
      sum.values().removeIf(coefficient -> coefficient.signum() == 0);
      return sum;
    }

    private static Map<List<Integer>, BigInteger> product(
        Map<List<Integer>, BigInteger> a, Map<List<Integer>, BigInteger> b) {
      Map<List<Integer>, BigInteger> product = new HashMap<>();
      a.forEach((p, x) -> b.forEach((q, y) -> product.merge(
          List.of(p.get(0) + q.get(0), p.get(1) + q.get(1), p.get(2) + q.get(2)),
          x.multiply(y),
          BigInteger::add)));
      product.values().removeIf(coefficient -> coefficient.signum() == 0);
      return product;
    }
  }

  /** Makes trees of sums, differences and products. */
  static Arbitrary<DimExpression> polynomials(int depth) {
    return trees(depth, List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY));
  }

  /** Makes trees of all operations. */
  static Arbitrary<DimExpression> expressions(int depth) {
    return trees(depth, List.of(Operator.values()));
  }

  private static Arbitrary<DimExpression> trees(int depth, List<Operator> operators) {
    Arbitrary<DimExpression> leaf = Arbitraries.oneOf(
        Arbitraries.integers().between(0, VARIABLES - 1).map(Variable::new),
        Arbitraries.longs().between(-6, 6).map(Constant::new));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<DimExpression> operand = trees(depth - 1, operators);
    Arbitrary<DimExpression> binary =
        Combinators.combine(Arbitraries.of(operators), operand, operand).as(Binary::new);
    return Arbitraries.frequencyOf(Tuple.of(1, leaf), Tuple.of(4, binary));
  }
}

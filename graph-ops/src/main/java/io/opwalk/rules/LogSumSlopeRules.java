package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.EXPM1;
import static io.opwalk.ops.scalar.LogicFunctions.EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.GradientRules.masked;
import static io.opwalk.rules.GradientRules.through;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of logarithms of sums and differences of exponentials that are added one by one: what
 * overflows above and below the line of a quotient is left away.
 */
final class LogSumSlopeRules {
  /** Of two terms, there is a shorter form. */
  private static final int LEAST = 3;

  private LogSumSlopeRules() {}

  static List<Rule> all() {
    Pattern g = any("g");
    Pattern a = any("a");
    Pattern b = any("b");
    Pattern expA = fn(EXP, a);
    Pattern expB = fn(EXP, b);
    Pattern difference = masked(g, fn(DIVIDE, g, fn(SUBTRACT, expA, expB)));
    Pattern toB = fn(NEGATIVE, fn(MULTIPLY, difference, expB));
    return List.of(
        stabilises("slope of log(exp(x)) -> 1", through(masked(g, fn(DIVIDE, g, expA)), expA), g),
        stabilises(
            "slope of log(exp(a)+exp(b)) -> sigmoid(a-b)",
            through(masked(g, fn(DIVIDE, g, fn(ADD, expA, expB))), expA),
            // Half each where both are the same infinity.
            fn(MULTIPLY, g, fn(SIGMOID, fn(WHERE, fn(EQUAL, a, b), lit(0), fn(SUBTRACT, a, b))))),
        ofLongSum(),
        stabilises(
            "slope of log(exp(a)-exp(b)) in a -> 1/(-expm1(-(a-b)))",
            through(difference, expA),
            masked(g, fn(DIVIDE, g, fn(NEGATIVE, fn(EXPM1, fn(NEGATIVE, fn(SUBTRACT, a, b))))))),
        stabilises(
            "slope of log(exp(a)-exp(b)) in b -> -1/expm1(a-b)",
            masked(fn(NEGATIVE, difference), toB),
            masked(g, fn(NEGATIVE, fn(DIVIDE, g, fn(EXPM1, fn(SUBTRACT, a, b)))))));
  }

  /** The share that one of at least three terms has, all scaled by the largest. */
  private static Rule ofLongSum() {
    Pattern g = any("g");
    Pattern expA = fn(EXP, any("a"));
    Pattern fewest = fn(ADD, fn(ADD, expA, fn(EXP, any("b"))), fn(EXP, any("c")));
    Pattern sum = either(fewest, any("sum"));
    return Rule.named("slope of log(exp(a)+exp(b)+exp(c)+...) -> exp(a)/(exp(a)+...), scaled")
        .when(through(masked(g, fn(DIVIDE, g, sum)), expA))
        .then(LogSumSlopeRules::share)
        .where(match -> sum(match).size() >= LEAST)
        .safety(Safety.STABILISES)
        .build();
  }

  private static Exponentials sum(Match match) {
    IrValue sum = match.findValue("sum").orElseGet(() -> {
      IrValue first = exp(match, "a");
      IrValue two = match.apply(new Elementwise(ADD), first, exp(match, "b"));
      return match.apply(new Elementwise(ADD), two, exp(match, "c"));
    });
    return Exponentials.of(sum).orElse(new Exponentials(List.of(), false));
  }

  private static IrValue exp(Match match, String name) {
    return match.apply(new Elementwise(EXP), match.value(name));
  }

  private static IrValue share(Match match) {
    Exponentials sum = sum(match);
    List<IrValue> values = new ArrayList<>(List.of(match.value("g"), match.value("a")));
    values.addAll(sum.exponents());
    return match.build(
        inputs ->
            share(inputs.get(0), inputs.get(1), inputs.subList(2, inputs.size()), sum.withOne()),
        values.toArray(IrValue[]::new));
  }

  private static Tensor share(Tensor g, Tensor a, List<Tensor> exponents, boolean withOne) {
    List<Tensor> all = new ArrayList<>(exponents);
    if (withOne) {
      all.add(Tensors.literal(0, a));
    }
    Tensor largest = all.stream().reduce(Arithmetic::maximum).orElseThrow();
    Tensor total = all.stream()
        .map(exponent -> scaled(exponent, largest))
        .reduce(Arithmetic::add)
        .orElseThrow();
    return Arithmetic.multiply(g, Arithmetic.divide(scaled(a, largest), total));
  }

  /** 1 for the largest, also where that is infinite. */
  private static Tensor scaled(Tensor exponent, Tensor largest) {
    Tensor isLargest = Logic.equal(exponent, largest);
    return Exponents.exp(Logic.where(isLargest, 0, Arithmetic.subtract(exponent, largest)));
  }
}

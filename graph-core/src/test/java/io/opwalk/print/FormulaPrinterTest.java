package io.opwalk.print;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.less;
import static io.opwalk.testing.TestOps.literal;
import static io.opwalk.testing.TestOps.multiply;
import static io.opwalk.testing.TestOps.negative;
import static io.opwalk.testing.TestOps.power;
import static io.opwalk.testing.TestOps.reshape;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.subtract;
import static io.opwalk.testing.TestOps.unary;
import static io.opwalk.testing.TestOps.weight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FormulaPrinterTest {
  private final Tensor a = input("a", FLOAT64, shape(3));
  private final Tensor b = input("b", FLOAT64, shape(3));
  private final Tensor c = input("c", FLOAT64, shape(3));

  @Test
  void writesOperatorsAndCalls() {
    Tensor w = weight("dense/kernel", FLOAT64, shape(3));
    assertFormula("sigmoid(a * dense.kernel + b)", unary("sigmoid", add(multiply(a, w), b)));
    assertFormula("a < b", less(a, b));
    assertFormula("reshape(a, (1, 3))", reshape(a, shape(1, 3)));
    assertFormula("hypot(a, b)", io.opwalk.testing.TestOps.binary("hypot", a, b));
  }

  @Test
  void putsParenthesesWhereTheOrderIsNotFromLeftToRight() {
    assertFormula("a + b + c", add(add(a, b), c));
    assertFormula("a + (b + c)", add(a, add(b, c)));
    assertFormula("a - (b - c)", subtract(a, subtract(b, c)));
    assertFormula("(a + b) * c", multiply(add(a, b), c));
    assertFormula("a + b * c", add(a, multiply(b, c)));
    assertFormula("-(a + b)", negative(add(a, b)));
    assertFormula("-(-a)", negative(negative(a)));
    assertFormula("-a * b", multiply(negative(a), b));
    assertFormula("-a ^ b", negative(power(a, b)));
    assertFormula("(-a) ^ b", power(negative(a), b));
    assertFormula("(a ^ b) ^ c", power(power(a, b), c));
    assertFormula("a ^ (b ^ c)", power(a, power(b, c)));
    assertFormula("(-1.5) ^ a", power(literal(-1.5), a));
    assertFormula("-1.5 * a", multiply(literal(-1.5), a));
    assertFormula("f(a + b)", unary("f", add(a, b)));
    assertFormula("(a < b) < (b < a)", less(less(a, b), less(b, a)));
  }

  @Test
  void givesALineToWhatIsUsedTwice() {
    Tensor e = unary("exp", subtract(a, unary("max", a)));
    assertFormula("""
        t1 = exp(a - max(a))
        t1 * sum(t1)""", multiply(e, unary("sum", e)));
    Tensor named = e.named("softmax/exp");
    assertFormula("""
        softmax.exp = exp(a - max(a))
        softmax.exp * sum(softmax.exp)""", multiply(named, unary("sum", named)));
  }

  @Test
  void repeatsWhatIsShort() {
    Tensor sum = add(a, b);
    assertFormula("(a + b) * (a + b)", multiply(sum, sum));
  }

  @Test
  void writesSeveralOutputsAsEquations() {
    Tensor e = unary("exp", subtract(a, unary("max", a)));
    assertEquals("""
        t1 = exp(a - max(a))
        y1 = -t1
        y2 = t1
        y3 = b
        """, FormulaPrinter.print(List.of(negative(e), e, b)));
  }

  @Test
  void countsTheOutputsOfANode() {
    Apply halves = split(add(a, b));
    assertFormula("""
        t1 = Split(a + b)
        t1[1] * t1[0]""", multiply(halves.outputs(1), halves.outputs(0)));
    assertFormula("Split(a)[1]", split(a).outputs(1));
  }

  @Test
  void tellsLeavesOfOneNameApart() {
    Tensor other = input("a", FLOAT64, shape(3));
    assertFormula("a + a_2 * a", add(a, multiply(other, a)));
    Tensor unnamed = input("", FLOAT64, shape(3));
    assertFormula("Input + Input_2", add(unnamed, input("", FLOAT64, shape(3))));
    // Equal ops are one value, and so are equal literals.
    Tensor w = weight("w", FLOAT64, shape(3));
    assertFormula("w + w", add(w, weight("w", FLOAT64, shape(3))));
    assertFormula("2.0 + 2.0", add(literal(2), literal(2)));
  }

  @Test
  void doesNotConfuseItsOwnNamesWithTheUsers() {
    Tensor t1 = input("t1", FLOAT64, shape(3));
    Tensor y1 = input("y1", FLOAT64, shape(3));
    Tensor e = unary("exp", add(t1, y1));
    assertEquals("""
        t2 = exp(t1 + y1)
        y1_2 = t2 * t2
        y2 = y1
        """, FormulaPrinter.print(List.of(multiply(e, e), y1)));
  }

  @Test
  void writesNamesSoThatTheyReadAsNames() {
    Tensor odd = input("block 1/a-b\n:0", FLOAT64, shape(3));
    assertFormula("f(block_1.a_b__0)", unary("f", odd));
  }

  @Test
  void writesAnOpAsACallWhereItsNotationHasNoRoom() {
    record Minus(Notation notation) implements Op {
      @Override
      public String name() {
        return "Minus";
      }

      @Override
      public List<TensorType> inferTypes(List<TensorType> inputs) {
        return List.of(inputs.get(0));
      }
    }

    Notation infix = Notation.infix("-", Precedence.SUM);
    assertFormula("Minus(a)", Apply.of(new Minus(infix), a).output());
    assertFormula("a - b - c", Apply.of(new Minus(infix), a, b, c).output());
    assertFormula(
        "Minus(a, b)",
        Apply.of(new Minus(Notation.prefix("-", Precedence.SIGN)), a, b).output());
    Op transpose = new Minus(Notation.suffix("ᵀ"));
    assertFormula(
        "(-a)ᵀᵀ", Apply.of(transpose, Apply.of(transpose, negative(a)).output()).output());
  }

  @Test
  void takesLongLinesApartAndGrowsAsTheGraphDoes() {
    Tensor ladder = a;
    for (int i = 0; i < 50_000; i++) {
      ladder = add(ladder, ladder);
    }
    Graph shared = Graph.of(ladder);
    Graph chain = Graph.of(chain(a, 100_000));
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(Duration.ofSeconds(20), () -> {
      String formula = FormulaPrinter.print(chain);
      assertEquals(100_000, formula.chars().filter(c -> c == 'f').count());
      assertTrue(formula.lines().allMatch(line -> line.length() < 150));
      // A rung is "t12345 + t12345" on a line of its own.
      assertTrue(FormulaPrinter.print(shared).length() < 50_000 * 30);
    });
  }

  private static void assertFormula(String expected, Tensor tensor) {
    assertEquals(expected + "\n", FormulaPrinter.print(tensor));
  }
}

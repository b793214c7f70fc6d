package io.opwalk.rewrite;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.LOG1P;
import static io.opwalk.ir.TestOps.MUL;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.SUB;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.ir.TestOps.number;
import static io.opwalk.rewrite.Pattern.any;
import static io.opwalk.rewrite.TestLiteral.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ir.IrFault;
import io.opwalk.ir.IrFormula;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.TestOps;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RuleTest {
  private static final String NONE = "does not fire";

  private final Tensor x = leaf("x", 3);
  private final Tensor y = leaf("y", 3);
  private final Tensor z = leaf("z", 3);

  private static Rule rule(Pattern left, Pattern right) {
    return Rule.named("rule").when(left).then(right).safety(Safety.EXACT).build();
  }

  private static String fire(Rule rule, Tensor tensor) {
    IrGraph graph = graph(tensor);
    return rule.apply(graph.outputs().get(0), graph.builder())
        .map(made -> IrFormula.of(made, 10))
        .orElse(NONE);
  }

  @Test
  void firesInBothOrdersOfACommutativeOp() {
    Rule log1p = rule(
        Pattern.apply(LOG, Pattern.apply(ADD, lit(1), any("x"))), Pattern.apply(LOG1P, any("x")));
    assertEquals("log1p(x)", fire(log1p, apply(LOG, apply(ADD, number(1), x))));
    assertEquals("log1p(x)", fire(log1p, apply(LOG, apply(ADD, x, number(1)))));
    assertEquals("log1p(Number{1.0})", fire(log1p, apply(LOG, apply(ADD, number(1), number(1)))));
    assertEquals(NONE, fire(log1p, apply(LOG, apply(ADD, number(2), x))));
    assertEquals(NONE, fire(log1p, apply(LOG, apply(SUB, number(1), x))));
    assertEquals(NONE, fire(log1p, apply(ADD, number(1), x)));
  }

  @Test
  void otherOpsMatchInOneOrderOnly() {
    Rule rule = rule(Pattern.apply(SUB, any("x"), lit(0)), any("x"));
    assertEquals("x", fire(rule, apply(SUB, x, number(0))));
    assertEquals(NONE, fire(rule, apply(SUB, number(0), x)));
  }

  @Test
  void oneNameIsOneValue() {
    Rule rule = rule(Pattern.apply(SUB, any("x"), any("x")), Pattern.apply(NEG, any("x")));
    assertEquals("neg(exp(x))", fire(rule, apply(SUB, apply(EXP, x), apply(EXP, x))));
    assertEquals(NONE, fire(rule, apply(SUB, x, y)));
  }

  @Test
  void goesBackOnAChoiceThatTurnsOutWrong() {
    // x*y + x*z: which factor is shared is known only when the second product is looked at.
    Rule rule = rule(
        Pattern.apply(
            ADD, Pattern.apply(MUL, any("a"), any("b")), Pattern.apply(MUL, any("a"), any("c"))),
        Pattern.apply(MUL, any("a"), Pattern.apply(ADD, any("b"), any("c"))));
    assertEquals("mul(y, add(x, z))", fire(rule, apply(ADD, apply(MUL, x, y), apply(MUL, z, y))));
    assertEquals("mul(x, add(y, z))", fire(rule, apply(ADD, apply(MUL, x, y), apply(MUL, x, z))));
    Tensor w = leaf("w", 3);
    assertEquals(NONE, fire(rule, apply(ADD, apply(MUL, x, y), apply(MUL, z, w))));
  }

  @Test
  void takesTheFirstAlternativeThatLeadsToAMatch() {
    Pattern choice =
        Pattern.either(Pattern.apply(NEG, any("a")), Pattern.apply(EXP, any("a")), any("a"));
    Rule rule = rule(Pattern.apply(SUB, choice, any("a")), Pattern.apply(LOG, any("a")));
    assertEquals("log(x)", fire(rule, apply(SUB, apply(NEG, x), x)));
    assertEquals("log(x)", fire(rule, apply(SUB, apply(EXP, x), x)));
    // What the first alternative has bound is forgotten when the last one is tried.
    assertEquals("log(neg(x))", fire(rule, apply(SUB, apply(NEG, x), apply(NEG, x))));
    assertEquals(NONE, fire(rule, apply(SUB, apply(NEG, x), y)));
  }

  @Test
  void alternativesAreForTheLeftSideAndNameTheSame() {
    Pattern choice = Pattern.either(Pattern.apply(NEG, any("a")), any("b"));
    Rule.Builder builder = Rule.named("rule").safety(Safety.EXACT);
    assertComplaint("speaks of", builder.when(Pattern.apply(EXP, choice)).then(any("a")));
    assertComplaint(
        "leaves a choice", builder.when(Pattern.apply(EXP, any("b"))).then(choice));
    assertThrows(IllegalArgumentException.class, () -> Pattern.either(any("a")));
  }

  @Test
  void goesBackWhereTheConditionFails() {
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(ADD, any("a"), any("b")))
        .then(any("a"))
        .where(match -> match.value("b").op().equals(EXP))
        .safety(Safety.EXACT)
        .build();
    assertEquals("x", fire(rule, apply(ADD, apply(EXP, y), x)));
    assertEquals("x", fire(rule, apply(ADD, x, apply(EXP, y))));
    assertEquals(NONE, fire(rule, apply(ADD, x, y)));
  }

  @Test
  void valuesCanBeAskedForADTypeOrAnythingElse() {
    Rule rule = rule(Pattern.apply(NEG, any("x").of(DType.FLOAT32)), any("x"));
    assertEquals("x", fire(rule, apply(NEG, leaf("x", TensorType.of(DType.FLOAT32, 3)))));
    assertEquals(NONE, fire(rule, apply(NEG, x)));
    Rule vector = rule(Pattern.apply(NEG, any("x").where(v -> v.shape().rank() == 1)), any("x"));
    assertEquals("x", fire(vector, apply(NEG, x)));
    assertEquals(NONE, fire(vector, apply(NEG, leaf("m", 3, 3))));
  }

  @Test
  void doesNotFireWhereTheTypeWouldChange() {
    Rule rule = rule(Pattern.apply(MUL, any("x"), lit(1)), any("x"));
    assertEquals("x", fire(rule, apply(MUL, x, number(1))));
    // The number of rank 0 takes the place of "x" here, and would lose the shape.
    Rule swapped = rule(Pattern.apply(ADD, any("x"), any("y")), any("y"));
    assertEquals("x", fire(swapped, apply(ADD, number(1), x)));
    assertEquals(NONE, fire(swapped, apply(ADD, x, number(1))));
  }

  @Test
  void aLiteralWhoseSizeHasToBeCheckedDoesNotMatch() {
    Rule rule = rule(Pattern.apply(MUL, any("x"), lit(1)), any("x"));
    Tensor u = leaf("u", UNKNOWN, 3);
    TensorType vector = TensorType.of(DType.FLOAT64, 3);
    assertEquals("u", fire(rule, apply(MUL, u, apply(new TestOps.Filled(1, vector)))));
    assertEquals("u", fire(rule, apply(MUL, u, apply(new TestOps.Filled(1, u.type())))));
    // The product is checked to have as many rows as the ones; u alone would not be.
    TensorType other = TensorType.of(DType.FLOAT64, UNKNOWN, 3);
    assertEquals(NONE, fire(rule, apply(MUL, u, apply(new TestOps.Filled(1, other)))));
    assertEquals(NONE, fire(rule, apply(MUL, apply(new TestOps.Filled(1, other)), u)));
    // Here the ones give the product its size.
    TensorType fixed = TensorType.of(DType.FLOAT64, 5, 3);
    assertEquals(NONE, fire(rule, apply(MUL, u, apply(new TestOps.Filled(1, fixed)))));
  }

  @Test
  void opsAreCapturedByName() {
    OpMatcher reducing =
        OpMatcher.of("r", TestOps.Reducing.class, List.of(new TestOps.Reducing(0)));
    Rule rule = rule(
        Pattern.apply(NEG, Pattern.apply(reducing, any("x"))),
        Pattern.apply(reducing, Pattern.apply(NEG, any("x"))));
    assertEquals("Reducing{7}(neg(x))", fire(rule, apply(NEG, apply(new TestOps.Reducing(7), x))));
    Rule twice = rule(
        Pattern.apply(SUB, Pattern.apply(reducing, any("x")), Pattern.apply(reducing, any("y"))),
        Pattern.apply(reducing, Pattern.apply(SUB, any("x"), any("y"))));
    Tensor seven = apply(new TestOps.Reducing(7), x);
    assertEquals(
        "Reducing{7}(sub(x, y))",
        fire(twice, apply(SUB, seven, apply(new TestOps.Reducing(7), y))));
    assertEquals(NONE, fire(twice, apply(SUB, seven, apply(new TestOps.Reducing(8), y))));
  }

  @Test
  void opsCanBeAskedForAProperty() {
    OpMatcher even = OpMatcher.of(
            "r", TestOps.Reducing.class, List.of(new TestOps.Reducing(1), new TestOps.Reducing(2)))
        .where(TestOps.Reducing.class, op -> op.tag() % 2 == 0);
    assertEquals(List.of(new TestOps.Reducing(2)), even.examples());
    Rule rule =
        rule(Pattern.apply(NEG, Pattern.apply(even, any("x"))), Pattern.apply(even, any("x")));
    assertEquals("Reducing{4}(x)", fire(rule, apply(NEG, apply(new TestOps.Reducing(4), x))));
    assertEquals(NONE, fire(rule, apply(NEG, apply(new TestOps.Reducing(5), x))));
  }

  @Test
  void theRightSideCanBeAFunction() {
    OpMatcher reducing =
        OpMatcher.of("r", TestOps.Reducing.class, List.of(new TestOps.Reducing(0)));
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(NEG, Pattern.apply(reducing, any("x"))))
        .then(match -> match.apply(
            new TestOps.Reducing(-match.op("r", TestOps.Reducing.class).tag()), match.value("x")))
        .safety(Safety.EXACT)
        .build();
    assertEquals("Reducing{-7}(x)", fire(rule, apply(NEG, apply(new TestOps.Reducing(7), x))));
  }

  @Test
  void literalsOnTheRightTakeTheDTypeBesideThem() {
    Rule rule = rule(Pattern.apply(NEG, any("x")), Pattern.apply(SUB, lit(0), any("x")));
    Tensor single = leaf("x", TensorType.of(DType.FLOAT32, 3));
    IrGraph graph = graph(apply(NEG, single));
    assertEquals(
        new TestOps.Number(0, DType.FLOAT32),
        rule.apply(graph.outputs().get(0), graph.builder())
            .orElseThrow()
            .node()
            .input(0)
            .op());
  }

  @Test
  void namedLiteralsAreCaptured() {
    TestLiteral two = new TestLiteral(2, Optional.of("two"));
    Rule rule = rule(Pattern.apply(MUL, two, any("x")), Pattern.apply(SUB, any("x"), any("two")));
    assertEquals("sub(x, Number{2.0})", fire(rule, apply(MUL, x, number(2))));
  }

  @Test
  void newNodesStandForTheUsersNode() {
    Tensor user = apply(LOG, apply(ADD, number(1), x));
    IrGraph graph = graph(user);
    Rule rule = rule(
        Pattern.apply(LOG, Pattern.apply(ADD, lit(1), any("x"))), Pattern.apply(LOG1P, any("x")));
    assertEquals(
        user.owner(),
        rule.apply(graph.outputs().get(0), graph.builder()).orElseThrow().node().origin());
  }

  @Test
  void aRightSideThatCannotBeBuiltNamesTheRule() {
    Rule rule = Rule.named("bad rule")
        .when(Pattern.apply(NEG, any("x")))
        .then(match -> match.value("nobody"))
        .safety(Safety.EXACT)
        .build();
    String message =
        assertThrows(IrFault.class, () -> fire(rule, apply(NEG, x))).getMessage();
    assertTrue(message.contains("'bad rule'"), message);
    assertTrue(message.contains("no 'nobody', only [x]"), message);
  }

  @Test
  void whatIsMissingIsNamed() {
    Pattern left = Pattern.apply(NEG, any("x"));
    assertComplaint("safety", Rule.named("r").when(left).then(any("x")));
    assertComplaint("no right side", Rule.named("r").when(left).safety(Safety.EXACT));
    assertComplaint(
        "must look for an op", Rule.named("r").when(any("x")).then(any("x")).safety(Safety.EXACT));
    assertComplaint("must look for an op", Rule.named("r").then(any("x")).safety(Safety.EXACT));
    assertComplaint(
        "speaks of values [y]", Rule.named("r").when(left).then(any("y")).safety(Safety.EXACT));
    OpMatcher unbound = OpMatcher.of("r", TestOps.Reducing.class, List.of(new TestOps.Reducing(0)));
    assertComplaint(
        "ops [r] on the right",
        Rule.named("r").when(left).then(Pattern.apply(unbound, any("x"))).safety(Safety.EXACT));
  }

  private static void assertComplaint(String words, Rule.Builder builder) {
    String message = assertThrows(IllegalStateException.class, builder::build).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void ofNodesWithSeveralOutputsTheFirstIsMeant() {
    OpMatcher twins = OpMatcher.exactly(new TestOps.Twins());
    Rule rule = rule(Pattern.apply(twins, any("x")), any("x"));
    Tensor both = apply(new TestOps.Twins(), x);
    assertEquals("x", fire(rule, both));
    assertEquals(NONE, fire(rule, both.owner().outputs(1)));
    Rule inside = rule(Pattern.apply(NEG, Pattern.apply(twins, any("x"))), any("x"));
    assertEquals("x", fire(inside, apply(NEG, both)));
    assertEquals(NONE, fire(inside, apply(NEG, both.owner().outputs(1))));
  }

  @Test
  void printsNameSafetyAndLeftSide() {
    Rule rule = Rule.named("log(1+x) -> log1p(x)")
        .when(Pattern.apply(LOG, Pattern.apply(ADD, lit(1), any("x"))))
        .then(Pattern.apply(LOG1P, any("x")))
        .safety(Safety.STABILISES)
        .build();
    assertEquals("log(1+x) -> log1p(x) [STABILISES] for log(add(1.0, x))", rule.toString());
  }

  @Test
  void aMatchedZShowsThatThreeNamesWork() {
    Rule rule = rule(
        Pattern.apply(SUB, Pattern.apply(SUB, any("a"), any("b")), any("c")),
        Pattern.apply(SUB, any("a"), Pattern.apply(ADD, any("b"), any("c"))));
    assertEquals("sub(x, add(y, z))", fire(rule, apply(SUB, apply(SUB, x, y), z)));
  }

  @Test
  void aRightSideMayBeAFunctionOfTensors() {
    Rule rule = Rule.named("log(x*y) -> log(x)+log(y)")
        .when(Pattern.apply(LOG, Pattern.apply(MUL, any("x"), any("y"))))
        .then(match -> match.build(
            both -> apply(ADD, apply(LOG, both.get(0)), apply(LOG, both.get(1))),
            match.value("x"),
            match.value("y")))
        .safety(Safety.REASSOCIATES)
        .build();
    assertEquals("add(log(x), log(y))", fire(rule, apply(LOG, apply(MUL, x, y))));
    assertEquals("add(log(x), log(x))", fire(rule, apply(LOG, apply(MUL, x, x))));
  }

  @Test
  void aNameOfOneAlternativeMayBeMissing() {
    Pattern either = Pattern.either(Pattern.apply(EXP, any("inner")), any("x"));
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(LOG, either))
        .then(match -> match.findValue("inner").orElseGet(() -> match.value("x")))
        .safety(Safety.EXACT)
        .build();
    assertEquals("y", fire(rule, apply(LOG, apply(EXP, y))));
    assertEquals("z", fire(rule, apply(LOG, z)));
  }
}

package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.LOG1P;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.SUB;
import static io.opwalk.rewrite.Pattern.any;
import static io.opwalk.rewrite.TestLiteral.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ir.TestOps;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleExamplesTest {
  @Test
  void makesBothSidesForEveryDType() {
    Rule rule = Rule.named("log(1+x) -> log1p(x)")
        .when(Pattern.apply(LOG, Pattern.apply(ADD, lit(1), any("x"))))
        .then(Pattern.apply(LOG1P, any("x")))
        .where(match -> match.root().dtype().isFloating())
        .safety(Safety.STABILISES)
        .build();
    List<RuleExample> examples = RuleExamples.of(rule, TestOps::leaf);
    assertEquals(
        List.of(DType.FLOAT64, DType.FLOAT32),
        examples.stream().map(example -> example.left().dtype()).toList());
    RuleExample first = examples.get(0);
    assertSame(rule, first.rule());
    Tensor x = first.inputs().get(0);
    assertEquals(Shape.of(RuleExamples.ROWS, RuleExamples.COLUMNS), x.shape());
    assertEquals(LOG, first.left().owner().op());
    assertSame(x, first.left().owner().inputs(0).owner().inputs(1));
    assertEquals(LOG1P, first.right().owner().op());
    assertSame(x, first.right().owner().inputs(0));
  }

  @Test
  void takesEveryExampleOfEveryOpAndOneForEachName() {
    OpMatcher r = OpMatcher.of(
        "r", TestOps.Reducing.class, List.of(new TestOps.Reducing(1), new TestOps.Reducing(2)));
    OpMatcher s = OpMatcher.of(
        "s", TestOps.Reducing.class, List.of(new TestOps.Reducing(3), new TestOps.Reducing(4)));
    Pattern reduced = Pattern.apply(r, any("x").of(DType.FLOAT64));
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(SUB, Pattern.apply(SUB, reduced, Pattern.apply(s, any("y"))), reduced))
        .then(Pattern.apply(s, any("y")))
        .safety(Safety.REASSOCIATES)
        .build();
    List<RuleExample> examples = RuleExamples.of(rule, TestOps::leaf);
    assertEquals(
        List.of(3, 4, 3, 4),
        examples.stream()
            .map(example -> ((TestOps.Reducing) example.right().owner().op()).tag())
            .toList());
    for (RuleExample example : examples) {
      Tensor left = example.left();
      assertEquals(2, example.inputs().size());
      assertEquals(
          left.owner().inputs(0).owner().inputs(0).owner().op(),
          left.owner().inputs(1).owner().op());
    }
  }

  @Test
  void takesEveryAlternative() {
    Pattern choice = Pattern.either(Pattern.apply(NEG, any("x")), Pattern.apply(LOG, any("x")));
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(ADD, choice, Pattern.apply(LOG1P, choice)))
        .then(any("x"))
        .safety(Safety.EXACT)
        .build();
    List<RuleExample> examples = RuleExamples.of(rule, TestOps::leaf).stream()
        .filter(example -> example.left().dtype() == DType.FLOAT64)
        .toList();
    // Where one choice occurs twice, it is the same both times.
    assertEquals(2, examples.size());
    for (RuleExample example : examples) {
      Tensor left = example.left();
      assertSame(
          left.owner().inputs(0).owner().op(),
          left.owner().inputs(1).owner().inputs(0).owner().op());
    }
  }

  @Test
  void aRuleThatNeverFiresHasNone() {
    Rule rule = Rule.named("never")
        .when(Pattern.apply(NEG, any("x")))
        .then(any("x"))
        .where(match -> false)
        .safety(Safety.EXACT)
        .build();
    assertEquals(List.of(), RuleExamples.of(rule, TestOps::leaf));
  }

  @Test
  void alternativesInsideOneThatIsNotTakenDoNotCount() {
    Pattern inner = Pattern.either(Pattern.apply(LOG, any("x")), Pattern.apply(LOG1P, any("x")));
    Pattern outer = Pattern.either(Pattern.apply(SUB, inner, any("y")), any("y"));
    Rule rule = Rule.named("rule")
        .when(Pattern.apply(NEG, outer))
        .then(any("y"))
        .safety(Safety.EXACT)
        .build();
    List<String> made = RuleExamples.of(rule, TestOps::leaf).stream()
        .filter(example -> example.left().dtype() == DType.FLOAT64)
        .map(example -> example.left().owner().inputs(0).owner().op().name())
        .toList();
    assertEquals(List.of("sub", "sub", "y"), made);
  }
}

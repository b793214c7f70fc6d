package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.rewrite.Pattern.any;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ir.IrFormula;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.PassListener;
import io.opwalk.ir.PassPipeline;
import io.opwalk.ir.TestOps;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that look for outputs of ops that have several, and put such there. */
final class SeveralOutputsTest {
  private static final TestOps.Twins TWINS = new TestOps.Twins();

  private static final Rule SECOND = rule(
      "twins(exp x).1 -> x",
      Pattern.apply(TWINS, Pattern.apply(EXP, any("x"))).output(1),
      any("x"));
  private static final Rule EACH = rule(
      "twins(neg x) -> twins(x)",
      Pattern.apply(TWINS, Pattern.apply(NEG, any("x"))).eachOutput(),
      Pattern.apply(TWINS, any("x")).eachOutput());

  private final Tensor x = leaf("x", 3);

  private static Rule rule(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.EXACT).build();
  }

  private static List<Tensor> twins(Tensor of) {
    return apply(TWINS, of).owner().outputs();
  }

  private static int index(Tensor tensor) {
    return tensor.owner().outputs().indexOf(tensor);
  }

  private static String rewritten(Tensor tensor, Rule... rules) {
    return text(tensor, PassListener.NONE, rules);
  }

  private static String text(Tensor tensor, PassListener listener, Rule... rules) {
    Rewriter rewriter = Rewriter.of("phase", RuleSet.of("rules", rules));
    IrGraph result = PassPipeline.of(List.of(rewriter)).run(graph(tensor), listener);
    return IrFormula.of(result.outputs().get(0), 20);
  }

  @Test
  void oneOutputIsReplacedAndTheOtherStays() {
    List<Tensor> twins = twins(apply(EXP, x));
    assertEquals(
        "add(Twins(exp(x)), x)", rewritten(apply(ADD, twins.get(0), twins.get(1)), SECOND));
  }

  @Test
  void eachOutputIsReplacedByItsOwn() {
    List<Tensor> twins = twins(apply(NEG, x));
    RewriteTrace trace = new RewriteTrace();
    assertEquals(
        "add(Twins(x).1, Twins(x))", text(apply(ADD, twins.get(1), twins.get(0)), trace, EACH));
    assertEquals(2, trace.count(EACH.name()));
  }

  @Test
  void anOutputInsideALeftSideIsThatOne() {
    Rule inside = rule(
        "neg(twins(x).1) -> x",
        Pattern.apply(NEG, Pattern.apply(TWINS, any("x")).output(1)),
        any("x"));
    List<Tensor> twins = twins(x);
    assertEquals("x", rewritten(apply(NEG, twins.get(1)), inside));
    assertEquals("neg(Twins(x))", rewritten(apply(NEG, twins.get(0)), inside));
  }

  @Test
  void theFirstOutputIsMeantUnlessSaid() {
    Rule first = rule("twins(x) -> x", Pattern.apply(TWINS, any("x")), any("x"));
    List<Tensor> twins = twins(x);
    assertEquals("add(x, Twins(x).1)", rewritten(apply(ADD, twins.get(0), twins.get(1)), first));
  }

  @Test
  void anOutputThatStandsForAnotherStandsForWhatThatBecomes() {
    Rule firstIsSecond = rule(
        "twins(x) -> twins(x).1",
        Pattern.apply(TWINS, any("x")),
        Pattern.apply(TWINS, any("x")).output(1));
    Rule second = rule(
        "twins(x).1 -> neg(x)",
        Pattern.apply(TWINS, any("x")).output(1),
        Pattern.apply(NEG, any("x")));
    assertEquals("neg(x)", rewritten(twins(x).get(0), firstIsSecond, second));
    assertEquals("Twins(x).1", rewritten(twins(x).get(0), firstIsSecond));
  }

  @Test
  void aFunctionMayBuildThemToo() {
    Rule built = Rule.named("twins(neg x) -> twins(x)")
        .when(Pattern.apply(TWINS, Pattern.apply(NEG, any("x"))).eachOutput())
        .then(match -> match.applyAll(TWINS, match.value("x")).get(match.root().index()))
        .safety(Safety.EXACT)
        .build();
    assertEquals("Twins(x).1", rewritten(twins(apply(NEG, x)).get(1), built));
  }

  @Test
  void thereIsAnExampleForEachOutput() {
    List<RuleExample> examples = RuleExamples.of(EACH, TestOps::leaf).stream()
        .filter(example -> example.left().dtype() == DType.FLOAT64)
        .toList();
    assertEquals(
        List.of(0, 1), examples.stream().map(example -> index(example.left())).toList());
    assertEquals(
        List.of(0, 1), examples.stream().map(example -> index(example.right())).toList());
    assertEquals(1, index(RuleExamples.of(SECOND, TestOps::leaf).get(0).left()));
  }

  @Test
  void anInputMayHaveAnotherShapeInExamples() {
    Shape vector = Shape.of(RuleExamples.ROWS);
    Rule rule = rule(
        "neg(neg x) -> x", Pattern.apply(NEG, Pattern.apply(NEG, any("x").like(vector))), any("x"));
    assertEquals(
        vector, RuleExamples.of(rule, TestOps::leaf).get(0).inputs().get(0).shape());
    assertEquals("x", rewritten(apply(NEG, apply(NEG, leaf("x", 2, 3))), rule));
  }

  @Test
  void patternsTellTheirOutput() {
    assertEquals("Twins(neg(x)).*", EACH.left().toString());
    assertEquals("Twins(exp(x)).1", SECOND.left().toString());
  }
}

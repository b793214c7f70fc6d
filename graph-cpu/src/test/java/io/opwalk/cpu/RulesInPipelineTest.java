package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.RuleExamples;
import io.opwalk.rewrite.Safety;
import io.opwalk.rules.Rules;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompileReport;
import io.opwalk.spi.CompiledFunction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule fires where it is meant to: in the pipeline, among all others, on what its own left
 * side says. A rule whose left side another one rewrites first is a dead one.
 */
@Tag("first-tier")
class RulesInPipelineTest {
  private static final Set<Safety> ON = Set.of(Safety.EXACT, Safety.STABILISES, Safety.BOUNDED);

  /** Rules for graphs that are compiled without another one, which else comes first. */
  private static final Map<String, String> INSTEAD = Map.of(
      "reciprocal(1+exp(-x)) -> sigmoid(x)", "reciprocal(x) -> 1/x",
      "reciprocal(1+exp(x)) -> sigmoid(-x)", "reciprocal(x) -> 1/x",
      "log(1-sigmoid(x)) -> -softplus(x)", "1-sigmoid(x) -> sigmoid(-x)",
      // What these look for is the sum that other stable rules leave, after the canonical ones.
      "slope of exp(x)/(1+exp(x)) -> sigmoid(x)*sigmoid(-x), by two exponentials, of gradient -u",
          "x+(-y) -> x-y",
      "slope of exp(x)/(1+exp(x)) -> sigmoid(x)*sigmoid(-x), by two exponentials, of gradient -1",
          "x+(-y) -> x-y");

  private final CpuBackend cpu = new CpuBackend();

  private static List<Rule> rules() {
    return Rules.all();
  }

  private static List<RuleExample> examples(Rule rule) {
    return RuleExamples.of(
        rule, (name, type) -> Tensors.placeholder(name, type.dtype(), type.shape()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleFiresAmongAllOthers(Rule rule) {
    String first = INSTEAD.get(rule.name());
    if (first != null) {
      CompileReport report = compile(rule, CompileOptions.builder());
      assertEquals(0, report.times(rule.name()), () -> "need not be excused\n" + report);
    }
    CompileOptions.Builder options = CompileOptions.builder();
    CompileReport report = compile(rule, first == null ? options : options.without(first));
    assertNotEquals(0, report.times(rule.name()), report::toString);
  }

  private CompileReport compile(Rule rule, CompileOptions.Builder options) {
    CompileReport report = new CompileReport();
    options.listener(report);
    if (!ON.contains(rule.safety())) {
      options.with(rule.name());
    }
    for (RuleExample example : examples(rule)) {
      cpu.compile(example.inputs(), List.of(example.left()), options.build());
    }
    return report;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleThatIsOffDoesNotFire(Rule rule) {
    CompileReport report = new CompileReport();
    CompileOptions.Builder options = CompileOptions.builder().listener(report);
    if (ON.contains(rule.safety())) {
      options.without(rule.name());
    }
    RuleExample example = examples(rule).get(0);
    cpu.compile(example.inputs(), List.of(example.left()), options.build());
    assertEquals(0, report.times(rule.name()), report::toString);
  }

  @Test
  void aRuleToSwitchOnMustBeKnown() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64);
    CompileOptions options = CompileOptions.builder().with("x*0 - 0").build();
    String message = assertThrows(
            IllegalArgumentException.class, () -> cpu.compile(List.of(x), List.of(x), options))
        .getMessage();
    assertTrue(message.contains("x*0 -> 0"), message);
  }

  @Test
  void zerosAreOfTheSizeOfWhatTheyReplace() {
    Tensor x = Tensors.placeholder("x", DType.INT64, Shape.shape(Shape.UNKNOWN));
    CompiledFunction f =
        cpu.compile(List.of(x), List.of(Arithmetic.multiply(x, 0)), CompileOptions.defaults());
    assertEquals(NDArray.of(0L, 0L), f.call(Feed.feed(x, NDArray.of(5L, -7L))).get(0));
    Tensor y = Tensors.placeholder("y", DType.FLOAT64, Shape.shape(Shape.UNKNOWN));
    CompiledFunction g = cpu.compile(
        List.of(y),
        List.of(Arithmetic.subtract(y, y)),
        CompileOptions.builder().with("x-x -> 0").build());
    assertEquals(
        NDArray.of(0.0, 0.0), g.call(Feed.feed(y, NDArray.of(1, Double.NaN))).get(0));
  }
}

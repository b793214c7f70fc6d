package io.opwalk.rewrite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Instantiates rules, for tests and reports. */
public final class RuleExamples {
  /** The size of the inputs' first axis. */
  public static final Dim ROWS = Dim.named("rows");

  /** The size of the inputs' second axis. */
  public static final Dim COLUMNS = Dim.named("columns");

  private final DType dtype;
  private final Map<String, Op> ops;
  private final BiFunction<String, TensorType, Tensor> placeholders;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  private RuleExamples(
      DType dtype, Map<String, Op> ops, BiFunction<String, TensorType, Tensor> placeholders) {
    this.dtype = dtype;
    this.ops = ops;
    this.placeholders = placeholders;
  }

  /**
   * The rule over inputs of every dtype that its ops take, once for each example of its ops.
   *
   * @param placeholders makes an input of a given name and type
   * @return the examples for which the rule fires; none for a rule that never does
   */
  public static List<RuleExample> of(
      Rule rule, BiFunction<String, TensorType, Tensor> placeholders) {
    List<RuleExample> found = new ArrayList<>();
    for (DType dtype : DType.values()) {
      for (Map<String, Op> ops : choices(rule.left())) {
        new RuleExamples(dtype, ops, placeholders).make(rule).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  /** Every way to choose an example for every op that has a name. */
  private static List<Map<String, Op>> choices(Pattern pattern) {
    Map<String, OpMatcher> named = new LinkedHashMap<>();
    collect(pattern, named);
    List<Map<String, Op>> choices = new ArrayList<>(List.of(Map.of()));
    named.forEach((name, matcher) -> {
      List<Map<String, Op>> longer = new ArrayList<>();
      for (Map<String, Op> choice : choices) {
        for (Op example : matcher.examples()) {
          Map<String, Op> one = new LinkedHashMap<>(choice);
          one.put(name, example);
          longer.add(one);
        }
      }
      choices.clear();
      choices.addAll(longer);
    });
    return choices;
  }

  private static void collect(Pattern pattern, Map<String, OpMatcher> named) {
    if (pattern instanceof Pattern.Applied applied) {
      applied.op().name().ifPresent(name -> named.putIfAbsent(name, applied.op()));
      applied.inputs().forEach(input -> collect(input, named));
    }
  }

  private Optional<RuleExample> make(Rule rule) {
    Tensor left;
    try {
      left = build(rule.left());
    } catch (IllegalArgumentException notForThisDType) {
      return Optional.empty();
    }
    IrBuilder builder = new IrBuilder();
    Map<Tensor, IrValue> known = new HashMap<>();
    inputs.values().forEach(input -> known.put(input, builder.input(input)));
    IrValue matched = builder.copy(List.of(left), known).get(0);
    return rule.apply(matched, builder)
        .map(made -> new IrGraph(builder, List.of(made)).toTensors().get(0))
        .map(right -> new RuleExample(rule, List.copyOf(inputs.values()), left, right));
  }

  private Tensor build(Pattern pattern) {
    if (pattern instanceof Pattern.Any any) {
      TensorType type = new TensorType(any.dtype().orElse(dtype), Shape.of(ROWS, COLUMNS));
      return inputs.computeIfAbsent(any.name(), name -> placeholders.apply(name, type));
    }
    if (pattern instanceof LiteralPattern literal) {
      return Apply.of(literal.instantiate(dtype)).output();
    }
    Pattern.Applied applied = (Pattern.Applied) pattern;
    List<Tensor> operands = applied.inputs().stream().map(this::build).toList();
    Op op = applied
        .op()
        .name()
        .map(ops::get)
        .orElseGet(() -> applied.op().examples().get(0));
    return Apply.of(op, operands).outputs(0);
  }
}

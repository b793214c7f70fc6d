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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** Instantiates rules, for tests and reports. */
public final class RuleExamples {
  /** The size of the inputs' first axis. */
  public static final Dim ROWS = Dim.named("rows");

  /** The size of the inputs' second axis. */
  public static final Dim COLUMNS = Dim.named("columns");

  /** The shape of the inputs that a rule says nothing else of. */
  public static final Shape MATRIX = Shape.of(ROWS, COLUMNS);

  private final DType dtype;
  private final Choices choices;
  private final BiFunction<String, TensorType, Tensor> placeholders;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  private RuleExamples(
      DType dtype, Choices choices, BiFunction<String, TensorType, Tensor> placeholders) {
    this.dtype = dtype;
    this.choices = choices;
    this.placeholders = placeholders;
  }

  /**
   * The rule over inputs of every dtype that its ops take, once for each example of its ops, each
   * of its alternatives and each output that it is for.
   *
   * @param placeholders makes an input of a given name and type
   * @return the examples for which the rule fires; none for a rule that never does
   */
  public static List<RuleExample> of(
      Rule rule, BiFunction<String, TensorType, Tensor> placeholders) {
    List<RuleExample> found = new ArrayList<>();
    Choices choices = new Choices(rule.left());
    for (DType dtype : DType.values()) {
      Set<List<Integer>> seen = new HashSet<>();
      do {
        RuleExamples choice = new RuleExamples(dtype, choices, placeholders);
        Optional<Apply> left = choice.left(rule);
        // Choices that differ in alternatives not taken give the same.
        if (seen.add(choices.taken())) {
          left.ifPresent(made -> found.addAll(choice.make(rule, made)));
        }
      } while (choices.next());
    }
    return List.copyOf(found);
  }

  private Optional<Apply> left(Rule rule) {
    try {
      return Optional.of(apply(rule.left()));
    } catch (IllegalArgumentException notForThisDType) {
      return Optional.empty();
    }
  }

  private List<RuleExample> make(Rule rule, Apply left) {
    OptionalInt output = rule.left().output();
    List<Tensor> lefts =
        output.isPresent() ? List.of(left.outputs(output.getAsInt())) : left.outputs();
    return lefts.stream().flatMap(one -> make(rule, one).stream()).toList();
  }

  private Optional<RuleExample> make(Rule rule, Tensor left) {
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
      TensorType type = new TensorType(any.dtype().orElse(dtype), any.example());
      return inputs.computeIfAbsent(any.name(), name -> placeholders.apply(name, type));
    }
    if (pattern instanceof LiteralPattern literal) {
      return Apply.of(literal.instantiate(dtype)).output();
    }
    if (pattern instanceof Pattern.Either either) {
      return build(choices.alternative(either));
    }
    Pattern.Applied applied = (Pattern.Applied) pattern;
    return apply(applied).outputs(applied.output().orElse(0));
  }

  private Apply apply(Pattern.Applied applied) {
    // No stream: each node looks for the user's line below all frames of this recursion.
    List<Tensor> operands = new ArrayList<>();
    for (Pattern input : applied.inputs()) {
      operands.add(build(input));
    }
    Op op = applied
        .op()
        .name()
        .map(choices::op)
        .orElseGet(() -> applied.op().examples().get(0));
    return Apply.of(op, operands);
  }
}

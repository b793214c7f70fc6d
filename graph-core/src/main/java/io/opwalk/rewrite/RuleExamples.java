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
  private final Map<Object, Object> chosen;
  private final Map<Object, Object> used = new HashMap<>();
  private final BiFunction<String, TensorType, Tensor> placeholders;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  private RuleExamples(
      DType dtype,
      Map<Object, Object> chosen,
      BiFunction<String, TensorType, Tensor> placeholders) {
    this.dtype = dtype;
    this.chosen = chosen;
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
    for (DType dtype : DType.values()) {
      Set<Map<Object, Object>> seen = new HashSet<>();
      for (Map<Object, Object> chosen : choices(rule.left())) {
        RuleExamples choice = new RuleExamples(dtype, chosen, placeholders);
        List<RuleExample> made = choice.make(rule);
        // Choices that differ in alternatives not taken give the same.
        if (seen.add(choice.used)) {
          found.addAll(made);
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * Every way to choose an example for every op that has a name, and one of the alternatives
   * wherever there are some.
   */
  private static List<Map<Object, Object>> choices(Pattern pattern) {
    Map<Object, List<?>> open = new LinkedHashMap<>();
    collect(pattern, open);
    List<Map<Object, Object>> choices = new ArrayList<>(List.of(Map.of()));
    open.forEach((what, options) -> {
      List<Map<Object, Object>> longer = new ArrayList<>();
      for (Map<Object, Object> choice : choices) {
        for (Object option : options) {
          Map<Object, Object> one = new LinkedHashMap<>(choice);
          one.put(what, option);
          longer.add(one);
        }
      }
      choices.clear();
      choices.addAll(longer);
    });
    return choices;
  }

  private static void collect(Pattern pattern, Map<Object, List<?>> open) {
    if (pattern instanceof Pattern.Applied applied) {
      applied.op().name().ifPresent(name -> open.putIfAbsent(name, applied.op().examples()));
      applied.inputs().forEach(input -> collect(input, open));
    } else if (pattern instanceof Pattern.Either either) {
      open.putIfAbsent(either, either.alternatives());
      either.alternatives().forEach(alternative -> collect(alternative, open));
    }
  }

  private List<RuleExample> make(Rule rule) {
    Apply left;
    try {
      left = apply(rule.left());
    } catch (IllegalArgumentException notForThisDType) {
      return List.of();
    }
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
    if (pattern instanceof Pattern.Either) {
      return build((Pattern) choose(pattern));
    }
    Pattern.Applied applied = (Pattern.Applied) pattern;
    return apply(applied).outputs(applied.output().orElse(0));
  }

  private Apply apply(Pattern.Applied applied) {
    List<Tensor> operands = applied.inputs().stream().map(this::build).toList();
    Op op = applied
        .op()
        .name()
        .map(name -> (Op) choose(name))
        .orElseGet(() -> applied.op().examples().get(0));
    return Apply.of(op, operands);
  }

  private Object choose(Object what) {
    Object choice = chosen.get(what);
    used.put(what, choice);
    return choice;
  }
}

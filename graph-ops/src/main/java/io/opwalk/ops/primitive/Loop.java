package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.ForwardDifferentiable;
import io.opwalk.GraphGradients;
import io.opwalk.GraphTangents;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A body that is run step after step: Theano's scan, and a while loop where it has a condition.
 *
 * <p>Inputs: the sequences, whose axis 0 is time; the carried values before the first step; values
 * that are the same in each step; and, where the loop is {@code ranged}, two int64 of rank 0. The
 * body takes one element of each sequence, the carried values and the same values, and gives the
 * next carried values, then what each step gives out.
 *
 * <p>Outputs: the carried values after the last step; what the steps gave out, stacked along a new
 * axis 0; and, where there is a condition, how many steps were taken, as an int64 of rank 0.
 *
 * <p>There is room for as many steps as the sequences are long, or as {@code steps} says where
 * there are none. A ranged loop takes those from its last input but one (inclusive) to its last
 * (exclusive). A condition, a function of the carried and the same values, is asked before each
 * step, and it is an error of the call if it still holds when there is no room left. Rows of steps
 * that are not taken are zero.
 *
 * @param body what a step does
 * @param sequences how many of the inputs are sequences
 * @param carried how many values a step passes to the next
 * @param condition whether to take one more step, a bool of rank 0; inputs like those of the body
 *     behind the sequences
 * @param steps how many steps there is room for; present where there is no sequence
 * @param reverse whether the steps are taken from the last row to the first
 * @param ranged whether the loop is told which of the steps to take; not with a condition
 * @param truncation how many of the steps taken last a gradient flows through; all, unless given
 */
public record Loop(
    Body body,
    int sequences,
    int carried,
    Optional<Body> condition,
    Optional<Dim> steps,
    boolean reverse,
    boolean ranged,
    OptionalLong truncation)
    implements Primitive, ForwardDifferentiable {
  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException where they do not
   */
  public Loop {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(truncation, "truncation");
    if (sequences < 0 || carried < 0 || sequences + carried > body.inputs().size()) {
      throw new IllegalArgumentException("the body takes " + body.inputs().size()
          + " inputs, expected " + sequences + " elements and " + carried + " carried values");
    }
    if (body.outputs().size() < carried) {
      throw new IllegalArgumentException("a step that is passed " + carried
          + " values must pass on as many, found " + body.outputs().size());
    }
    if (steps.isPresent() != (sequences == 0)) {
      throw new IllegalArgumentException(
          "the number of steps is given exactly where there are no sequences");
    }
    if (ranged && condition.isPresent()) {
      throw new IllegalArgumentException("a loop has either a range or a condition");
    }
    if (truncation.isPresent() && truncation.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "a gradient flows through one step at least, found " + truncation.getAsLong());
    }
    for (int i = 0; i < carried; i++) {
      LoopTypes.requireCarried(
          i, body.inputs().get(sequences + i), body.outputs().get(i));
    }
    condition.ifPresent(test -> LoopTypes.requireCondition(test, body.inputTypes(), sequences));
  }

  /** How many inputs are the same in each step. */
  public int same() {
    return body.inputs().size() - sequences - carried;
  }

  /** How many values each step gives out. */
  public int given() {
    return body.outputs().size() - carried;
  }

  /** This loop with another body, which differs in what the steps give out only. */
  public Loop withOutputs(List<Tensor> outputs) {
    return new Loop(
        body.withOutputs(outputs),
        sequences,
        carried,
        condition,
        steps,
        reverse,
        ranged,
        truncation);
  }

  /** This loop, which has no sequences, with room for another number of steps. */
  public Loop withSteps(Dim number) {
    return new Loop(
        body, sequences, carried, condition, Optional.of(number), reverse, ranged, truncation);
  }

  /** This loop with further inputs of its bodies, for values that are the same in each step. */
  public Loop withInputs(List<Tensor> more) {
    return new Loop(
        body.withInputs(more),
        sequences,
        carried,
        condition.map(test -> test.withInputs(more)),
        steps,
        reverse,
        ranged,
        truncation);
  }

  @Override
  public String name() {
    return "Loop";
  }

  @Override
  public String label() {
    StringBuilder text = new StringBuilder("Loop{").append(body.name());
    steps.ifPresent(most ->
        text.append(condition.isPresent() ? ", at most " : ", ").append(most).append(" steps"));
    if (steps.isEmpty() && condition.isPresent()) {
      text.append(", while");
    }
    return text.append(reverse ? ", reverse}" : "}").toString();
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("body", body);
    attributes.put("sequences", sequences);
    attributes.put("carried", carried);
    condition.ifPresent(test -> attributes.put("condition", test));
    steps.ifPresent(most -> attributes.put("steps", most));
    attributes.put("reverse", reverse);
    truncation.ifPresent(last -> attributes.put("truncation", last));
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(body.inputs().size() + (ranged ? 2 : 0), inputs);
    List<TensorType> types = new ArrayList<>();
    List<TensorType> arguments = LoopTypes.arguments(this, inputs);
    List<TensorType> results = body.outputTypes(arguments, LoopTypes.roles(this));
    types.addAll(arguments.subList(sequences, sequences + carried));
    Dim time = steps.orElseGet(() -> LoopTypes.time(inputs.subList(0, sequences)));
    for (TensorType result : results.subList(carried, results.size())) {
      types.add(result.withShape(Shape.of(time).append(result.shape())));
    }
    if (condition.isPresent()) {
      types.add(new TensorType(DType.INT64, Shape.scalar()));
    }
    return List.copyOf(types);
  }

  /** The dims of the bodies are bound by the inputs, so the steps are all that is free. */
  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    Optional<Dim> substituted = steps.map(most -> most.substitute(dims));
    return substituted.equals(steps)
        ? this
        : new Loop(body, sequences, carried, condition, substituted, reverse, ranged, truncation);
  }

  /**
   * Not for this op, whose gradient takes differentiating its body.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    throw new UnsupportedOperationException(
        "the gradient of a loop takes differentiating its body: " + apply);
  }

  /**
   * A loop in the opposite direction, through the states before each step, which it has recorded. A
   * step is computed anew in it.
   */
  @Override
  public List<Optional<Tensor>> inputGradients(
      Apply apply, List<Optional<Tensor>> gradients, GraphGradients graphs) {
    return new LoopGradient(this, apply, gradients, graphs).inputs();
  }

  /** A loop in the same direction, which carries tangents too. */
  @Override
  public List<Optional<Tensor>> outputTangents(
      Apply apply, List<Optional<Tensor>> inputTangents, GraphTangents graphs) {
    return new LoopTangent(this, apply, inputTangents, graphs).outputs();
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}

package io.opwalk.reference;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Parameter;
import io.opwalk.spi.BoundFeed;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterSnapshot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs its steps in order, each once per call. All that a call changes is its own. */
final class ReferenceFunction implements CompiledFunction {
  private final FeedBinding binding;
  private final List<Tensor> outputs;
  private final List<Tensor> results;
  private final List<Step> steps;
  private final Set<ParameterSlot> slots = new LinkedHashSet<>();

  ReferenceFunction(FeedBinding binding, List<Tensor> outputs) {
    Steps expansion = Steps.of(binding.applies(), binding.inputs());
    this.binding = binding;
    this.outputs = outputs;
    this.steps = expansion.list();
    this.results = outputs.stream().map(expansion::locate).toList();
    for (Step step : steps) {
      if (step.primitive() instanceof Parameter parameter) {
        slots.add(parameter.slot());
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return binding.inputs();
  }

  @Override
  public List<Tensor> outputs() {
    return outputs;
  }

  @Override
  public List<NDArray> call(Feed feed) {
    BoundFeed bound = binding.bind(feed);
    ParameterSnapshot parameters = ParameterStore.snapshot(slots);
    Map<Tensor, NDArray> values = new HashMap<>();
    feed.tensors().forEach(tensor -> values.put(tensor, bound.value(tensor)));
    for (Step step : steps) {
      List<NDArray> operands = step.operands().stream().map(values::get).toList();
      List<NDArray> computed = run(step, operands, bound, parameters);
      for (int i = 0; i < computed.size(); i++) {
        values.putIfAbsent(step.apply().outputs(i), computed.get(i));
      }
    }
    return results.stream().map(values::get).toList();
  }

  private static List<NDArray> run(
      Step step, List<NDArray> operands, BoundFeed bound, ParameterSnapshot parameters) {
    try {
      return step.primitive()
          .accept(new PrimitiveInterpreter(step.apply(), operands, bound, parameters));
    } catch (IllegalArgumentException | ArithmeticException complaint) {
      throw new EvaluationException(message(step, operands, complaint.getMessage()), complaint);
    }
  }

  private static String message(Step step, List<NDArray> operands, String complaint) {
    StringBuilder message = new StringBuilder(step.describe()).append(": ").append(complaint);
    for (int i = 0; i < operands.size(); i++) {
      message
          .append("\n  input ")
          .append(i)
          .append(": ")
          .append(step.apply().inputs(i))
          .append(source(step.apply().inputs(i)))
          .append(", here ")
          .append(operands.get(i).describe());
    }
    return message.toString();
  }

  /** The tensor with a name that one without is a view, or another form, of. */
  private static String source(Tensor tensor) {
    Tensor source = tensor;
    while (source.name().isEmpty() && source.owner().inputs().size() == 1) {
      source = source.owner().inputs(0);
    }
    return source == tensor || source.name().isEmpty() ? "" : ", of '" + source.name() + "'";
  }

  @Override
  public String describe() {
    List<String> lines = new ArrayList<>();
    steps.forEach(step -> lines.add(step.toString()));
    return String.join("\n", lines);
  }
}

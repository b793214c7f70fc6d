package io.opwalk.nn.train;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.model.Model;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;

/** What is compiled for one objective, each part when it is first needed. Thread-safe. */
final class Programs {
  private final Model model;
  private final Objective objective;
  private final ModelSteps steps;
  private final CompileOptions options;
  private TrainingStep step;
  private CompiledFunction scoring;

  Programs(Model model, Objective objective, ModelSteps steps, CompileOptions options) {
    this.model = model;
    this.objective = objective;
    this.steps = steps;
    this.options = options;
  }

  Objective objective() {
    return objective;
  }

  synchronized TrainingStep step() {
    if (step == null) {
      step = steps.step(objective.loss(), objective.fetches(), options);
    }
    return step;
  }

  private synchronized CompiledFunction scoring() {
    if (scoring == null) {
      List<Tensor> scores = new ArrayList<>();
      scores.add(ModelSteps.total(model, objective.loss()));
      scores.addAll(objective.fetches());
      CompileOptions feeding = FedInputs.options(options, model.inputs(), scores);
      scoring = Graph.of(scores).compile(scores, feeding);
    }
    return scoring;
  }

  /** The loss of a batch, and what the objective fetches, without learning. */
  List<NDArray> score(Samples batch) {
    CompiledFunction function = scoring();
    return function.call(FedInputs.taken(objective.feed(batch), function.inputs()));
  }

  /** The same in learning, with a step unless the loss is infinite or NaN. */
  List<NDArray> learn(Samples batch) {
    TrainingStep function = step();
    return function.runIfFinite(FedInputs.taken(objective.feed(batch), function.inputs()));
  }
}

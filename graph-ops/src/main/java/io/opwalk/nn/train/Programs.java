package io.opwalk.nn.train;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.model.Carrying;
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
  private final Carrying states;
  private TrainingStep step;
  private CompiledFunction scoring;

  Programs(Model model, Objective objective, ModelSteps steps, CompileOptions options) {
    this.model = model;
    this.objective = objective;
    this.steps = steps;
    this.options = options;
    this.states = Carrying.of(model);
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
      List<Tensor> all = states.with(scores);
      CompileOptions feeding = FedInputs.options(options, model.inputs(), all);
      scoring = Graph.of(all).compile(all, feeding);
    }
    return scoring;
  }

  /** The loss of a batch, and what the objective fetches, without learning. */
  List<NDArray> score(Samples batch) {
    CompiledFunction function = scoring();
    states.requireBatch(batch.size());
    Feed feed = FedInputs.taken(objective.feed(batch), function.inputs());
    return states.run(() -> function.call(feed));
  }

  /** The same in learning, with a step unless the loss is infinite or NaN. */
  List<NDArray> learn(Samples batch) {
    TrainingStep function = step();
    states.requireBatch(batch.size());
    return function.runIfFinite(FedInputs.taken(objective.feed(batch), function.inputs()));
  }
}

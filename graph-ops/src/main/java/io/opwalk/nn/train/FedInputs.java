package io.opwalk.nn.train;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.data.Samples;
import io.opwalk.spi.CompileOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that the inputs of a model are fed to, which need not be placeholders. */
final class FedInputs {
  private FedInputs() {}

  /** Compile options of a user's, and that those inputs are fed that the outputs depend on. */
  static CompileOptions options(CompileOptions given, List<Tensor> inputs, List<Tensor> outputs) {
    Graph graph = Graph.of(outputs);
    CompileOptions.Builder builder = CompileOptions.builder();
    given.enabledRules().forEach(builder::with);
    given.disabledRules().forEach(builder::without);
    given.disabledPhases().forEach(builder::withoutPhase);
    given.backend().ifPresent(builder::backend);
    return builder
        .listener(given.listener())
        .feeding(given.feeding())
        .feeding(inputs.stream().filter(graph::contains).toList())
        .build();
  }

  /**
   * What the inputs of samples feed.
   *
   * @throws IllegalArgumentException where there are not as many as the model takes
   * @throws io.opwalk.FeedException where a dtype or a shape does not fit
   */
  static Feed of(List<Tensor> inputs, Samples samples) {
    if (samples.inputs().size() != inputs.size()) {
      throw new IllegalArgumentException("the model has " + inputs.size() + " inputs, found "
          + samples.inputs().size() + ": " + samples + "\n  inputs: " + inputs);
    }
    Feed feed = Feed.empty();
    for (int i = 0; i < inputs.size(); i++) {
      feed = feed.and(inputs.get(i), samples.inputs().get(i));
    }
    return feed;
  }

  /** What of a feed a function takes: nothing may be fed that no output depends on. */
  static Feed taken(Feed feed, Collection<Tensor> inputs) {
    Map<Tensor, NDArray> taken = new LinkedHashMap<>();
    for (Tensor tensor : feed.tensors()) {
      if (inputs.contains(tensor)) {
        taken.put(tensor, feed.get(tensor).orElseThrow());
      }
    }
    return taken.size() == feed.tensors().size() ? feed : Feed.feed(taken);
  }
}

package io.opwalk.nn.train;

import io.opwalk.Tensor;
import io.opwalk.spi.CompileOptions;
import java.util.List;

/** Compile options of a user's, for functions that the inputs of a model are fed to. */
final class FedInputs {
  private FedInputs() {}

  /** The same options, with the inputs fed: they need not be placeholders. */
  static CompileOptions options(CompileOptions given, List<Tensor> inputs) {
    CompileOptions.Builder builder = CompileOptions.builder();
    given.enabledRules().forEach(builder::with);
    given.disabledRules().forEach(builder::without);
    given.disabledPhases().forEach(builder::withoutPhase);
    given.backend().ifPresent(builder::backend);
    return builder
        .listener(given.listener())
        .feeding(given.feeding())
        .feeding(inputs)
        .build();
  }
}

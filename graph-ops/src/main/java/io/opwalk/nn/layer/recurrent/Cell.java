package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent cell as data: what Keras's SimpleRNNCell, LSTMCell and GRUCell are told.
 *
 * <pre>{@code
 * Cell cell = Cell.builder(CellKind.LSTM, 128).dropout(0.2).build();
 * }</pre>
 *
 * @param kind which cell it is
 * @param units how wide its state is
 * @param activation of the candidate, and of an LSTM's cell state
 * @param recurrentActivation of the other gates
 * @param useBias whether there is a bias
 * @param kernel the weights of the input
 * @param recurrent the weights of the state
 * @param bias the bias
 * @param unitForgetBias whether an LSTM's bias of the forget gate begins with ones
 * @param resetAfter whether a GRU resets the product with the state, and not the state
 * @param dropout the rate at which elements of the input are dropped in training
 * @param recurrentDropout the rate at which elements of the state are
 */
public record Cell(
    CellKind kind,
    int units,
    ActivationFunction activation,
    ActivationFunction recurrentActivation,
    boolean useBias,
    WeightSpec kernel,
    WeightSpec recurrent,
    WeightSpec bias,
    boolean unitForgetBias,
    boolean resetAfter,
    double dropout,
    double recurrentDropout) {
  /** Checks the numbers. */
  public Cell {
    Objects.requireNonNull(kind, "kind");
    if (units < 1) {
      throw new IllegalArgumentException("a cell has 1 unit or more, found " + units);
    }
    if (!(dropout >= 0 && dropout < 1 && recurrentDropout >= 0 && recurrentDropout < 1)) {
      throw new IllegalArgumentException(
          "dropout rates are from 0 to below 1, found " + dropout + " and " + recurrentDropout);
    }
  }

  /** With Keras's options. */
  public static Cell of(CellKind kind, int units) {
    return builder(kind, units).build();
  }

  /** A builder for all options. */
  public static CellBuilder builder(CellKind kind, int units) {
    return new CellBuilder(kind, units);
  }

  static Cell read(CellKind kind, ConfigReader in) {
    in.ignore("implementation", "use_legacy_config");
    CellBuilder builder = builder(kind, in.integer("units"));
    if (kind == CellKind.SIMPLE_RNN) {
      in.ignore("recurrent_activation");
    } else {
      builder.recurrentActivation(
          Activations.read(in, "recurrent_activation", builder.recurrentActivation));
    }
    return builder
        .activation(Activations.read(in, "activation", builder.activation))
        .useBias(in.flag("use_bias", true))
        .kernel(WeightSpec.read(in, "kernel", builder.kernel))
        .recurrent(WeightSpec.read(in, "recurrent", builder.recurrent))
        .bias(WeightSpec.read(in, "bias", builder.bias))
        .unitForgetBias(in.flag("unit_forget_bias", true))
        .resetAfter(in.flag("reset_after", true))
        .dropout(in.number("dropout", 0))
        .recurrentDropout(in.number("recurrent_dropout", 0))
        .build();
  }

  void write(Config.Builder config) {
    config.put("units", units).put("activation", activation.inConfig());
    if (kind != CellKind.SIMPLE_RNN) {
      config.put("recurrent_activation", recurrentActivation.inConfig());
    }
    config.put("use_bias", useBias);
    kernel.write(config, "kernel");
    recurrent.write(config, "recurrent");
    bias.write(config, "bias");
    if (kind == CellKind.LSTM) {
      config.put("unit_forget_bias", unitForgetBias);
    }
    if (kind == CellKind.GRU) {
      config.put("reset_after", resetAfter);
    }
    config.put("dropout", dropout).put("recurrent_dropout", recurrentDropout);
  }

  /** Makes the weights, under names that begin with a prefix. */
  void build(WeightMaker making, String prefix, int features) {
    int columns = kind.gates() * units;
    making.trainable(prefix + "kernel", kernel, List.of(features, columns));
    making.trainable(prefix + "recurrent_kernel", recurrent, List.of(units, columns));
    if (useBias) {
      boolean two = kind == CellKind.GRU && resetAfter;
      making.trainable(
          prefix + "bias",
          kind == CellKind.LSTM && unitForgetBias
              ? bias.withInitializer(new ForgetBias(bias.initializer(), units))
              : bias,
          two ? List.of(2, columns) : List.of(columns));
    }
  }
}

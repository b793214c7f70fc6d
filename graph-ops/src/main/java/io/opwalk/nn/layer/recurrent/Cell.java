package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import java.util.List;
import java.util.Objects;

/**
 * A recurrent cell as data: what Keras's SimpleRNNCell, LSTMCell and GRUCell are told. Immutable;
 * made by {@link #of} and the methods that give another one.
 *
 * <pre>{@code
 * Cell cell = Cell.of(CellKind.LSTM, 128).withDropout(0.2, 0);
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
    return new Cell(
        kind,
        units,
        Activations.TANH,
        Activations.SIGMOID,
        true,
        WeightSpec.kernel(),
        WeightSpec.of(Initializers.orthogonal()),
        WeightSpec.bias(),
        true,
        true,
        0,
        0);
  }

  static Cell read(CellKind kind, ConfigReader in) {
    in.ignore("implementation", "use_legacy_config");
    if (kind == CellKind.SIMPLE_RNN) {
      in.ignore("recurrent_activation");
    }
    Cell standard = of(kind, in.integer("units"));
    return new Cell(
        kind,
        standard.units,
        Activations.read(in, "activation"),
        kind == CellKind.SIMPLE_RNN
            ? Activations.SIGMOID
            : Activations.read(in, "recurrent_activation", Activations.SIGMOID),
        in.flag("use_bias", true),
        WeightSpec.read(in, "kernel", standard.kernel),
        WeightSpec.read(in, "recurrent", standard.recurrent),
        WeightSpec.read(in, "bias", standard.bias),
        in.flag("unit_forget_bias", true),
        in.flag("reset_after", true),
        in.number("dropout", 0),
        in.number("recurrent_dropout", 0));
  }

  void write(Config.Builder config) {
    config.put("units", units).put("activation", activation.name());
    if (kind != CellKind.SIMPLE_RNN) {
      config.put("recurrent_activation", recurrentActivation.name());
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

  /** The same cell with another activation. */
  public Cell withActivation(ActivationFunction function) {
    return new Cell(
        kind,
        units,
        function,
        recurrentActivation,
        useBias,
        kernel,
        recurrent,
        bias,
        unitForgetBias,
        resetAfter,
        dropout,
        recurrentDropout);
  }

  /** The same cell with another activation of its gates. */
  public Cell withRecurrentActivation(ActivationFunction function) {
    return new Cell(
        kind,
        units,
        activation,
        function,
        useBias,
        kernel,
        recurrent,
        bias,
        unitForgetBias,
        resetAfter,
        dropout,
        recurrentDropout);
  }

  /** The same cell with or without a bias. */
  public Cell withBias(boolean use) {
    return new Cell(
        kind,
        units,
        activation,
        recurrentActivation,
        use,
        kernel,
        recurrent,
        bias,
        unitForgetBias,
        resetAfter,
        dropout,
        recurrentDropout);
  }

  /** The same cell with other weights. */
  public Cell withWeights(WeightSpec newKernel, WeightSpec newRecurrent, WeightSpec newBias) {
    return new Cell(
        kind,
        units,
        activation,
        recurrentActivation,
        useBias,
        newKernel,
        newRecurrent,
        newBias,
        unitForgetBias,
        resetAfter,
        dropout,
        recurrentDropout);
  }

  /** The same cell, a GRU that resets the product with the state, or the state. */
  public Cell withResetAfter(boolean whether) {
    return new Cell(
        kind,
        units,
        activation,
        recurrentActivation,
        useBias,
        kernel,
        recurrent,
        bias,
        unitForgetBias,
        whether,
        dropout,
        recurrentDropout);
  }

  /** The same cell with dropout of its input and its state. */
  public Cell withDropout(double ofInput, double ofState) {
    return new Cell(
        kind,
        units,
        activation,
        recurrentActivation,
        useBias,
        kernel,
        recurrent,
        bias,
        unitForgetBias,
        resetAfter,
        ofInput,
        ofState);
  }
}

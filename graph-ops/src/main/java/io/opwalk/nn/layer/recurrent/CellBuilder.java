package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.WeightSpec;

/** Collects the options of a {@link Cell}; what is not said is as in Keras. */
public final class CellBuilder {
  final CellKind kind;
  final int units;
  ActivationFunction activation = Activations.TANH;
  ActivationFunction recurrentActivation = Activations.SIGMOID;
  boolean useBias = true;
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec recurrent = WeightSpec.of(Initializers.orthogonal());
  WeightSpec bias = WeightSpec.bias();
  boolean unitForgetBias = true;
  boolean resetAfter = true;
  double dropout;
  double recurrentDropout;

  CellBuilder(CellKind kind, int units) {
    this.kind = kind;
    this.units = units;
  }

  /** Of the candidate, and of an LSTM's cell state; tanh unless said. */
  public CellBuilder activation(ActivationFunction function) {
    this.activation = function;
    return this;
  }

  /** Of the other gates; the sigmoid unless said. */
  public CellBuilder recurrentActivation(ActivationFunction function) {
    this.recurrentActivation = function;
    return this;
  }

  /** Whether there is a bias; true unless said. */
  public CellBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** The weights of the input; {@link WeightSpec#kernel} unless said. */
  public CellBuilder kernel(WeightSpec spec) {
    this.kernel = spec;
    return this;
  }

  /** The weights of the state; orthogonal at first unless said. */
  public CellBuilder recurrent(WeightSpec spec) {
    this.recurrent = spec;
    return this;
  }

  /** The bias; {@link WeightSpec#bias} unless said. */
  public CellBuilder bias(WeightSpec spec) {
    this.bias = spec;
    return this;
  }

  /** Whether an LSTM's bias of the forget gate begins with ones; true unless said. */
  public CellBuilder unitForgetBias(boolean whether) {
    this.unitForgetBias = whether;
    return this;
  }

  /** Whether a GRU resets the product with the state, and not the state; true unless said. */
  public CellBuilder resetAfter(boolean whether) {
    this.resetAfter = whether;
    return this;
  }

  /** The rate at which elements of the input are dropped in training; 0 unless said. */
  public CellBuilder dropout(double rate) {
    this.dropout = rate;
    return this;
  }

  /** The rate at which elements of the state are dropped in training; 0 unless said. */
  public CellBuilder recurrentDropout(double rate) {
    this.recurrentDropout = rate;
    return this;
  }

  /**
   * The cell.
   *
   * @throws IllegalArgumentException where it has no unit, or a rate is not from 0 to below 1
   */
  public Cell build() {
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
        dropout,
        recurrentDropout);
  }
}

package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;

/** What an optimizer knows of one parameter in a step, and where it keeps what it remembers. */
public final class ParameterStep {
  private final Tensor parameter;
  private final Tensor value;
  private final Tensor gradient;
  private final StepNumbers numbers;
  private final State state;

  ParameterStep(Tensor parameter, Tensor value, Tensor gradient, StepNumbers numbers, State state) {
    this.parameter = parameter;
    this.value = value;
    this.gradient = gradient;
    this.numbers = numbers;
    this.state = state;
  }

  /** The parameter, of which an optimizer may look at name and type. */
  public Tensor parameter() {
    return parameter;
  }

  /** The value to start from. */
  public Tensor value() {
    return value;
  }

  /** The gradient to follow, of the parameter's type. */
  public Tensor gradient() {
    return gradient;
  }

  /** The learning rate, a scalar of the parameter's dtype. */
  public Tensor learningRate() {
    return numbers.rate(parameter.dtype());
  }

  /** Which step this is, counted from 1: a scalar of the parameter's dtype. */
  public Tensor number() {
    return numbers.number(parameter.dtype());
  }

  /**
   * What is remembered under a name, as it was before this step: zeros at first, of the parameter's
   * type.
   */
  public Tensor zeros(String name) {
    return filled(name, 0);
  }

  /** As {@link #zeros}, with another number than 0 throughout at first. */
  public Tensor filled(String name, double first) {
    return state.filled(parameter, name, first);
  }

  /**
   * Says what a remembered value becomes.
   *
   * @param remembered from {@link #zeros} or {@link #filled}
   * @return the new value
   */
  public Tensor becomes(Tensor remembered, Tensor value) {
    return state.becomes(remembered, value);
  }

  /**
   * Moves a remembered value toward another: {@code old + (value - old) (1 - kept)}.
   *
   * @return the new value
   */
  public Tensor moves(Tensor old, Tensor value, double kept) {
    return becomes(
        old, Arithmetic.add(old, Arithmetic.multiply(Arithmetic.subtract(value, old), 1 - kept)));
  }
}

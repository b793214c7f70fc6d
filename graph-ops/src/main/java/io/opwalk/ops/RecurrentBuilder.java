package io.opwalk.ops;

import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Collects what a {@link Recurrent} is made of, in Keras's words and with Keras's defaults.
 * Immutable: each method gives another builder.
 */
public final class RecurrentBuilder {
  private final RecurrentStep.Kind kind;
  private final Tensor kernel;
  private final Tensor recurrentKernel;
  private Optional<Tensor> bias = Optional.empty();
  private Optional<Tensor> peepholes = Optional.empty();
  private Optional<Tensor> mask = Optional.empty();
  private Optional<Tensor> recurrentFactors = Optional.empty();
  private List<Tensor> initialState = List.of();
  private UnaryOperator<Tensor> activation = Trigonometry::tanh;
  private UnaryOperator<Tensor> recurrentActivation = Activations::sigmoid;
  private Optional<UnaryOperator<Tensor>> outputActivation = Optional.empty();
  private UnaryOperator<ScanBuilder> loop = UnaryOperator.identity();
  private boolean isBackwards;
  private boolean isResetAfter = true;
  private boolean isCoupled;
  private boolean zeroMasked;

  RecurrentBuilder(RecurrentStep.Kind kind, Tensor kernel, Tensor recurrentKernel) {
    this.kind = kind;
    this.kernel = Objects.requireNonNull(kernel, "kernel");
    this.recurrentKernel = Objects.requireNonNull(recurrentKernel, "recurrentKernel");
  }

  private RecurrentBuilder copy() {
    RecurrentBuilder copy = new RecurrentBuilder(kind, kernel, recurrentKernel);
    copy.bias = bias;
    copy.peepholes = peepholes;
    copy.mask = mask;
    copy.recurrentFactors = recurrentFactors;
    copy.initialState = initialState;
    copy.activation = activation;
    copy.recurrentActivation = recurrentActivation;
    copy.outputActivation = outputActivation;
    copy.loop = loop;
    copy.isBackwards = isBackwards;
    copy.isResetAfter = isResetAfter;
    copy.isCoupled = isCoupled;
    copy.zeroMasked = zeroMasked;
    return copy;
  }

  /**
   * What is added for each gate: [gates units], or [2, gates units], of which the second row is
   * added to what comes of the state; where the reset of a GRU comes after its product, that is a
   * difference.
   */
  public RecurrentBuilder bias(Tensor newBias) {
    RecurrentBuilder next = copy();
    next.bias = Optional.of(newBias);
    return next;
  }

  /** What the first step is passed, [batch, units] each: h, and for an LSTM c; else zeros. */
  public RecurrentBuilder initialState(Tensor... states) {
    return initialState(List.of(states));
  }

  /** As {@link #initialState(Tensor...)}. */
  public RecurrentBuilder initialState(List<Tensor> states) {
    RecurrentBuilder next = copy();
    next.initialState = List.copyOf(states);
    return next;
  }

  /**
   * Skips steps where a bool of shape [batch, time] is false: their states are those of the step
   * before, and so are their outputs; zero before the first step that is not skipped, as in Keras.
   */
  public RecurrentBuilder mask(Tensor newMask) {
    RecurrentBuilder next = copy();
    next.mask = Optional.of(newMask);
    return next;
  }

  /**
   * What each step multiplies the state by before it multiplies it by the recurrent kernel, [batch,
   * units]: Keras's recurrent dropout, whose zeros are the same in all steps.
   */
  public RecurrentBuilder recurrentFactors(Tensor factors) {
    RecurrentBuilder next = copy();
    next.recurrentFactors = Optional.of(factors);
    return next;
  }

  /** Makes the outputs of skipped steps zero: Keras's {@code zero_output_for_mask}, and ONNX. */
  public RecurrentBuilder zeroOutputForMask() {
    RecurrentBuilder next = copy();
    next.zeroMasked = true;
    return next;
  }

  /**
   * Goes from the last step to the first. Each output stays with its step; Keras's
   * {@code go_backwards} gives them in the order in which they are computed, which is
   * {@code flip(outputs, 1)}.
   */
  public RecurrentBuilder goBackwards() {
    RecurrentBuilder next = copy();
    next.isBackwards = true;
    return next;
  }

  /**
   * What makes the candidate of its sum, and an LSTM's output of its cell state; tanh unless said.
   */
  public RecurrentBuilder activation(UnaryOperator<Tensor> function) {
    RecurrentBuilder next = copy();
    next.activation = Objects.requireNonNull(function, "activation");
    return next;
  }

  /** What makes the other gates of their sums; the sigmoid unless said. */
  public RecurrentBuilder recurrentActivation(UnaryOperator<Tensor> function) {
    RecurrentBuilder next = copy();
    next.recurrentActivation = Objects.requireNonNull(function, "recurrentActivation");
    return next;
  }

  /**
   * What makes an LSTM's output of its cell state, where it is not {@link #activation}: ONNX's h.
   */
  public RecurrentBuilder outputActivation(UnaryOperator<Tensor> function) {
    RecurrentBuilder next = copy();
    next.outputActivation = Optional.of(function);
    return next;
  }

  /** Whether a GRU resets the product with the state, and not the state; true unless said. */
  public RecurrentBuilder resetAfter(boolean whether) {
    RecurrentBuilder next = copy();
    next.isResetAfter = whether;
    return next;
  }

  /**
   * Lets the gates of an LSTM see its cell state, times weights of shape [3, units] for i, f and o;
   * o sees the next one (F. Gers and J. Schmidhuber, "Recurrent Nets that Time and Count", 2000).
   */
  public RecurrentBuilder peepholes(Tensor weights) {
    RecurrentBuilder next = copy();
    next.peepholes = Optional.of(weights);
    return next;
  }

  /** Makes the forget gate of an LSTM {@code 1 - i}: ONNX's {@code input_forget}. */
  public RecurrentBuilder coupled() {
    RecurrentBuilder next = copy();
    next.isCoupled = true;
    return next;
  }

  /** Truncates gradients, or keeps checkpoints: what {@link ScanBuilder} has for the loop. */
  public RecurrentBuilder loop(UnaryOperator<ScanBuilder> how) {
    RecurrentBuilder next = copy();
    next.loop = Objects.requireNonNull(how, "how");
    return next;
  }

  /**
   * The cell taken along sequences.
   *
   * @param x [batch, time, features] of the dtype of the weights
   * @throws TypeException where shapes or dtypes do not fit, the number of units is not known, or
   *     the cell has no use for what was said
   */
  public Recurrent over(Tensor x) {
    return new RecurrentLoop(this, x).build();
  }

  RecurrentStep.Kind kind() {
    return kind;
  }

  Tensor kernel() {
    return kernel;
  }

  Tensor recurrentKernel() {
    return recurrentKernel;
  }

  Optional<Tensor> bias() {
    return bias;
  }

  Optional<Tensor> peepholes() {
    return peepholes;
  }

  Optional<Tensor> mask() {
    return mask;
  }

  Optional<Tensor> recurrentFactors() {
    return recurrentFactors;
  }

  List<Tensor> initialState() {
    return initialState;
  }

  UnaryOperator<Tensor> activation() {
    return activation;
  }

  UnaryOperator<Tensor> recurrentActivation() {
    return recurrentActivation;
  }

  UnaryOperator<Tensor> outputActivation() {
    return outputActivation.orElse(activation);
  }

  ScanBuilder looped(ScanBuilder scan) {
    return loop.apply(isBackwards ? scan.reverse() : scan);
  }

  boolean isBackwards() {
    return isBackwards;
  }

  boolean isResetAfter() {
    return isResetAfter;
  }

  boolean isCoupled() {
    return isCoupled;
  }

  boolean zeroMasked() {
    return zeroMasked;
  }
}

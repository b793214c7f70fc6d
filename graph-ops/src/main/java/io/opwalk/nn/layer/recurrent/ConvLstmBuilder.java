package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.WindowPadding;
import java.util.Collections;
import java.util.List;

/** Collects the options of a {@link ConvLstm}; what is not said is as in Keras. */
public final class ConvLstmBuilder extends LayerBuilder<ConvLstmBuilder> {
  final int filters;
  final List<Integer> kernelSize;
  List<Integer> strides;
  List<Integer> dilation;
  WindowPadding padding = WindowPadding.VALID;
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;
  ActivationFunction activation = Activations.TANH;
  ActivationFunction recurrentActivation = Activations.SIGMOID;
  boolean useBias = true;
  boolean unitForgetBias = true;
  WeightSpec kernel = WeightSpec.kernel();
  WeightSpec recurrent = WeightSpec.of(Initializers.orthogonal());
  WeightSpec bias = WeightSpec.bias();
  boolean returnSequences;
  boolean returnState;
  boolean goBackwards;
  boolean stateful;
  boolean zeroOutputForMask;
  double dropout;
  double recurrentDropout;

  ConvLstmBuilder(int filters, List<Integer> kernelSize) {
    this.filters = filters;
    this.kernelSize = kernelSize;
    if (filters < 1 || kernelSize.isEmpty() || kernelSize.size() > 2) {
      throw new IllegalArgumentException("a convolutional LSTM has 1 filter or more, and 1 or 2"
          + " kernel sizes, found " + filters + " and " + kernelSize);
    }
    this.strides = Collections.nCopies(kernelSize.size(), 1);
    this.dilation = Collections.nCopies(kernelSize.size(), 1);
  }

  String className() {
    return "ConvLSTM" + kernelSize.size() + "D";
  }

  @Override
  protected ConvLstmBuilder self() {
    return this;
  }

  /** How far the kernel of the input moves along each axis; 1 unless said. */
  public ConvLstmBuilder strides(List<Integer> each) {
    this.strides = List.copyOf(each);
    return this;
  }

  /** How far apart the elements of the kernel of the input lie; 1 unless said. */
  public ConvLstmBuilder dilation(List<Integer> each) {
    this.dilation = List.copyOf(each);
    return this;
  }

  /** What is put around the input; nothing unless said. The state is padded in any case. */
  public ConvLstmBuilder padding(WindowPadding newPadding) {
    this.padding = newPadding;
    return this;
  }

  /**
   * Where the channels of each step are, and the filters of results and states; last unless said.
   */
  public ConvLstmBuilder dataFormat(DataFormat newFormat) {
    this.dataFormat = newFormat;
    return this;
  }

  /** Of the candidate and of the cell state; tanh unless said. */
  public ConvLstmBuilder activation(ActivationFunction function) {
    this.activation = function;
    return this;
  }

  /** Of the gates; the sigmoid unless said. */
  public ConvLstmBuilder recurrentActivation(ActivationFunction function) {
    this.recurrentActivation = function;
    return this;
  }

  /** Whether there is a bias; true unless said. */
  public ConvLstmBuilder useBias(boolean use) {
    this.useBias = use;
    return this;
  }

  /** Whether the bias of the forget gate begins with ones; true unless said. */
  public ConvLstmBuilder unitForgetBias(boolean whether) {
    this.unitForgetBias = whether;
    return this;
  }

  /**
   * How the weights of the input, of the state, and the bias begin: Glorot uniform, orthogonal and
   * zeros unless said.
   */
  public ConvLstmBuilder weights(WeightSpec ofInput, WeightSpec ofState, WeightSpec ofBias) {
    this.kernel = ofInput;
    this.recurrent = ofState;
    this.bias = ofBias;
    return this;
  }

  /**
   * Whether the outputs of all steps are given, and not that of the last alone; false unless said.
   */
  public ConvLstmBuilder returnSequences(boolean whether) {
    this.returnSequences = whether;
    return this;
  }

  /** Whether the last states are given too, behind the output; false unless said. */
  public ConvLstmBuilder returnState(boolean whether) {
    this.returnState = whether;
    return this;
  }

  /** Whether it goes from the last step to the first; false unless said. */
  public ConvLstmBuilder goBackwards(boolean whether) {
    this.goBackwards = whether;
    return this;
  }

  /**
   * Whether the last states of a batch are the first ones of the next; needs batches of one known
   * size, in which sample i goes on where that of the batch before ended.
   */
  public ConvLstmBuilder stateful(boolean whether) {
    this.stateful = whether;
    return this;
  }

  /**
   * Whether outputs of steps that a mask leaves out are zeros, where all outputs are given; else
   * they are those of the step before. False unless said.
   */
  public ConvLstmBuilder zeroOutputForMask(boolean whether) {
    this.zeroOutputForMask = whether;
    return this;
  }

  /**
   * The rate at which elements of the input are dropped in training, for each gate; 0 unless said.
   *
   * @throws IllegalArgumentException where it is not from 0 to below 1
   */
  public ConvLstmBuilder dropout(double rate) {
    this.dropout = required(rate);
    return this;
  }

  /**
   * The rate at which elements of the state are dropped in training, for each gate; 0 unless said.
   *
   * @throws IllegalArgumentException where it is not from 0 to below 1
   */
  public ConvLstmBuilder recurrentDropout(double rate) {
    this.recurrentDropout = required(rate);
    return this;
  }

  private static double required(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is from 0 to below 1, found " + rate);
    }
    return rate;
  }

  /** The layer. */
  public ConvLstm build() {
    return new ConvLstm(this);
  }
}

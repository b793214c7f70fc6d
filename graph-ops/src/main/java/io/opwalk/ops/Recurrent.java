package io.opwalk.ops;

import io.opwalk.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A recurrent cell that was taken along sequences: Keras's SimpleRNN, LSTM and GRU, in one loop.
 *
 * <pre>{@code
 * Recurrent lstm = Recurrent.lstm(kernel, recurrentKernel).bias(bias).over(x);
 * lstm.outputs();                      // (batch, time, features) -> (batch, time, units)
 * lstm.finalState(0);                  // (batch, units)
 * lstm.preActivation(Gate.FORGET);     // of all steps: (batch, time, units)
 * }</pre>
 *
 * <p>What a step needs of its input is one product for all steps, computed before the loop. A
 * kernel has the columns of all gates side by side, in the order that each function states. ONNX
 * has them as rows and in another order: its weights are permuted and transposed.
 *
 * <p>Differentiable in the sequences, the initial states, the weights and all that activations use.
 * Immutable.
 */
public final class Recurrent {
  /** What a cell computes with an activation of its own. */
  public enum Gate {
    /** Of an LSTM: how much of the candidate enters the cell state. */
    INPUT,
    /** Of an LSTM: how much of the cell state stays. */
    FORGET,
    /** Of an LSTM: the candidate, what may enter the cell state. */
    CELL,
    /** Of an LSTM: how much of the cell state is given out. */
    OUTPUT,
    /** Of a GRU: how much of the state stays. */
    UPDATE,
    /** Of a GRU: how much of the state enters the candidate. */
    RESET,
    /** Of a GRU: the candidate for the next state; of a simple RNN, the next state. */
    HIDDEN
  }

  private final Scan scan;
  private final Tensor outputs;
  private final RecurrentStep.Taken step;

  Recurrent(Scan scan, Tensor outputs, RecurrentStep.Taken step) {
    this.scan = scan;
    this.outputs = outputs;
    this.step = step;
  }

  /**
   * Elman's recurrent cell, {@code h' = tanh(x K + h R + b)}: Keras's SimpleRNN, ONNX's RNN. It is
   * from J. L. Elman, "Finding Structure in Time", Cognitive Science 14, 1990.
   *
   * @param kernel [features, units]
   * @param recurrentKernel [units, units]
   */
  public static RecurrentBuilder rnn(Tensor kernel, Tensor recurrentKernel) {
    return new RecurrentBuilder(RecurrentStep.Kind.RNN, kernel, recurrentKernel);
  }

  /**
   * Long short-term memory, with a cell state c beside the state h. It is from S. Hochreiter and J.
   * Schmidhuber, Neural Computation 9, 1997, its forget gate from F. Gers et al., 2000.
   *
   * <pre>
   *   i, f, o = sigmoid(x K + h R + b)      g = tanh(x K + h R + b)
   *   c' = f c + i g                        h' = o tanh(c')
   * </pre>
   *
   * @param kernel [features, 4 units]: the columns of i, f, g and o, in Keras's order
   * @param recurrentKernel [units, 4 units]
   */
  public static RecurrentBuilder lstm(Tensor kernel, Tensor recurrentKernel) {
    return new RecurrentBuilder(RecurrentStep.Kind.LSTM, kernel, recurrentKernel);
  }

  /**
   * The gated recurrent unit, whose reset comes after the product with the state unless
   * {@link RecurrentBuilder#resetAfter} says otherwise: cuDNN's and Keras's default. It is from K.
   * Cho et al., arXiv:1406.1078, in its first and its third version.
   *
   * <pre>
   *   z, r = sigmoid(x K + h R + b)
   *   g = tanh(x K + r (h R + b') + b)      or, the reset before, tanh(x K + (r h) R + b)
   *   h' = z h + (1 - z) g
   * </pre>
   *
   * @param kernel [features, 3 units]: the columns of z, r and g, in Keras's and ONNX's order
   * @param recurrentKernel [units, 3 units]
   */
  public static RecurrentBuilder gru(Tensor kernel, Tensor recurrentKernel) {
    return new RecurrentBuilder(RecurrentStep.Kind.GRU, kernel, recurrentKernel);
  }

  /** The state h after each step, [batch, time, units]; of masked ones, see the builder. */
  public Tensor outputs() {
    return outputs;
  }

  /** The states after the last step, each [batch, units]: h, and for an LSTM c. */
  public List<Tensor> finalState() {
    return scan.finalState();
  }

  /** The state of the number after the last step, [batch, units]: 0 is h, 1 an LSTM's c. */
  public Tensor finalState(int index) {
    return scan.finalState(index);
  }

  /** The state of the number after each step, [batch, time, units]: 0 is h, 1 an LSTM's c. */
  public Tensor states(int index) {
    return batchFirst(scan.inner(step.state().get(index)));
  }

  /**
   * What each step applies the activation of a gate to, [batch, time, units]. Masks have no part in
   * it.
   *
   * @throws IllegalArgumentException where the cell has no such gate
   */
  public Tensor preActivation(Gate gate) {
    return batchFirst(scan.inner(of(gate, step.before())));
  }

  /**
   * What comes of the activation of a gate in each step, [batch, time, units].
   *
   * @throws IllegalArgumentException where the cell has no such gate
   */
  public Tensor gate(Gate gate) {
    return batchFirst(scan.inner(of(gate, step.after())));
  }

  private static Tensor of(Gate gate, Map<Gate, Tensor> gates) {
    Tensor found = gates.get(gate);
    if (found == null) {
      throw new IllegalArgumentException("the cell has no gate " + gate + ", only "
          + gates.keySet().stream().sorted().toList());
    }
    return found;
  }

  /** The loop, time first, to walk and to fetch other values from. */
  public Scan scan() {
    return scan;
  }

  static Tensor batchFirst(Tensor timeFirst) {
    return Shapes.transpose(timeFirst, 1, 0, 2);
  }
}

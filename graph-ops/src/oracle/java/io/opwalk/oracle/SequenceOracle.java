package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.INT32;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Range;
import io.opwalk.ops.Recurrent;
import io.opwalk.ops.RecurrentBuilder;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** ONNX's recurrent layers: weights as rows, gates in another order, directions stacked. */
final class SequenceOracle {
  private static final Tolerance STEPS = Tolerance.ulps(
      8, "up to five steps of sums in another order, functions by polynomials; ulps of 1");

  private static final Map<String, UnaryOperator<Tensor>> ACTIVATIONS = Map.of(
      "Tanh", Trigonometry::tanh,
      "Sigmoid", Activations::sigmoid,
      "Relu", Activations::relu);

  private SequenceOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("RNN", STEPS, draw -> new Layer(draw, List.of(0), 1).rnn()),
        OracleRow.of("GRU", STEPS, draw -> new Layer(draw, List.of(0, 1, 2), 1).gru()),
        OracleRow.of("LSTM", STEPS, draw -> new Layer(draw, List.of(0, 2, 3, 1), 2).lstm()));
  }

  /** A layer of the standard, drawn, and its expression. */
  private static final class Layer {
    private final Draw draw;
    private final List<Integer> gates;
    private final int states;
    private final int time;
    private final int batch;
    private final int units;
    private final String direction;
    private final int directions;
    private final Optional<NDArray> lengths;
    private final List<Optional<NDArray>> initial = new ArrayList<>();
    private final List<String> activations = new ArrayList<>();
    private final boolean isClipped;
    private Optional<NDArray> peepholes = Optional.empty();

    /** Gates are numbered as in the standard, and listed in the order of {@link Recurrent}. */
    Layer(Draw draw, List<Integer> gates, int states) {
      this.draw = draw;
      this.gates = gates;
      this.states = states;
      this.time = draw.between(1, 5);
      this.batch = draw.between(1, 3);
      this.units = draw.between(1, 4);
      this.direction = draw.pick("forward", "reverse", "bidirectional");
      this.directions = direction.equals("bidirectional") ? 2 : 1;
      this.lengths = draw.flip()
          ? Optional.of(draw.integers(INT32, List.of(batch), 1, time))
          : Optional.empty();
      boolean isInitial = draw.flip();
      for (int i = 0; i < states; i++) {
        initial.add(isInitial ? Optional.of(weights(directions, batch, units)) : Optional.empty());
      }
      this.isClipped = draw.flip();
    }

    private NDArray weights(Integer... shape) {
      return draw.array(FLOAT32, List.of(shape), Values.between(-1, 1));
    }

    Configuration rnn() {
      activations.add(draw.pick("Tanh", "Relu", "Sigmoid"));
      return builder().givesAll(in -> all(in, Recurrent::rnn, UnaryOperator.identity()));
    }

    Configuration gru() {
      activations.addAll(List.of("Sigmoid", draw.pick("Tanh", "Relu")));
      boolean isResetAfter = draw.flip();
      return builder()
          .attribute("linear_before_reset", isResetAfter)
          .givesAll(in -> all(in, Recurrent::gru, cell -> cell.resetAfter(isResetAfter)));
    }

    Configuration lstm() {
      activations.addAll(List.of("Sigmoid", draw.pick("Tanh", "Relu"), draw.pick("Tanh", "Relu")));
      boolean isCoupled = draw.flip();
      peepholes = draw.flip() ? Optional.of(weights(directions, 3 * units)) : Optional.empty();
      return builder()
          .attribute("input_forget", isCoupled)
          .givesAll(in -> all(in, Recurrent::lstm, cell -> isCoupled ? cell.coupled() : cell));
    }

    private Configuration.Builder builder() {
      int features = draw.between(1, 4);
      int rows = gates.size() * units;
      Configuration.Builder builder = Configuration.of(
          weights(time, batch, features),
          weights(directions, rows, features),
          weights(directions, rows, units),
          weights(directions, 2 * rows));
      List<Optional<NDArray>> rest = new ArrayList<>(List.of(lengths));
      rest.addAll(initial);
      if (states == 2) {
        rest.add(peepholes);
      }
      for (Optional<NDArray> each : rest) {
        if (each.isPresent()) {
          builder.known(each.get());
        } else {
          builder.absent();
        }
      }
      if (isClipped) {
        builder.attribute("clip", 0.75);
      }
      return builder
          .attribute("hidden_size", units)
          .attribute("direction", direction)
          .attribute(
              "activations",
              Collections.nCopies(directions, activations).stream()
                  .flatMap(List::stream)
                  .toList())
          .scale(1);
    }

    /** Makes a cell of a kernel and a recurrent kernel. */
    private interface Cell {
      RecurrentBuilder of(Tensor kernel, Tensor recurrentKernel);
    }

    /** All outputs, then the last states. */
    private List<Tensor> all(List<Tensor> in, Cell cell, UnaryOperator<RecurrentBuilder> how) {
      List<List<Tensor>> results = new ArrayList<>();
      for (int i = 0; i < directions; i++) {
        results.add(direction(in, cell, how, i));
      }
      List<Tensor> stacked = new ArrayList<>();
      for (int output = 0; output <= states; output++) {
        int number = output;
        stacked.add(Joining.stack(
            results.stream().map(each -> each.get(number)).toList(), output == 0 ? 1 : 0));
      }
      return stacked;
    }

    private List<Tensor> direction(
        List<Tensor> in, Cell cell, UnaryOperator<RecurrentBuilder> how, int number) {
      Tensor bias = Shapes.reshape(at(in.get(3), number), 2, (long) gates.size() * units);
      RecurrentBuilder builder = cell.of(
              columns(Shapes.transpose(at(in.get(1), number))),
              columns(Shapes.transpose(at(in.get(2), number))))
          .bias(columns(bias));
      if (direction.equals("reverse") || number == 1) {
        builder = builder.goBackwards();
      }
      if (lengths.isPresent()) {
        builder = builder.mask(mask()).zeroOutputForMask();
      }
      if (initial.get(0).isPresent()) {
        builder = builder.initialState(initial.stream()
            .map(each -> at(Tensors.constant(each.orElseThrow()), number))
            .toList());
      }
      if (peepholes.isPresent()) {
        Tensor rows = Shapes.reshape(at(Tensors.constant(peepholes.get()), number), 3, units);
        // The standard's are for i, o and f.
        builder = builder.peepholes(Indexing.take(rows, Tensors.constant(new int[] {0, 2, 1}), 0));
      }
      int candidate = gates.size() == 1 ? 0 : 1;
      builder = builder.recurrentActivation(activation(0)).activation(activation(candidate));
      if (gates.size() == 4) {
        // Of what is no sum of a gate, nothing is clipped.
        builder = builder.outputActivation(ACTIVATIONS.get(activations.get(2)));
      }
      Recurrent done = how.apply(builder).over(Shapes.transpose(in.get(0), 1, 0, 2));
      List<Tensor> results = new ArrayList<>(List.of(Shapes.transpose(done.outputs(), 1, 0, 2)));
      results.addAll(done.finalState());
      return results;
    }

    private UnaryOperator<Tensor> activation(int number) {
      UnaryOperator<Tensor> function = ACTIVATIONS.get(activations.get(number));
      return isClipped ? sum -> function.apply(Arithmetic.clip(sum, -0.75, 0.75)) : function;
    }

    private Tensor mask() {
      Tensor steps =
          Tensors.constant(NDArray.of(List.of(1, time), IntStream.range(0, time).toArray()));
      return Logic.less(steps, Shapes.expandDims(Tensors.constant(lengths.orElseThrow()), 1));
    }

    private static Tensor at(Tensor x, int number) {
      return Indexing.get(x, Range.at(number));
    }

    /** Columns of gates in our order. */
    private Tensor columns(Tensor rows) {
      List<Tensor> parts = Joining.split(rows, gates.size(), 1);
      return Joining.concat(gates.stream().map(parts::get).toList(), 1);
    }
  }
}

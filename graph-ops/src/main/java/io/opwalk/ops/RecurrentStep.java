package io.opwalk.ops;

import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.ops.Recurrent.Gate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One step of a recurrent cell, given what it needs of its input. */
final class RecurrentStep {
  /** The cells there are. */
  enum Kind {
    RNN(1, Gate.HIDDEN),
    LSTM(2, Gate.INPUT, Gate.FORGET, Gate.CELL, Gate.OUTPUT),
    GRU(1, Gate.UPDATE, Gate.RESET, Gate.HIDDEN);

    private final int states;
    private final List<Gate> gates;

    Kind(int states, Gate... gates) {
      this.states = states;
      this.gates = List.of(gates);
    }

    int states() {
      return states;
    }

    /** In the order of a kernel's columns. */
    List<Gate> gates() {
      return gates;
    }
  }

  /**
   * What comes of a step.
   *
   * @param state what it passes on
   * @param before what the activation of each gate is applied to
   * @param after what comes of that
   */
  record Taken(List<Tensor> state, Map<Gate, Tensor> before, Map<Gate, Tensor> after) {
    /** Where the condition does not hold, this step passes on what it was passed. */
    Taken unless(Tensor isCounted, List<Tensor> passed) {
      List<Tensor> kept = new ArrayList<>();
      for (int i = 0; i < state.size(); i++) {
        kept.add(Logic.where(isCounted, state.get(i), passed.get(i)));
      }
      return new Taken(kept, before, after);
    }
  }

  private final RecurrentBuilder cell;
  private final int units;
  private final Optional<Tensor> recurrentBias;

  RecurrentStep(RecurrentBuilder cell, int units, Optional<Tensor> recurrentBias) {
    this.cell = cell;
    this.units = units;
    this.recurrentBias = recurrentBias;
  }

  /** The step from a state. */
  Taken of(Tensor projected, List<Tensor> state) {
    Gates gates = new Gates();
    List<Tensor> next = switch (cell.kind()) {
      case RNN -> List.of(rnn(gates, projected, state.get(0)));
      case LSTM -> lstm(gates, projected, state.get(0), state.get(1));
      case GRU -> List.of(gru(gates, projected, state.get(0)));
    };
    return new Taken(next, gates.before, gates.after);
  }

  /** Applies activations, and remembers what to. */
  private static final class Gates {
    private final Map<Gate, Tensor> before = new EnumMap<>(Gate.class);
    private final Map<Gate, Tensor> after = new EnumMap<>(Gate.class);

    Tensor of(Gate gate, Tensor sum, UnaryOperator<Tensor> activation) {
      String name = gate.name().toLowerCase(Locale.ROOT);
      Tensor named = NameScope.root().name(name + "_sum", sum);
      before.put(gate, named);
      Tensor result = NameScope.root().name(name, activation.apply(named));
      after.put(gate, result);
      return result;
    }
  }

  private Tensor rnn(Gates gates, Tensor projected, Tensor h) {
    Tensor sum = Arithmetic.add(projected, Linear.matmul(seen(h), cell.recurrentKernel()));
    return gates.of(Gate.HIDDEN, sum, cell.activation());
  }

  private List<Tensor> lstm(Gates gates, Tensor projected, Tensor h, Tensor c) {
    Tensor sums = Arithmetic.add(projected, Linear.matmul(seen(h), cell.recurrentKernel()));
    UnaryOperator<Tensor> opening = cell.recurrentActivation();
    Tensor input = gates.of(Gate.INPUT, peeping(columns(sums, 0), 0, c), opening);
    Tensor forget = cell.isCoupled()
        ? Arithmetic.subtract(1, input)
        : gates.of(Gate.FORGET, peeping(columns(sums, 1), 1, c), opening);
    Tensor candidate = gates.of(Gate.CELL, columns(sums, 2), cell.activation());
    Tensor cellState =
        Arithmetic.add(Arithmetic.multiply(forget, c), Arithmetic.multiply(input, candidate));
    Tensor output = gates.of(Gate.OUTPUT, peeping(columns(sums, 3), 2, cellState), opening);
    return List.of(
        Arithmetic.multiply(output, cell.outputActivation().apply(cellState)), cellState);
  }

  private Tensor gru(Gates gates, Tensor projected, Tensor h) {
    UnaryOperator<Tensor> opening = cell.recurrentActivation();
    Tensor kernel =
        cell.isResetAfter() ? cell.recurrentKernel() : part(cell.recurrentKernel(), 0, 2);
    Tensor product = Linear.matmul(seen(h), kernel);
    Tensor recurrent = recurrentBias.map(bias -> Arithmetic.add(product, bias)).orElse(product);
    Tensor update = gates.of(
        Gate.UPDATE, Arithmetic.add(columns(projected, 0), columns(recurrent, 0)), opening);
    Tensor reset =
        gates.of(Gate.RESET, Arithmetic.add(columns(projected, 1), columns(recurrent, 1)), opening);
    Tensor kept = cell.isResetAfter()
        ? Arithmetic.multiply(reset, columns(recurrent, 2))
        : Linear.matmul(Arithmetic.multiply(reset, seen(h)), part(cell.recurrentKernel(), 2, 3));
    Tensor candidate =
        gates.of(Gate.HIDDEN, Arithmetic.add(columns(projected, 2), kept), cell.activation());
    return Arithmetic.add(
        Arithmetic.multiply(update, h),
        Arithmetic.multiply(Arithmetic.subtract(1, update), candidate));
  }

  /** What of the state the products see. */
  private Tensor seen(Tensor h) {
    return cell.recurrentFactors()
        .map(factors -> Arithmetic.multiply(h, factors))
        .orElse(h);
  }

  private Tensor peeping(Tensor sum, int row, Tensor cellState) {
    return cell.peepholes()
        .map(weights -> Arithmetic.add(
            sum, Arithmetic.multiply(Indexing.get(weights, Range.at(row)), cellState)))
        .orElse(sum);
  }

  private Tensor columns(Tensor rows, int gate) {
    return cell.kind() == Kind.RNN ? rows : part(rows, gate, gate + 1);
  }

  private Tensor part(Tensor rows, int from, int to) {
    return Indexing.get(rows, Range.all(), Range.of((long) from * units, (long) to * units));
  }
}

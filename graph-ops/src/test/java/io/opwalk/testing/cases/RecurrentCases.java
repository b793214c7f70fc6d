package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Recurrent;
import io.opwalk.ops.Recurrent.Gate;
import io.opwalk.ops.RecurrentBuilder;
import io.opwalk.ops.Shapes;
import io.opwalk.testing.cases.RecurrentOracle.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Recurrent cells over sequences of three features with two units, or of one with one. */
final class RecurrentCases {
  private static final Tolerance STEPS = Tolerance.ulps(
      64, "up to four steps of sums of six terms of up to 1, and functions of slope up to 1");

  /** Batch and time: ordinary, none of either, one of either. */
  private static final List<String> LENGTHS = List.of("2,3", "0,3", "2,0", "1,4", "3,1");

  private static final Operand WEIGHTS =
      Operand.of(Values.between(-1, 1)).withoutSpecial().smoothOn(Values.between(-1, 1));

  private static final Operand SEQUENCES = WEIGHTS.withSpecial(Values.between(-1, 1)
      .mixedWith(Values.between(-1, 1)
          .mixedWith(Values.of(0, -0.0, 1e30, Double.NaN, Double.POSITIVE_INFINITY))));

  private static final Operand MASK =
      Operand.of(Values.of(0, 1, 1)).withoutSpecial().always(DType.BOOL);

  private RecurrentCases() {}

  /** What a row needs of an input: how to draw it, its size, and whether that is known. */
  private record Input(Operand operand, String size, boolean isWeight) {}

  private static final Map<String, Input> INPUTS = Map.of(
      "x", new Input(SEQUENCES, "(B,T,F)", false),
      "k", new Input(WEIGHTS, "(F,G)", true),
      "r", new Input(WEIGHTS, "(U,G)", true),
      "b", new Input(WEIGHTS, "(G)", true),
      "bb", new Input(WEIGHTS, "(2,G)", true),
      "h", new Input(WEIGHTS, "(B,U)", false),
      "c", new Input(WEIGHTS, "(B,U)", false),
      "p", new Input(WEIGHTS, "(3,U)", true),
      "mask", new Input(MASK, "(B,T)", false));

  /** The inputs of a row, as it names them. */
  private record Inputs(List<String> names, int gates, int units) {
    Operand[] operands() {
      return names.stream().map(name -> INPUTS.get(name).operand()).toArray(Operand[]::new);
    }

    String[] sizes() {
      return LENGTHS.stream().map(this::sizes).toArray(String[]::new);
    }

    private String sizes(String lengths) {
      StringBuilder text = new StringBuilder();
      for (String name : names) {
        text.append(INPUTS.get(name).size()).append(' ');
      }
      return text.toString()
          .replace("B", lengths.substring(0, 1))
          .replace("T", lengths.substring(2))
          .replace("F", Integer.toString(2 * units - 1))
          .replace("U", Integer.toString(units))
          .replace("G", Integer.toString(units * gates));
    }

    /** How many units there are has to be known, so weights are told their sizes. */
    Map<String, Tensor> tensors(List<Tensor> in) {
      Map<String, Tensor> all = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        Input input = INPUTS.get(names.get(i));
        long[] size = Arrays.stream(sizes("1,1").split(" ")[i].split("[(,)]"))
            .filter(each -> !each.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
        all.put(names.get(i), input.isWeight() ? Shapes.reshape(in.get(i), size) : in.get(i));
      }
      return all;
    }

    Recurrent recurrent(List<Tensor> in, UnaryOperator<RecurrentBuilder> how) {
      Map<String, Tensor> all = tensors(in);
      RecurrentBuilder builder = switch (gates) {
        case 1 -> Recurrent.rnn(all.get("k"), all.get("r"));
        case 3 -> Recurrent.gru(all.get("k"), all.get("r"));
        default -> Recurrent.lstm(all.get("k"), all.get("r"));
      };
      builder = all.containsKey("b") ? builder.bias(all.get("b")) : builder;
      builder = all.containsKey("bb") ? builder.bias(all.get("bb")) : builder;
      builder = all.containsKey("p") ? builder.peepholes(all.get("p")) : builder;
      builder = all.containsKey("mask") ? builder.mask(all.get("mask")) : builder;
      if (all.containsKey("h")) {
        builder = gates == 4
            ? builder.initialState(all.get("h"), all.get("c"))
            : builder.initialState(all.get("h"));
      }
      return how.apply(builder).over(all.get("x"));
    }

    Map<String, NDArray> arrays(List<NDArray> in) {
      Map<String, NDArray> all = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        all.put(names.get(i).equals("bb") ? "b" : names.get(i), in.get(i));
      }
      return all;
    }
  }

  static List<OpCase> all() {
    UnaryOperator<RecurrentBuilder> plain = UnaryOperator.identity();
    RecurrentOracle lstm = RecurrentOracle.of(4);
    RecurrentOracle gru = RecurrentOracle.of(3);
    RecurrentOracle back = new RecurrentOracle(1, x -> x, true, true, false, false);
    RecurrentOracle zero = new RecurrentOracle(4, Math::tanh, true, true, false, true);
    RecurrentOracle coupled = new RecurrentOracle(4, Math::tanh, false, true, true, false);
    RecurrentOracle before = new RecurrentOracle(3, Math::tanh, false, false, false, false);
    UnaryOperator<RecurrentBuilder> zeroed = it -> it.goBackwards().zeroOutputForMask();
    return List.of(
        row("rnn", RecurrentOracle.of(1), plain, "x k r b"),
        row(
            "rnn, linear, backwards from a state, in part",
            back,
            it -> it.goBackwards().activation(x -> x),
            "x k r h mask"),
        row("lstm", lstm, plain, "x k r b"),
        row("lstm from a state, in part", lstm, plain, "x k r h c mask"),
        row("lstm backwards, in part", zero, zeroed, "x k r bb h c mask"),
        row(
            "lstm, the last cell state, in part",
            zero,
            zeroed,
            "x k r mask",
            in -> in.finalState(1),
            Result::lastC),
        row("lstm of one unit", lstm, plain, "x k r b h c p mask"),
        row("lstm with peepholes", lstm, plain, "x k r b p"),
        row("lstm, coupled", coupled, RecurrentBuilder::coupled, "x k r"),
        row(
            "lstm, the last state, truncated late",
            lstm,
            it -> it.loop(scan -> scan.truncate(100)),
            "x k r",
            in -> in.finalState(0),
            Result::lastH),
        row(
            "lstm, all sums",
            lstm,
            plain,
            "x k r b",
            in -> sums(in, Gate.INPUT, Gate.FORGET, Gate.CELL, Gate.OUTPUT),
            Result::sums),
        row("gru", gru, plain, "x k r bb"),
        row("gru with one bias, in part", gru, plain, "x k r b h mask"),
        row("gru, the reset before", before, it -> it.resetAfter(false), "x k r bb"),
        row(
            "gru, all sums",
            gru,
            plain,
            "x k r bb",
            in -> sums(in, Gate.UPDATE, Gate.RESET, Gate.HIDDEN),
            Result::sums));
  }

  private static Tensor sums(Recurrent cell, Gate... gates) {
    List<Tensor> sums = new ArrayList<>();
    for (Gate gate : gates) {
      sums.add(cell.preActivation(gate));
    }
    return Joining.concat(sums, 2);
  }

  private static OpCase row(
      String name, RecurrentOracle oracle, UnaryOperator<RecurrentBuilder> how, String inputs) {
    return row(name, oracle, how, inputs, Recurrent::outputs, Result::outputs);
  }

  private static OpCase row(
      String name,
      RecurrentOracle oracle,
      UnaryOperator<RecurrentBuilder> how,
      String inputs,
      Function<Recurrent, Tensor> result,
      Function<Result, NDArray> expected) {
    Inputs given = new Inputs(
        List.of(inputs.split(" ")), oracle.gates(), name.endsWith("of one unit") ? 1 : 2);
    return OpCase.named(name)
        .covers("Recurrent." + (oracle.gates() == 1 ? "rnn" : oracle.gates() == 3 ? "gru" : "lstm"))
        .sizes(given.sizes())
        .operands(given.operands())
        .build(in -> result.apply(given.recurrent(in, how)))
        .oracle(in -> {
          NDArray values = expected.apply(oracle.of(given.arrays(in)));
          double[] scale = Elements.doubles(values);
          for (int i = 0; i < scale.length; i++) {
            // Not the value's own magnitude: what it is a sum of may cancel.
            scale[i] = Double.isFinite(scale[i]) ? Math.max(1, Math.abs(scale[i])) : 0;
          }
          return new Expected(values, scale);
        })
        .tolerance(STEPS)
        .row();
  }
}

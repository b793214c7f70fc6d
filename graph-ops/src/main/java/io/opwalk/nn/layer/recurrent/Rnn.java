package io.opwalk.nn.layer.recurrent;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Recurrent;
import io.opwalk.ops.RecurrentBuilder;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recurrent cell, or cells on top of each other, along sequences: Keras's SimpleRNN, LSTM and
 * GRU, and RNN over a cell or StackedRNNCells.
 *
 * <pre>{@code
 * Rnn lstm = Rnn.of(Cell.of(CellKind.LSTM, 128)).returnSequences(true).build();
 * Tensor y = x.then(lstm);                                   // (?, 50, 64) -> (?, 50, 128)
 * LayerCall.of(y).orElseThrow().preActivation("f");          // (?, 50, 128)
 * }</pre>
 *
 * <p>Inputs are a sequence of shape (batch, time, features) and, if wanted, a state of shape
 * (batch, units) for each that the cells pass on. Outputs are the last output, or all of them, and
 * behind it the last states if wanted. A mask that comes with the sequence leaves steps out.
 */
public final class Rnn extends AbstractLayer {
  private final Builder told;
  private final String className;

  private Rnn(Builder builder) {
    super(snakeCase(builder.className()), builder.options());
    this.told = builder;
    this.className = builder.className();
  }

  /** A cell. */
  public static Builder of(Cell cell) {
    return new Builder(List.of(cell), false);
  }

  /** Cells on top of each other, the first of which sees the sequence. */
  public static Builder of(List<Cell> cells) {
    return new Builder(List.copyOf(cells), true);
  }

  /** The cells, from the first to the last. */
  public List<Cell> cells() {
    return told.cells;
  }

  /** Whether all outputs are given, and not the last alone. */
  public boolean returnsSequences() {
    return told.returnSequences;
  }

  boolean returnsState() {
    return told.returnState;
  }

  private int states() {
    return told.cells.stream().mapToInt(cell -> cell.kind().states()).sum();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    boolean fits = x.shape().rank() == 3
        && x.shape().dim(2).isFixed()
        && x.dtype().isFloating()
        && (inputs.size() == 1 || inputs.size() == 1 + states());
    if (!fits) {
      throw refusal(
          "needs a floating sequence of shape (batch, time, features) with features known"
              + ", and no or " + states() + " initial states",
          inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    int features = Math.toIntExact(inputs.get(0).shape().dim(2).fixedSize().getAsLong());
    for (int i = 0; i < told.cells.size(); i++) {
      told.cells.get(i).build(making, prefix(i), features);
      features = told.cells.get(i).units();
    }
    if (hasDropout()) {
      making.randomKey();
    }
  }

  private String prefix(int cell) {
    return told.stacked ? told.cells.get(cell).kind().className() + "Cell_" + cell + "/" : "";
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor sequence = context.inputs().get(0);
    List<Tensor> given = context.inputs().subList(1, context.inputs().size());
    Optional<Tensor> mask = context.mask(0);
    List<Tensor> last = new ArrayList<>();
    Tensor key = hasDropout() ? context.randomKey() : null;
    for (int i = 0; i < told.cells.size(); i++) {
      Cell cell = told.cells.get(i);
      List<Tensor> initial = given.isEmpty()
          ? List.of()
          : given.subList(last.size(), last.size() + cell.kind().states());
      Recurrent run = run(context, i, dropped(context, cell, sequence, key, i), initial, mask, key);
      String name = told.stacked ? i + "/" : "";
      cell.kind()
          .names()
          .forEach((letter, gate) -> context.preActivation(name + letter, run.preActivation(gate)));
      sequence = run.outputs();
      last.addAll(run.finalState());
    }
    List<Tensor> outputs = new ArrayList<>();
    if (told.returnSequences) {
      outputs.add(told.goBackwards ? Rearranging.flip(sequence, 1) : sequence);
      mask.ifPresent(travels -> context.mask(0, travels));
    } else {
      outputs.add(
          last.get(last.size() - told.cells.get(told.cells.size() - 1).kind().states()));
    }
    if (told.returnState) {
      outputs.addAll(last);
    }
    return outputs;
  }

  private boolean hasDropout() {
    return told.cells.stream().anyMatch(cell -> cell.dropout() > 0 || cell.recurrentDropout() > 0);
  }

  private Recurrent run(
      CallContext context,
      int index,
      Tensor sequence,
      List<Tensor> initial,
      Optional<Tensor> mask,
      Tensor key) {
    Cell cell = told.cells.get(index);
    Tensor kernel = context.weight(prefix(index) + "kernel");
    Tensor recurrent = context.weight(prefix(index) + "recurrent_kernel");
    RecurrentBuilder builder = switch (cell.kind()) {
      case SIMPLE_RNN -> Recurrent.rnn(kernel, recurrent);
      case LSTM -> Recurrent.lstm(kernel, recurrent);
      case GRU -> Recurrent.gru(kernel, recurrent).resetAfter(cell.resetAfter());
    };
    builder = builder
        .activation(cell.activation().function())
        .recurrentActivation(cell.recurrentActivation().function());
    if (cell.useBias()) {
      builder = builder.bias(context.weight(prefix(index) + "bias"));
    }
    if (!initial.isEmpty()) {
      builder = builder.initialState(initial);
    }
    if (mask.isPresent()) {
      builder = builder.mask(mask.get());
    }
    if (told.goBackwards) {
      builder = builder.goBackwards();
    }
    if (cell.recurrentDropout() > 0) {
      Dim batch = sequence.shape().dim(0);
      Tensor factors = factors(
          context,
          Randoms.foldIn(key, 2L * index + 1),
          sequence,
          Shape.of(batch, Dim.of(cell.units())),
          cell.recurrentDropout());
      builder = builder.recurrentFactors(factors);
    }
    return builder.over(sequence);
  }

  /** The same elements of all steps are dropped, as in Keras. */
  private static Tensor dropped(
      CallContext context, Cell cell, Tensor sequence, Tensor key, int index) {
    if (cell.dropout() == 0) {
      return sequence;
    }
    Shape shape = Shape.of(sequence.shape().dim(0), Dim.of(1), sequence.shape().dim(2));
    Tensor factors =
        factors(context, Randoms.foldIn(key, 2L * index), sequence, shape, cell.dropout());
    return Arithmetic.multiply(sequence, factors);
  }

  private static Tensor factors(
      CallContext context, Tensor key, Tensor like, Shape shape, double rate) {
    Tensor kept = Logic.greaterEqual(Randoms.uniform(key, like.dtype(), shape), rate);
    Tensor factors = Arithmetic.multiply(Tensors.cast(kept, like.dtype()), 1 / (1 - rate));
    return Logic.where(context.learning(), factors, 1);
  }

  @Override
  public String className() {
    return className;
  }

  @Override
  public Config config() {
    Config.Builder config = baseConfig();
    if (told.stacked) {
      List<Config> cells = new ArrayList<>();
      for (int i = 0; i < told.cells.size(); i++) {
        Config.Builder cell =
            Config.builder().put("name", told.cells.get(i).kind().className() + "Cell_" + i);
        told.cells.get(i).write(cell);
        cells.add(Config.builder()
            .put("class_name", told.cells.get(i).kind().className() + "Cell")
            .put("config", cell.build())
            .build());
      }
      config.put("cells", cells);
    } else {
      told.cells.get(0).write(config);
    }
    return config
        .put("return_sequences", told.returnSequences)
        .put("return_state", told.returnState)
        .put("go_backwards", told.goBackwards)
        .put("stateful", false)
        .put("unroll", false)
        .build();
  }

  /** Collects options; what is not said is as in Keras. */
  public static final class Builder extends LayerBuilder<Builder> {
    private final List<Cell> cells;
    private final boolean stacked;
    private boolean returnSequences;
    private boolean returnState;
    private boolean goBackwards;

    private Builder(List<Cell> cells, boolean stacked) {
      if (cells.isEmpty()) {
        throw new IllegalArgumentException("a recurrent layer has 1 cell or more");
      }
      this.cells = cells;
      this.stacked = stacked;
    }

    private String className() {
      return stacked ? "RNN" : cells.get(0).kind().className();
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Whether all outputs are given, (batch, time, units), and not the last alone. */
    public Builder returnSequences(boolean whether) {
      this.returnSequences = whether;
      return this;
    }

    /** Whether the last states are given too. */
    public Builder returnState(boolean whether) {
      this.returnState = whether;
      return this;
    }

    /**
     * Whether it goes from the last step to the first; outputs come in the order of computation.
     */
    public Builder goBackwards(boolean whether) {
      this.goBackwards = whether;
      return this;
    }

    /** The layer. */
    public Rnn build() {
      return new Rnn(this);
    }
  }
}

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
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Recurrent;
import io.opwalk.ops.RecurrentBuilder;
import java.util.ArrayList;
import java.util.Collections;
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
 *
 * <p>A stateful layer begins where the batch before ended, sample by sample: its last states are
 * the first ones of the next batch. It takes batches of one known size. Trainer and Model.predict
 * carry states on; to evaluate a tensor changes nothing. {@link #resetStates} begins anew.
 */
public final class Rnn extends AbstractLayer implements RecurrentLayer {
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

  @Override
  public boolean returnsSequences() {
    return told.returnSequences;
  }

  private int stateCount() {
    return told.cells.stream().mapToInt(cell -> cell.kind().states()).sum();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    boolean fits = x.shape().rank() == 3
        && x.shape().dim(2).isFixed()
        && x.dtype().isFloating()
        && (inputs.size() == 1 || inputs.size() == 1 + stateCount());
    if (!fits) {
      throw refusal(
          "needs a floating sequence of shape (batch, time, features) with features known"
              + ", and no or " + stateCount() + " initial states",
          inputs);
    }
    if (told.stateful) {
      CarriedStates.complaint(x, isBuilt() ? states() : List.of()).ifPresent(complaint -> {
        throw refusal(complaint, inputs);
      });
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    int features = size(inputs.get(0), 2);
    for (int i = 0; i < told.cells.size(); i++) {
      told.cells.get(i).build(making, prefix(i), features);
      features = told.cells.get(i).units();
    }
    if (hasDropout()) {
      making.randomKey();
    }
    if (told.stateful) {
      List<List<Integer>> shapes = new ArrayList<>();
      for (Cell cell : told.cells) {
        List<Integer> shape = List.of(size(inputs.get(0), 0), cell.units());
        shapes.addAll(Collections.nCopies(cell.kind().states(), shape));
      }
      CarriedStates.make(making, shapes);
    }
  }

  private static int size(Tensor x, int axis) {
    return Math.toIntExact(x.shape().dim(axis).fixedSize().getAsLong());
  }

  private String prefix(int cell) {
    return told.stacked ? told.cells.get(cell).kind().className() + "Cell_" + cell + "/" : "";
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor sequence = context.inputs().get(0);
    List<Tensor> given = context.inputs().subList(1, context.inputs().size());
    if (given.isEmpty() && told.stateful) {
      given = CarriedStates.of(context, stateCount());
    }
    Optional<Tensor> mask = context.mask(0);
    List<Tensor> last = new ArrayList<>();
    Tensor key = hasDropout() ? context.randomKey() : null;
    Tensor output = sequence;
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
      output = lastOutput(run, mask.isPresent() && !given.isEmpty());
    }
    if (told.stateful) {
      CarriedStates.carry(context, last);
    }
    List<Tensor> outputs = new ArrayList<>();
    if (told.returnSequences) {
      outputs.add(told.goBackwards ? Rearranging.flip(sequence, 1) : sequence);
      mask.ifPresent(travels -> context.mask(0, travels));
    } else {
      outputs.add(output);
    }
    if (told.returnState) {
      outputs.addAll(last);
    }
    return outputs;
  }

  /**
   * The last output is the last state, but for a sequence all of whose steps are left out: it has
   * no output, and passes on the state it was given.
   */
  private Tensor lastOutput(Recurrent run, boolean maybeNone) {
    return maybeNone
        ? Indexing.get(run.outputs(), Range.all(), Range.at(told.goBackwards ? 0 : -1))
        : run.finalState(0);
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
    if (told.zeroOutputForMask && told.returnSequences && mask.isPresent()) {
      builder = builder.zeroOutputForMask();
    }
    if (cell.recurrentDropout() > 0) {
      Dim batch = sequence.shape().dim(0);
      Tensor factors = DropoutFactors.of(
          context,
          Randoms.foldIn(key, 2L * index + 1),
          sequence.dtype(),
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
    Tensor factors = DropoutFactors.of(
        context, Randoms.foldIn(key, 2L * index), sequence.dtype(), shape, cell.dropout());
    return Arithmetic.multiply(sequence, factors);
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
        .put("stateful", told.stateful)
        .put("unroll", false)
        .put("zero_output_for_mask", told.zeroOutputForMask)
        .build();
  }

  /** Collects options; what is not said is as in Keras. */
  public static final class Builder extends LayerBuilder<Builder> {
    private final List<Cell> cells;
    private final boolean stacked;
    private boolean returnSequences;
    private boolean returnState;
    private boolean goBackwards;
    private boolean stateful;
    private boolean zeroOutputForMask;

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

    /**
     * Whether the last states of a batch are the first ones of the next; needs batches of one known
     * size, in which sample i goes on where that of the batch before ended.
     */
    public Builder stateful(boolean whether) {
      this.stateful = whether;
      return this;
    }

    /**
     * Whether outputs of steps that a mask leaves out are zeros, where all outputs are given; else
     * they are those of the step before.
     */
    public Builder zeroOutputForMask(boolean whether) {
      this.zeroOutputForMask = whether;
      return this;
    }

    /** The layer. */
    public Rnn build() {
      return new Rnn(this);
    }
  }
}

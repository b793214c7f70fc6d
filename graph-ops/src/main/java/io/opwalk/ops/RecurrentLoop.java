package io.opwalk.ops;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks what a recurrent cell is given, and puts the loop together. */
final class RecurrentLoop {
  private final RecurrentBuilder cell;
  private final Tensor x;
  private final String name;
  private final List<Tensor> operands = new ArrayList<>();

  RecurrentLoop(RecurrentBuilder cell, Tensor x) {
    this.cell = cell;
    this.x = x;
    this.name = cell.kind().name().toLowerCase(Locale.ROOT);
    operands.addAll(List.of(x, cell.kernel(), cell.recurrentKernel()));
    cell.bias().ifPresent(operands::add);
    operands.addAll(cell.initialState());
    cell.peepholes().ifPresent(operands::add);
    cell.recurrentFactors().ifPresent(operands::add);
    cell.mask().ifPresent(operands::add);
  }

  Recurrent build() {
    int units = units();
    requireAll(units);
    RecurrentStep step = new RecurrentStep(cell, units, bias(1));
    Tensor projected = projected();
    // Only its shape counts: it is not computed for a state.
    Tensor like = first(Reductions.sum(projected, 0), units);
    List<Tensor> initial = new ArrayList<>();
    for (int i = 0; i < cell.kind().states(); i++) {
      Tensor given = cell.initialState().isEmpty()
          ? Tensors.literal(0, x)
          : cell.initialState().get(i);
      initial.add(Shapes.broadcastLike(given, like));
    }
    Optional<Tensor> mask = cell.mask()
        .map(each -> Shapes.broadcastLike(
            Shapes.expandDims(Shapes.transpose(each), 2),
            Reductions.sum(projected, List.of(2), true)));
    ScanBuilder builder = mask.map(each -> Scan.over(projected, each))
        .orElseGet(() -> Scan.over(projected))
        .carrying(initial)
        .named(name);
    List<RecurrentStep.Taken> taken = new ArrayList<>();
    Scan scan = cell.looped(builder).step((state, elements) -> {
      RecurrentStep.Taken one = step.of(elements.get(0), state);
      if (mask.isPresent()) {
        one = one.unless(elements.get(1), state);
      }
      taken.add(one);
      return new Scan.Next(one.state(), List.of(one.state().get(0)));
    });
    Tensor outputs = mask.map(each -> masked(scan.output(0), each)).orElse(scan.output(0));
    return new Recurrent(scan, Recurrent.batchFirst(outputs), taken.get(0));
  }

  /** The outputs without what a skipped step has in their place. */
  private Tensor masked(Tensor outputs, Tensor mask) {
    if (cell.zeroMasked()) {
      return Logic.where(mask, outputs, 0);
    }
    if (cell.initialState().isEmpty()) {
      // Before the first step that counts, the state is zero as it is.
      return outputs;
    }
    Tensor counted = Tensors.cast(mask, DType.INT32);
    Tensor begun = Cumulative.cumMax(counted, 0, false, cell.isBackwards());
    return Logic.where(Logic.equal(begun, 0), 0, outputs);
  }

  /** [time, batch, gates units]: what all steps need of their input, in one product. */
  private Tensor projected() {
    Shape shape = x.shape();
    Tensor timeFirst = Shapes.transpose(x, 1, 0, 2);
    Tensor rows =
        Shapes.reshape(timeFirst, Shape.of(Dim.product(shape.dims().subList(0, 2)), shape.dim(2)));
    Tensor product = Linear.matmul(rows, cell.kernel());
    Tensor sum = bias(0).map(bias -> Arithmetic.add(product, bias)).orElse(product);
    return Shapes.reshape(
        sum, Shape.of(shape.dim(1), shape.dim(0), cell.kernel().shape().dim(1)));
  }

  /**
   * The bias that is added before the loop, 0, and the one that is added in it, 1: there is none
   * unless the reset of a GRU makes a difference.
   */
  private Optional<Tensor> bias(int row) {
    boolean isOne = cell.bias().map(bias -> bias.shape().rank() == 1).orElse(true);
    boolean isSeparate = cell.kind() == RecurrentStep.Kind.GRU && cell.isResetAfter();
    if (isOne || !isSeparate) {
      return row == 1 ? Optional.empty() : cell.bias().map(b -> isOne ? b : Reductions.sum(b, 0));
    }
    return cell.bias().map(bias -> Indexing.get(bias, Range.at(row)));
  }

  private static Tensor first(Tensor rows, int columns) {
    return Indexing.get(rows, Range.all(), Range.of(0, columns));
  }

  private int units() {
    Shape shape = cell.recurrentKernel().shape();
    if (shape.rank() != 2 || !shape.dim(0).isFixed()) {
      throw refused(
          "the recurrent kernel is [units, gates units] with units known, found " + shape);
    }
    return Math.toIntExact(shape.dim(0).fixedSize().orElseThrow());
  }

  private void requireAll(int units) {
    int columns = units * cell.kind().gates().size();
    require("x", x, Shape.UNKNOWN, Shape.UNKNOWN, Shape.UNKNOWN);
    if (!x.dtype().isFloating()) {
      throw refused("not defined for " + x.dtype() + ", only for floating dtypes");
    }
    require("the kernel", cell.kernel(), Shape.UNKNOWN, columns);
    require("the recurrent kernel", cell.recurrentKernel(), units, columns);
    Dim features = x.shape().dim(2);
    Dim rows = cell.kernel().shape().dim(0);
    if (features.isFixed() && rows.isFixed() && !features.equals(rows)) {
      throw refused("x has " + features + " features, the kernel " + rows + " rows");
    }
    cell.bias().ifPresent(bias -> {
      if (bias.shape().rank() == 1) {
        require("the bias", bias, columns);
      } else {
        require("the bias", bias, 2, columns);
      }
    });
    int states = cell.initialState().size();
    if (states != 0 && states != cell.kind().states()) {
      throw refused("has " + cell.kind().states() + " initial states, found " + states);
    }
    cell.initialState().forEach(state -> require("a state", state, Shape.UNKNOWN, units));
    cell.recurrentFactors()
        .ifPresent(factors -> require("the recurrent factors", factors, Shape.UNKNOWN, units));
    if (cell.kind() != RecurrentStep.Kind.LSTM
        && (cell.isCoupled() || cell.peepholes().isPresent())) {
      throw refused("only an LSTM has gates to couple, and a cell state to peep at");
    }
    cell.peepholes().ifPresent(weights -> require("the peepholes", weights, 3, units));
    cell.mask().ifPresent(mask -> {
      if (mask.dtype() != DType.BOOL || mask.shape().rank() != 2) {
        throw refused("a mask is a bool of shape [batch, time], found " + mask.type());
      }
    });
  }

  /** Sizes that are not known on either side are trusted. */
  private void require(String what, Tensor tensor, long... dims) {
    boolean fits = tensor.shape().rank() == dims.length && tensor.dtype() == x.dtype();
    for (int i = 0; fits && i < dims.length; i++) {
      Dim found = tensor.shape().dim(i);
      fits = dims[i] == Shape.UNKNOWN || !found.isFixed() || found.is(dims[i]);
    }
    if (!fits) {
      throw refused(
          what + " must be " + Shape.shape(dims) + " " + x.dtype() + ", found " + tensor.type());
    }
  }

  private RuntimeException refused(String what) {
    return Refusal.of(name, what, null, operands);
  }
}

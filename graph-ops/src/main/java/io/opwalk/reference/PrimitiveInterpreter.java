package io.opwalk.reference;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Parameter;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.ops.primitive.PrimitiveVisitor;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.spi.BoundFeed;
import io.opwalk.state.ParameterSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Computes one node from the values of its inputs. What does not fit is an
 * {@link IllegalArgumentException} or {@link ArithmeticException}, to which the caller adds the
 * node.
 */
final class PrimitiveInterpreter implements PrimitiveVisitor<List<NDArray>> {
  private final List<Shape> shapes;
  private final List<NDArray> operands;
  private final Apply apply;
  private final BoundFeed bound;
  private final ParameterSnapshot parameters;

  PrimitiveInterpreter(
      Apply apply, List<NDArray> operands, BoundFeed bound, ParameterSnapshot parameters) {
    this.apply = apply;
    this.shapes = apply.inputs().stream().map(Tensor::shape).toList();
    this.operands = operands;
    this.bound = bound;
    this.parameters = parameters;
  }

  @Override
  public List<NDArray> visit(ArgReduce op) {
    return List.of(Reductions.argReduce(op, operands.get(0)));
  }

  @Override
  public List<NDArray> visit(Barrier op) {
    return operands.subList(0, 1);
  }

  @Override
  public List<NDArray> visit(Broadcast op) {
    NDArray input = operands.get(0);
    int[] from = Index.dims(input);
    int[] to = Index.ints(bound.sizes(op.shape()));
    for (int axis = 1; axis <= from.length; axis++) {
      int size = from[from.length - axis];
      if (!shapes.get(0).dim(-axis).is(1) && size != to[to.length - axis]) {
        throw new IllegalArgumentException("cannot broadcast size "
            + size
            + " at axis -"
            + axis
            + " to the size "
            + to[to.length - axis]
            + " of the target "
            + op.shape()
            + "; only what was 1 when the graph was built is repeated");
      }
    }
    ArrayWriter result = new ArrayWriter(input.dtype(), to);
    Index.forEach(
        to,
        index ->
            result.set(Index.offset(index, to), ArrayWriter.get(input, Index.offset(index, from))));
    return List.of(result.done());
  }

  @Override
  public List<NDArray> visit(Cast op) {
    return List.of(operands.get(0).cast(op.dtype()));
  }

  @Override
  public List<NDArray> visit(Concat op) {
    return List.of(Regions.concat(op, operands));
  }

  @Override
  public List<NDArray> visit(Cond op) {
    boolean holds = operands.get(0).booleanValue();
    List<NDArray> results = new BodyFunction(holds ? op.then() : op.otherwise())
        .run(operands.subList(1, operands.size()), holds ? "then" : "otherwise");
    for (int i = 0; i < results.size(); i++) {
      List<Integer> promised = bound.sizes(apply.outputs(i).shape());
      if (!results.get(i).shape().equals(promised)) {
        throw new IllegalArgumentException("value " + i + " is "
            + results.get(i).describe() + ", where the other branch gives the shape " + promised);
      }
    }
    return results;
  }

  @Override
  public List<NDArray> visit(Constant op) {
    return List.of(op.value());
  }

  @Override
  public List<NDArray> visit(Conv op) {
    return List.of(Convolution.of(op, operands.get(0), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(WinogradConv op) {
    return List.of(Winograd.of(op, operands.get(0), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(WinogradKernelGradient op) {
    return List.of(WinogradGradient.of(op, operands.get(0), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(Custom op) {
    return checked(op.function().compute(operands));
  }

  /** What a kernel returned, which must be what its type rule promised. */
  private List<NDArray> checked(List<NDArray> outputs) {
    boolean fits = outputs.size() == apply.outputs().size();
    for (int i = 0; fits && i < outputs.size(); i++) {
      TensorType promised = apply.outputs(i).type();
      fits = outputs.get(i).dtype() == promised.dtype()
          && outputs.get(i).shape().equals(bound.sizes(promised.shape()));
    }
    if (!fits) {
      throw new IllegalStateException(apply + " is promised to give "
          + apply.outputs().stream().map(Tensor::type).toList() + " and returned "
          + outputs.stream().map(NDArray::describe).toList());
    }
    return outputs;
  }

  @Override
  public List<NDArray> visit(Cumulate op) {
    return List.of(Running.cumulate(op, operands.get(0)));
  }

  @Override
  public List<NDArray> visit(DimSize op) {
    long size = 1;
    for (int axis : op.axes()) {
      size *= operands.get(0).dim(axis);
    }
    return List.of(NDArray.scalar(size).cast(op.dtype()));
  }

  @Override
  public List<NDArray> visit(Elementwise op) {
    ScalarFunction function = op.function();
    List<int[]> sizes = operands.stream().map(Index::dims).toList();
    int[] dims = Broadcasting.sizes(shapes, sizes);
    ArrayWriter result = new ArrayWriter(apply.output().dtype(), dims);
    ScalarInterpreter scalars = new ScalarInterpreter(
        function.computeType(apply.inputs().stream().map(Tensor::dtype).toList()));
    ScalarProgram program = new ScalarProgram(function.code(), scalars);
    Index.forEach(dims, index -> {
      List<Object> args = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        args.add(ArrayWriter.get(operands.get(i), Index.offset(index, sizes.get(i))));
      }
      result.set(Index.offset(index, dims), program.run(args));
    });
    return List.of(result.done());
  }

  @Override
  public List<NDArray> visit(Gather op) {
    return List.of(IndexedRows.gather(operands.get(0), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(Iota op) {
    int size = operands.get(0).dim(op.axis());
    ArrayWriter result = new ArrayWriter(DType.INT64, size);
    for (int i = 0; i < size; i++) {
      result.set(i, (long) i);
    }
    return List.of(result.done().cast(op.dtype()));
  }

  @Override
  public List<NDArray> visit(LinearRecurrence op) {
    return List.of(Running.recurrence(op, operands.get(0), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(Loop op) {
    List<Tensor> given = apply.outputs().subList(op.carried(), op.carried() + op.given());
    int room = op.steps()
        .map(steps -> bound.sizes(Shape.of(steps)).get(0))
        .orElseGet(() -> operands.get(0).dim(0));
    List<DType> dtypes = given.stream().map(Tensor::dtype).toList();
    List<List<Integer>> sizes =
        given.stream().map(out -> bound.sizes(out.shape())).toList();
    return new LoopInterpreter(op, operands, room, dtypes, sizes).run();
  }

  @Override
  public List<NDArray> visit(MatMul op) {
    return List.of(
        MatrixProduct.of(shapes.get(0), operands.get(0), shapes.get(1), operands.get(1)));
  }

  @Override
  public List<NDArray> visit(Overlap op) {
    int[] lengths = Index.ints(bound.sizes(Shape.of(op.lengths())));
    return List.of(Sliding.overlap(op, lengths, operands.get(0)));
  }

  @Override
  public List<NDArray> visit(Pad op) {
    long[] before = numbers(op.before());
    long[] after = numbers(op.after());
    if (LongStream.concat(Arrays.stream(before), Arrays.stream(after)).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("padding must be 0 or more, found before="
          + Arrays.toString(before) + " and after=" + Arrays.toString(after));
    }
    return List.of(Regions.pad(op, operands.get(0), operands.get(1), before, outputSizes()));
  }

  @Override
  public List<NDArray> visit(Parameter op) {
    return List.of(parameters.get(op.slot()));
  }

  @Override
  public List<NDArray> visit(Placeholder op) {
    throw new IllegalStateException("an expansion has a placeholder of its own: " + apply);
  }

  @Override
  public List<NDArray> visit(Reduce op) {
    return List.of(Reductions.reduce(op, operands.get(0)));
  }

  @Override
  public List<NDArray> visit(Reshape op) {
    NDArray input = operands.get(0);
    int[] to = Index.ints(bound.sizes(op.shape()));
    long size = 1;
    for (int dim : to) {
      size = Math.multiplyExact(size, (long) dim);
    }
    if (size != input.size()) {
      throw new IllegalArgumentException("cannot reshape "
          + input.describe()
          + " of "
          + input.size()
          + " elements to "
          + op.shape()
          + ", here of "
          + size);
    }
    return List.of(input.reshape(to));
  }

  @Override
  public List<NDArray> visit(Scatter op) {
    return List.of(IndexedRows.scatter(op, operands.get(0), operands.get(1), operands.get(2)));
  }

  @Override
  public List<NDArray> visit(Slice op) {
    return List.of(Regions.slice(op, operands.get(0), numbers(op.starts()), outputSizes()));
  }

  private long[] numbers(List<Dim> dims) {
    return dims.stream().mapToLong(dim -> dim.evaluate(bound::fittingSize)).toArray();
  }

  private int[] outputSizes() {
    return Index.ints(bound.sizes(apply.output().shape()));
  }

  @Override
  public List<NDArray> visit(Transpose op) {
    NDArray input = operands.get(0);
    int[] from = Index.dims(input);
    int[] to = op.permutation().stream().mapToInt(axis -> from[axis]).toArray();
    ArrayWriter result = new ArrayWriter(input.dtype(), to);
    Index.forEach(to, index -> {
      int[] source = new int[from.length];
      for (int axis = 0; axis < source.length; axis++) {
        source[op.permutation().get(axis)] = index[axis];
      }
      result.set(Index.offset(index, to), ArrayWriter.get(input, Index.offset(source, from)));
    });
    return List.of(result.done());
  }

  @Override
  public List<NDArray> visit(Windows op) {
    return List.of(Sliding.windows(op, operands.get(0)));
  }
}

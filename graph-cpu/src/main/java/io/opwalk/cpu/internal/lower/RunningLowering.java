package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lowers what runs along an axis. Along the innermost axis a local carries the value on; along any
 * other a whole row is computed of the row before it in the result, so that memory is walked in
 * order.
 */
final class RunningLowering {
  private final Group group;
  private final KernelBuilder kernel = new KernelBuilder();
  private final Strided result;
  private final List<Strided> inputs = new ArrayList<>();
  private final int axis;
  private final boolean reverse;
  private final Index size;
  private final LoopAxes outer;
  private final LoopAxes inner;

  private RunningLowering(
      Fusion fusion, DimUnifier dims, Buffers buffers, Group group, int axis, boolean reverse) {
    IrNode node = group.single();
    this.group = group;
    this.axis = axis;
    this.reverse = reverse;
    for (IrValue input : node.inputs()) {
      inputs.add(Strided.read(kernel, fusion, dims, buffers, input));
    }
    this.result = Strided.write(kernel, dims, buffers, node.output());
    this.size = kernel.size(result.shape().dim(axis));
    List<List<Dim>> strides = new ArrayList<>(List.of(result.strides()));
    inputs.forEach(input -> strides.add(input.strides()));
    Dim elements = result.shape().elements();
    this.outer =
        LoopAxes.of(kernel, flattened(0, axis), strides, List.of()).split(kernel, elements, 1);
    this.inner = LoopAxes.of(kernel, flattened(axis + 1, result.shape().rank()), strides, List.of())
        .split(kernel, elements, LoopAxes.ALONG_MEMORY);
  }

  /** The shape with size 1 for all axes but some. */
  private Shape flattened(int from, int to) {
    Shape shape = result.shape();
    for (int i = 0; i < shape.rank(); i++) {
      shape = i >= from && i < to ? shape : shape.withDim(i, Dim.of(1));
    }
    return shape;
  }

  static KernelCall cumulate(
      Fusion fusion, DimUnifier dims, Buffers buffers, Group group, Cumulate op) {
    RunningLowering lowering =
        new RunningLowering(fusion, dims, buffers, group, op.axis(), op.reverse());
    return lowering.finish(lowering.cumulate(op));
  }

  static KernelCall recurrence(
      Fusion fusion, DimUnifier dims, Buffers buffers, Group group, LinearRecurrence op) {
    RunningLowering lowering =
        new RunningLowering(fusion, dims, buffers, group, op.axis(), op.reverse());
    return lowering.finish(lowering.recurrence());
  }

  private KernelCall finish(List<Statement> body) {
    return kernel.finish(LoopAxes.nest(kernel, outer.all(), body), Map.of(), Labels.of(group));
  }

  private List<Statement> cumulate(Cumulate op) {
    DType dtype = result.dtype();
    Reduce.Kind kind = Reduce.Kind.valueOf(op.kind().name());
    ScalarOp combine = ReduceLowering.op(kind);
    Value neutral = ReduceLowering.neutral(kind, dtype);
    if (inner.all().isEmpty()) {
      Index.Counter i = kernel.counter();
      Local carried = kernel.local(dtype);
      Value next = new Value.Compute(combine, dtype, List.of(new Value.Read(carried), load(0, i)));
      Statement assign = new Statement.Assign(carried, next);
      Statement store = store(i, new Value.Read(carried));
      return List.of(
          new Statement.Let(carried, neutral),
          run(i, 0, op.exclusive() ? List.of(store, assign) : List.of(assign, store)));
    }
    Index first = Index.of(0);
    Index.Counter i = kernel.counter();
    Index before = i.plus(Index.of(-1));
    Value start = op.exclusive()
        ? neutral
        : new Value.Compute(combine, dtype, List.of(neutral, load(0, first)));
    Value next = new Value.Compute(
        combine, dtype, List.of(result(before), load(0, op.exclusive() ? before : i)));
    return List.of(whereNotEmpty(row(store(first, start))), run(i, 1, row(store(i, next))));
  }

  private List<Statement> recurrence() {
    DType dtype = result.dtype();
    Index first = Index.of(0);
    Index.Counter i = kernel.counter();
    if (inner.all().isEmpty()) {
      Local carried = kernel.local(dtype);
      Value held = new Value.Read(carried);
      return List.of(
          new Statement.Let(carried, new Value.Literal(dtype, 0)),
          whereNotEmpty(List.of(new Statement.Assign(carried, load(1, first)), store(first, held))),
          run(i, 1, List.of(new Statement.Assign(carried, next(i, held)), store(i, held))));
    }
    Value next = next(i, result(i.plus(Index.of(-1))));
    return List.of(
        whereNotEmpty(row(store(first, load(1, first)))), run(i, 1, row(store(i, next))));
  }

  private Value next(Index i, Value before) {
    DType dtype = result.dtype();
    Value product = new Value.Compute(ScalarOp.MUL, dtype, List.of(load(0, i), before));
    return new Value.Compute(ScalarOp.ADD, dtype, List.of(product, load(1, i)));
  }

  /** Where an array is touched, at a place along the axis counted from where it begins. */
  private Index at(Strided array, Index place) {
    Index along = reverse ? size.plus(Index.of(-1)).minus(place) : place;
    return outer
        .at(kernel, array.strides())
        .plus(along.times(kernel.stride(array.strides().get(axis))))
        .plus(inner.at(kernel, array.strides()))
        .plus(kernel.stride(array.offset()));
  }

  private Value load(int input, Index place) {
    return inputs.get(input).load(at(inputs.get(input), place));
  }

  private Value result(Index place) {
    return result.load(at(result, place));
  }

  private Statement store(Index place, Value value) {
    return new Statement.Store(result.buffer(), at(result, place), value);
  }

  private List<Statement> row(Statement element) {
    return LoopAxes.nest(kernel, inner.all(), List.of(element));
  }

  /** One after the other along the axis. */
  private Statement run(Index.Counter i, int from, List<Statement> body) {
    return new Statement.For(i, Index.of(from), size, 1, 1, false, body);
  }

  private Statement whereNotEmpty(List<Statement> body) {
    Value some = new Value.Compute(
        ScalarOp.LT,
        DType.INT32,
        List.of(
            new Value.Position(DType.INT32, Index.of(0)), new Value.Position(DType.INT32, size)));
    return new Statement.If(some, body);
  }
}

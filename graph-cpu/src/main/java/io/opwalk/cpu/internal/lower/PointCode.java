package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fuse.Access;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.fuse.Fusion;
import io.opwalk.cpu.internal.fuse.Group;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The code at one point of a group's domain: loads, then the maps in order. Stores are added by the
 * caller after it, so that at every point all loads come before all stores; in-place buffers need
 * that.
 */
final class PointCode {
  private final Fusion fusion;
  private final DimUnifier dims;
  private final Buffers buffers;
  private final Shape domain;
  private final KernelBuilder kernel;
  private final Map<IrValue, Read> reads = new LinkedHashMap<>();
  private final Set<IrNode> maps;
  private final Map<IrValue, Value> known = new HashMap<>();
  private final List<Statement> statements = new ArrayList<>();
  private final ScalarCodeTranslator code;
  private LoopAxes loops;

  /** Where an array is read: strides along the axes of the domain, from an offset. */
  private record Read(List<Dim> strides, Dim offset) {}

  PointCode(Fusion fusion, DimUnifier dims, Buffers buffers, Group group, KernelBuilder kernel) {
    this.fusion = fusion;
    this.dims = dims;
    this.buffers = buffers;
    this.domain = group.domain();
    this.kernel = kernel;
    this.maps = Set.copyOf(group.maps());
    this.code = new ScalarCodeTranslator(kernel, statements);
    for (IrNode map : group.maps()) {
      noteReads(map.inputs());
    }
    for (IrNode reduction : group.reductions()) {
      noteRead(reduction.input(0));
    }
    noteReads(group.stores());
  }

  private void noteReads(Iterable<IrValue> values) {
    for (IrValue value : values) {
      noteRead(value);
    }
  }

  private void noteRead(IrValue value) {
    if (!maps.contains(value.node())) {
      Access access = fusion.accesses().get(value);
      List<Dim> strides = new ArrayList<>(domain.rank());
      for (Dim stride : access.stridesWithin(value.shape(), domain.rank())) {
        strides.add(dims.find(stride));
      }
      reads.put(value, new Read(strides, dims.find(access.offset())));
    }
  }

  /**
   * The strides of every array that is read, and of a dense one over the domain, which is stored.
   */
  List<List<Dim>> strides() {
    List<List<Dim>> all = new ArrayList<>();
    for (Read read : reads.values()) {
      all.add(read.strides());
    }
    all.add(Access.dense(domain));
    return all;
  }

  /** Computes all maps of the group at the point of the given loops. */
  void compute(LoopAxes at, List<IrNode> nodes) {
    this.loops = at;
    for (IrNode node : nodes) {
      known.put(node.output(), map(node));
    }
  }

  List<Statement> statements() {
    return statements;
  }

  /** A value at the point. */
  Value value(IrValue value) {
    Value found = known.get(value);
    if (found == null) {
      found = fetch(value);
      known.put(value, found);
    }
    return found;
  }

  private Value fetch(IrValue value) {
    IrValue base = fusion.accesses().get(value).base();
    if (base.op() instanceof Iota iota) {
      return position(iota, at(value));
    }
    if (base != value && (fusion.inlined().contains(base) || isSingle(base.op()))) {
      return value(base);
    }
    if (isSingle(base.op())) {
      return kernel.scalar(((Constant) base.op()).value());
    }
    if (fusion.inlined().contains(base)) {
      return map(base.node());
    }
    return code.name(new Value.Load(kernel.read(buffers.of(base)), base.dtype(), at(value)));
  }

  private Index at(IrValue value) {
    Read read = reads.get(value);
    // What only an inlined scalar reads is one element.
    return read == null
        ? kernel.stride(dims.find(fusion.accesses().get(value).offset()))
        : loops.at(kernel, read.strides()).plus(kernel.stride(read.offset()));
  }

  /** The element of 0, 1, 2 ... at a place is the place itself. */
  private Value position(Iota op, Index at) {
    Value position = code.name(new Value.Position(DType.INT64, at));
    return op.dtype() == DType.INT64
        ? position
        : code.name(new Value.Convert(op.dtype(), position));
  }

  private static boolean isSingle(Op op) {
    return op instanceof Constant constant && constant.value().size() == 1;
  }

  private Value map(IrNode node) {
    if (node.op() instanceof Elementwise elementwise) {
      ScalarFunction function = elementwise.function();
      List<Value> args = new ArrayList<>();
      List<DType> dtypes = new ArrayList<>();
      for (IrValue input : node.inputs()) {
        Value arg = value(input);
        args.add(arg);
        dtypes.add(arg.dtype());
      }
      DType compute = function.computeType(dtypes);
      return code.translate(function.code(), args, compute);
    }
    if (node.op() instanceof Cast cast) {
      Value arg = value(node.input(0));
      return arg.dtype() == cast.dtype() ? arg : code.name(new Value.Convert(cast.dtype(), arg));
    }
    if (node.op() instanceof Iota iota) {
      return position(iota, loops.at(kernel, Access.dense(domain)));
    }
    return size((DimSize) node.op(), dims.find(node.input(0).shape()));
  }

  /** The product is taken in 64 bits: a shape with an empty axis may have others of any size. */
  private Value size(DimSize op, Shape shape) {
    Value product = new Value.Literal(DType.INT64, 1);
    for (int axis : op.axes()) {
      Value size = code.name(new Value.Position(DType.INT64, kernel.size(shape.dim(axis))));
      product = code.name(new Value.Compute(ScalarOp.MUL, DType.INT64, List.of(product, size)));
    }
    return op.dtype() == DType.INT64 ? product : code.name(new Value.Convert(op.dtype(), product));
  }

  /** Stores a value of the domain in its buffer. */
  Statement store(IrValue value) {
    Index at = loops.at(kernel, Access.dense(domain));
    Value stored = value(value);
    return new Statement.Store(kernel.write(buffers.of(value)), at, stored);
  }

  /**
   * The buffers that a store over the domain may share: of its dtype, read at the very point and
   * nowhere else.
   */
  List<Buffer> shareable(DType dtype) {
    List<Buffer> shareable = new ArrayList<>();
    for (Buffer buffer : pointwise()) {
      if (buffer.dtype() == dtype) {
        shareable.add(buffer);
      }
    }
    return shareable;
  }

  /** How many values as large as the domain are read. */
  int wholeReads() {
    Set<IrValue> whole = new HashSet<>();
    for (IrValue value : reads.keySet()) {
      IrValue base = fusion.accesses().get(value).base();
      if (dims.find(base.shape()).elements().equals(domain.elements())) {
        whole.add(base);
      }
    }
    return whole.size();
  }

  /** The buffers of computed values that are read at the very point and nowhere else. */
  List<Buffer> pointwise() {
    Set<Buffer> pointwise = new LinkedHashSet<>();
    Set<Buffer> elsewhere = new HashSet<>();
    List<Dim> dense = Access.dense(domain);
    for (Map.Entry<IrValue, Read> entry : reads.entrySet()) {
      Read read = entry.getValue();
      IrValue base = fusion.accesses().get(entry.getKey()).base();
      Buffer buffer = buffers.of(base);
      boolean same = read.offset().is(0)
          && read.strides().equals(dense)
          && dims.find(base.shape()).elements().equals(domain.elements());
      if (same && buffer.source() instanceof Buffer.Source.Computed) {
        pointwise.add(buffer);
      } else {
        elsewhere.add(buffer);
      }
    }
    pointwise.removeAll(elsewhere);
    return List.copyOf(pointwise);
  }
}

package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrInput;
import io.opwalk.ir.IrNode;
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
import io.opwalk.ops.primitive.Primitive;
import io.opwalk.ops.primitive.PrimitiveVisitor;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;

/** What a primitive is to fusion. */
public enum Role {
  /** Its value is there before the computation starts. */
  LEAF,
  /** Each element depends on one element of each input; computed wherever it is needed. */
  MAP,
  /** The same elements counted in another way. */
  VIEW,
  /** Combines the elements of a loop. */
  REDUCTION,
  /** A loop nest of its own. */
  NEST,
  /** Java code over whole arrays, in row-major order; has any number of outputs. */
  ROUTINE;

  /** The role of a node after expansion. */
  public static Role of(IrNode node) {
    if (node.op() instanceof IrInput) {
      return LEAF;
    }
    if (node.op() instanceof Primitive primitive) {
      return primitive.accept(Roles.ROLES);
    }
    throw new IllegalStateException("neither an input nor a primitive: " + node);
  }

  private static final class Roles implements PrimitiveVisitor<Role> {
    static final Roles ROLES = new Roles();

    @Override
    public Role visit(ArgReduce op) {
      return REDUCTION;
    }

    @Override
    public Role visit(Barrier op) {
      return VIEW;
    }

    @Override
    public Role visit(Broadcast op) {
      return VIEW;
    }

    @Override
    public Role visit(Cast op) {
      return MAP;
    }

    @Override
    public Role visit(Concat op) {
      return NEST;
    }

    @Override
    public Role visit(Cond op) {
      return ROUTINE;
    }

    @Override
    public Role visit(Constant op) {
      return LEAF;
    }

    @Override
    public Role visit(Conv op) {
      return NEST;
    }

    @Override
    public Role visit(Cumulate op) {
      return NEST;
    }

    @Override
    public Role visit(Custom op) {
      return ROUTINE;
    }

    @Override
    public Role visit(DimSize op) {
      return MAP;
    }

    @Override
    public Role visit(Elementwise op) {
      return MAP;
    }

    @Override
    public Role visit(Gather op) {
      return NEST;
    }

    @Override
    public Role visit(Iota op) {
      return MAP;
    }

    @Override
    public Role visit(LinearRecurrence op) {
      return NEST;
    }

    @Override
    public Role visit(Loop op) {
      return ROUTINE;
    }

    @Override
    public Role visit(MatMul op) {
      return NEST;
    }

    @Override
    public Role visit(Overlap op) {
      return REDUCTION;
    }

    @Override
    public Role visit(Pad op) {
      return NEST;
    }

    @Override
    public Role visit(Parameter op) {
      return LEAF;
    }

    @Override
    public Role visit(Placeholder op) {
      throw new IllegalStateException("a placeholder that is not an input");
    }

    @Override
    public Role visit(Reduce op) {
      return REDUCTION;
    }

    @Override
    public Role visit(Reshape op) {
      return VIEW;
    }

    @Override
    public Role visit(Scatter op) {
      return NEST;
    }

    @Override
    public Role visit(Slice op) {
      return VIEW;
    }

    @Override
    public Role visit(Transpose op) {
      return VIEW;
    }

    @Override
    public Role visit(Windows op) {
      return VIEW;
    }

    @Override
    public Role visit(WinogradConv op) {
      return NEST;
    }

    @Override
    public Role visit(WinogradKernelGradient op) {
      return NEST;
    }
  }
}

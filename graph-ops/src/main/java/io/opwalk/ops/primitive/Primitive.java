package io.opwalk.ops.primitive;

import io.opwalk.Differentiable;
import io.opwalk.Op;

/**
 * The closed set of ops that a backend has to know; all others expand into these.
 *
 * <p>Backends lower by visitor, so that the Java compiler finds what a new primitive leaves
 * unhandled.
 */
public sealed interface Primitive extends Op, Differentiable
    permits ArgReduce,
        Barrier,
        Broadcast,
        Cast,
        Concat,
        Cond,
        Constant,
        Conv,
        Cumulate,
        Custom,
        DimSize,
        Elementwise,
        Gather,
        Iota,
        LinearRecurrence,
        Loop,
        MatMul,
        Overlap,
        Pad,
        Parameter,
        Placeholder,
        Reduce,
        Reshape,
        Scatter,
        Slice,
        Transpose,
        Windows,
        WinogradConv,
        WinogradKernelGradient {
  /** Calls the visitor's method for this kind of primitive. */
  <R> R accept(PrimitiveVisitor<R> visitor);
}

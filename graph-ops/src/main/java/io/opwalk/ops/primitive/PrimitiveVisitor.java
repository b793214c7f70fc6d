package io.opwalk.ops.primitive;

/**
 * One method per primitive, none with a default.
 *
 * @param <R> what a visit gives
 */
public interface PrimitiveVisitor<R> {
  /** Visits an arg-reduction. */
  R visit(ArgReduce op);

  /** Visits a barrier. */
  R visit(Barrier op);

  /** Visits a broadcast. */
  R visit(Broadcast op);

  /** Visits a cast. */
  R visit(Cast op);

  /** Visits a concatenation. */
  R visit(Concat op);

  /** Visits a condition. */
  R visit(Cond op);

  /** Visits a constant. */
  R visit(Constant op);

  /** Visits a convolution. */
  R visit(Conv op);

  /** Visits a running combination. */
  R visit(Cumulate op);

  /** Visits a kernel in Java. */
  R visit(Custom op);

  /** Visits the size of some dims. */
  R visit(DimSize op);

  /** Visits an elementwise op. */
  R visit(Elementwise op);

  /** Visits a gathering of rows. */
  R visit(Gather op);

  /** Visits the positions along an axis. */
  R visit(Iota op);

  /** Visits a linear recurrence. */
  R visit(LinearRecurrence op);

  /** Visits a loop. */
  R visit(Loop op);

  /** Visits a matrix product. */
  R visit(MatMul op);

  /** Visits windows put together. */
  R visit(Overlap op);

  /** Visits a padding. */
  R visit(Pad op);

  /** Visits a parameter. */
  R visit(Parameter op);

  /** Visits a placeholder. */
  R visit(Placeholder op);

  /** Visits a reduction. */
  R visit(Reduce op);

  /** Visits a reshape. */
  R visit(Reshape op);

  /** Visits a scattering of rows. */
  R visit(Scatter op);

  /** Visits a slice. */
  R visit(Slice op);

  /** Visits a transposition. */
  R visit(Transpose op);

  /** Visits windows. */
  R visit(Windows op);

  /** Visits a convolution by fewer products. */
  R visit(WinogradConv op);

  /** Visits the gradient of a kernel by fewer products. */
  R visit(WinogradKernelGradient op);
}

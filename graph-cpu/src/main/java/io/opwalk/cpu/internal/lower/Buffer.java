package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.state.ParameterSlot;

/**
 * A flat array that kernels read or write, before it is known which one. Identity equality; a
 * reshape gives its result the very buffer of its input.
 */
public final class Buffer {
  private final DType dtype;
  private final Dim elements;
  private final Source source;

  /** Of a dtype and a number of elements. */
  public Buffer(DType dtype, Dim elements, Source source) {
    this.dtype = dtype;
    this.elements = elements;
    this.source = source;
  }

  /** What it holds. */
  public DType dtype() {
    return dtype;
  }

  /** How many elements it holds. */
  public Dim elements() {
    return elements;
  }

  /** Where its content comes from. */
  public Source source() {
    return source;
  }

  /** Where a buffer's content comes from. */
  public sealed interface Source {
    /** From the feed of the call. */
    record Fed(Tensor tensor) implements Source {}

    /** From the call's snapshot of the parameters. */
    record Stored(ParameterSlot slot) implements Source {}

    /** Known when compiling. */
    record Known(NDArray value) implements Source {}

    /** Computed by a kernel of the same program. */
    record Computed() implements Source {}
  }
}

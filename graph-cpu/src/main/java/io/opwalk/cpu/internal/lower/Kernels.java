package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.List;

/**
 * The whole computation as kernel calls in an order in which they can run: the second of the four
 * forms, between the interned graph and the plan.
 *
 * @param calls the steps
 * @param outputs what is returned, in order; the same buffer may be returned twice, and may be one
 *     that no kernel writes
 * @param requirements what must hold of the dims of a call
 */
public record Kernels(
    List<KernelCall> calls, List<Output> outputs, List<Requirement> requirements) {
  /** Copies the lists. */
  public Kernels {
    calls = List.copyOf(calls);
    outputs = List.copyOf(outputs);
    requirements = List.copyOf(requirements);
  }

  /** A value to return: a buffer and its shape. */
  public record Output(Buffer buffer, Shape shape) {}

  /**
   * Two dims, unknown when the graph was built, that must be equal in a call.
   *
   * @param complaint what to say where they are not, before both sizes: names the tensors and lines
   */
  public record Requirement(Dim left, Dim right, String complaint) {}
}

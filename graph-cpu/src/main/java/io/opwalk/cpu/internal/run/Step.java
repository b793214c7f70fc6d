package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Kernel;

/**
 * One kernel with its arguments. The arrays are shared by all calls and never written.
 *
 * @param places where the buffers are, in {@link Workspace}
 * @param label what it computes, in the user's terms
 */
record Step(Kernel kernel, int[] places, long[] scalars, String label) {
  /** The same step, with a kernel that nobody else uses where that makes a difference. */
  Step ofOneCaller() {
    Kernel own = kernel.ofOneCaller();
    return own == kernel ? this : new Step(own, places, scalars, label);
  }
}

package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Kernel;
import java.lang.ref.SoftReference;

/**
 * The arrays that the steps of a loop compute in, for bodies of one size: none of them is ever
 * given out, so that the next run may have them. Used by one run at a time.
 */
final class LoopArrays {
  private final SoftReference<LoopArrays> reference = new SoftReference<>(this);
  private final CallSizes sizes;

  /** Where steps write their results, in turn. */
  final Object[][] results = new Object[2][];

  /** Copies of states that are no results, such as one that a step only passes on. */
  final Object[][] copies;

  /** The present element of each sequence that is read. */
  final Object[] elements;

  private final Kernel feeding;

  LoopArrays(Session session, int sequences, int carried, Kernel feeding) {
    this.sizes = session.sizes();
    this.feeding = feeding;
    this.copies = new Object[2][carried];
    this.elements = new Object[sequences];
    for (int i = 0; i < results.length; i++) {
      results[i] = session.newResults();
    }
  }

  /** How idle ones are held: they give way before memory runs out. */
  SoftReference<LoopArrays> reference() {
    return reference;
  }

  /** Runs the product that feeds a sequence, for whoever has these arrays; null where none is. */
  Kernel feeding() {
    return feeding;
  }

  /** Whether they are of the size of a session's. */
  boolean isFor(Session session) {
    return sizes == session.sizes();
  }
}

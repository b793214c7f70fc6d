package io.opwalk.cpu.internal.run;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;

/** Puts what went wrong in a call in the user's terms. */
final class Failures {
  private Failures() {}

  /**
   * What a step has thrown, with what the step computes: the classes of kernels are hidden, so no
   * stack trace would tell.
   */
  static EvaluationException ofStep(String label, Feed feed, Throwable thrown) {
    return new EvaluationException(label + ": " + complaint(thrown) + feedLines(feed), thrown);
  }

  /** As {@link #ofStep}, for a step of a body, where what was fed is known to the caller only. */
  static IllegalArgumentException inBody(String label, Throwable thrown) {
    return new IllegalArgumentException(label + ": " + complaint(thrown), thrown);
  }

  private static String complaint(Throwable thrown) {
    if (thrown instanceof ArithmeticException) {
      return "integer division by zero";
    }
    if (thrown instanceof OutOfMemoryError) {
      return "out of memory: " + thrown.getMessage();
    }
    return thrown instanceof IllegalArgumentException ? thrown.getMessage() : "failed: " + thrown;
  }

  /** What was fed, one line each, to stand behind a message. */
  static String feedLines(Feed feed) {
    return feed.tensors().isEmpty()
        ? "\nnothing was fed"
        : "\nfed were:\n  " + feed.toString().strip().replace("\n", "\n  ");
  }
}

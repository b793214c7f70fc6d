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
    String complaint;
    if (thrown instanceof ArithmeticException) {
      complaint = "integer division by zero";
    } else if (thrown instanceof OutOfMemoryError) {
      complaint = "out of memory: " + thrown.getMessage();
    } else if (thrown instanceof IllegalArgumentException) {
      complaint = thrown.getMessage();
    } else {
      complaint = "failed: " + thrown;
    }
    return new EvaluationException(label + ": " + complaint + feedLines(feed), thrown);
  }

  /** What was fed, one line each, to stand behind a message. */
  static String feedLines(Feed feed) {
    return feed.tensors().isEmpty()
        ? "\nnothing was fed"
        : "\nfed were:\n  " + feed.toString().strip().replace("\n", "\n  ");
  }
}

package io.opwalk.cpu.internal.run;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Where a call that has much to do finds threads that help it. Thread-safe. */
public interface Helpers {
  /** Nobody: every call does all of its work. */
  Helpers NONE = new Helpers() {
    @Override
    public int most() {
      return 0;
    }

    @Override
    public boolean offer(Runnable help) {
      return false;
    }
  };

  /** How many threads may help one call at a time. */
  int most();

  /**
   * Asks for one thread to run {@code help}, which returns when nothing is left to do. Nobody waits
   * for it: it may run late, when it does nothing, or never.
   *
   * @return whether it may run
   */
  boolean offer(Runnable help);

  /**
   * The threads of an executor. One that runs what it is given in the calling thread is no help,
   * and no harm.
   *
   * @param most how many of them may help one call
   */
  static Helpers of(Executor executor, int most) {
    return new Helpers() {
      @Override
      public int most() {
        return most;
      }

      @Override
      public boolean offer(Runnable help) {
        try {
          executor.execute(help);
          return true;
        } catch (RejectedExecutionException busy) {
          return false;
        }
      }
    };
  }
}

package io.opwalk.cpu.internal.emit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of a backend that tries kernels. A daemon, started when there is something to try
 * and ended after some seconds without; so it keeps neither the JVM nor the backend alive.
 */
final class Warmer {
  private static final int IDLE_SECONDS = 5;

  /** Kernels that may wait; of more than these, each comes again when it has had more to do. */
  private static final int WAITING = 256;

  /** Made when there is something to try: a fresh JVM has better things to do. */
  private ThreadPoolExecutor executor;

  private synchronized ThreadPoolExecutor executor() {
    if (executor == null) {
      executor = new ThreadPoolExecutor(
          1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Warmer::thread);
      executor.allowCoreThreadTimeOut(true);
    }
    return executor;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "opwalk-cpu-warmer", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Whether the thread will do it. */
  boolean offer(Runnable work) {
    try {
      executor().execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError full) {
      return false;
    }
  }
}

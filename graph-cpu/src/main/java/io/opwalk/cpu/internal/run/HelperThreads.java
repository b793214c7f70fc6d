package io.opwalk.cpu.internal.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Daemon threads that help calls: as many as are wanted at once, up to a number. A thread starts
 * when it is needed and ends after some seconds without work, so nobody has to close anything. Help
 * that no thread is free for is declined; nothing ever queues, and once its threads run, an offer
 * allocates nothing.
 */
public final class HelperThreads implements Helpers {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int ABSENT = 0;
  private static final int IDLE = 1;
  private static final int BUSY = 2;

  private final long idleNanos;
  private final AtomicIntegerArray states;
  private final Worker[] workers;

  /** At most so many threads. */
  public HelperThreads(int most) {
    this(most, IDLE_NANOS);
  }

  HelperThreads(int most, long idleNanos) {
    this.idleNanos = idleNanos;
    this.states = new AtomicIntegerArray(most);
    this.workers = new Worker[most];
  }

  @Override
  public int most() {
    return workers.length;
  }

  @Override
  public boolean offer(Runnable help) {
    for (int i = 0; i < workers.length; i++) {
      if (states.get(i) == IDLE && states.compareAndSet(i, IDLE, BUSY)) {
        workers[i].give(help);
        return true;
      }
    }
    for (int i = 0; i < workers.length; i++) {
      if (states.get(i) == ABSENT && states.compareAndSet(i, ABSENT, BUSY)) {
        return start(i, help);
      }
    }
    return false;
  }

  private boolean start(int number, Runnable help) {
    Worker worker = new Worker(number, help);
    Thread thread = new Thread(null, worker, "opwalk-cpu-" + (number + 1), 0, false);
    thread.setDaemon(true);
    worker.thread = thread;
    workers[number] = worker;
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThread) {
      states.set(number, ABSENT);
      return false;
    }
  }

  private final class Worker implements Runnable {
    private final int number;
    private volatile Runnable help;
    private volatile Thread thread;

    private Worker(int number, Runnable help) {
      this.number = number;
      this.help = help;
    }

    private void give(Runnable more) {
      help = more;
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      do {
        help.run();
        help = null;
        states.set(number, IDLE);
      } while (isWanted());
    }

    /** Waits for work; false when there was none for long, and the thread is to end. */
    private boolean isWanted() {
      long start = System.nanoTime();
      while (help == null) {
        long left = idleNanos - (System.nanoTime() - start);
        if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else if (states.compareAndSet(number, IDLE, ABSENT)) {
          return false;
        } else {
          Thread.onSpinWait();
        }
        Thread.interrupted();
      }
      return true;
    }
  }
}

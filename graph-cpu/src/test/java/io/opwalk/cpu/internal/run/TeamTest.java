package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.emit.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
  private static final int PARTS = 64;

  /** Counts how often each part was run. */
  private static final Kernel COUNT = (buffers, sizes, scalars) -> ((int[]) buffers[0])[sizes[0]]++;

  private static int[][] parts() {
    int[][] parts = new int[PARTS][];
    Arrays.setAll(parts, i -> new int[] {i});
    return parts;
  }

  private static void run(Team team, Kernel kernel, Object[] arguments, int[][] parts) {
    Step step = new Step(kernel, new int[] {0}, new long[0], "a step");
    Stage stage = new Stage(new int[parts.length], parts);
    team.run(stage, new Step[] {step}, new Object[][] {arguments});
  }

  private static void eachPartRunsOnce(Team team, int times) {
    int[] counts = new int[PARTS];
    for (int i = 0; i < times; i++) {
      run(team, COUNT, new Object[] {counts}, parts());
    }
    int[] expected = new int[PARTS];
    Arrays.fill(expected, times);
    assertArrayEquals(expected, counts);
  }

  @Test
  void eachPartRunsOnceOnThreadsOfItsOwn() {
    eachPartRunsOnce(new Team(new HelperThreads(3)), 20_000);
  }

  @Test
  void eachPartRunsOnceOnAnExecutor() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    eachPartRunsOnce(new Team(Helpers.of(executor, 5)), 20_000);
    executor.shutdown();
  }

  @Test
  void anExecutorThatRefusesIsNoHelpAndNoHarm() {
    Executor refuses = task -> {
      throw new RejectedExecutionException();
    };
    eachPartRunsOnce(new Team(Helpers.of(refuses, 3)), 100);
  }

  @Test
  void anExecutorThatRunsInTheCallingThreadIsNoHelpAndNoHarm() {
    eachPartRunsOnce(new Team(Helpers.of(Runnable::run, 3)), 100);
  }

  @Test
  void anExecutorThatNeverRunsIsAskedOnceForEachHelper() {
    List<Runnable> tasks = new ArrayList<>();
    Team team = new Team(Helpers.of(tasks::add, 3));
    eachPartRunsOnce(team, 100);
    assertEquals(3, tasks.size());
    // Helpers that come late find nothing to do.
    tasks.forEach(Runnable::run);
    eachPartRunsOnce(team, 1);
  }

  @Test
  void helpersAreAskedAgainWhenTheyHaveLeft() {
    BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(100);
    Team team = new Team(Helpers.of(tasks::add, 3));
    eachPartRunsOnce(team, 1);
    tasks.remove().run();
    eachPartRunsOnce(team, 1);
    assertEquals(3, tasks.size());
  }

  @Test
  void aHelperTakesPart() {
    CountDownLatch both = new CountDownLatch(2);
    Team team = new Team(new HelperThreads(1));
    Kernel meets = (buffers, sizes, scalars) -> {
      both.countDown();
      try {
        assertTrue(both.await(30, TimeUnit.SECONDS), "nobody helped");
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    };
    run(team, meets, new Object[0], new int[][] {{0}, {1}});
  }

  @Test
  void theFirstFailureInOrderIsThrown() {
    Team team = new Team(new HelperThreads(3));
    Kernel fails = (buffers, sizes, scalars) -> {
      if (sizes[0] % 10 == 7) {
        throw new IllegalArgumentException("part " + sizes[0]);
      }
    };
    for (int i = 0; i < 2_000; i++) {
      RuntimeException thrown = assertThrows(
          IllegalArgumentException.class, () -> run(team, fails, new Object[0], parts()));
      assertEquals("part 7", thrown.getMessage());
    }
    eachPartRunsOnce(team, 10);
  }

  @Test
  void aTeamWithinATeamOnOneThreadEnds() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Helpers helpers = Helpers.of(executor, 4);
    AtomicInteger runs = new AtomicInteger();
    Kernel inner = (buffers, sizes, scalars) -> runs.incrementAndGet();
    Kernel outer =
        (buffers, sizes, scalars) -> run(new Team(helpers), inner, new Object[0], parts());
    run(new Team(helpers), outer, new Object[0], parts());
    assertEquals(PARTS * PARTS, runs.get());
    executor.shutdown();
  }

  @Test
  void anInterruptIsKept() {
    Thread.currentThread().interrupt();
    eachPartRunsOnce(new Team(new HelperThreads(2)), 100);
    assertTrue(Thread.interrupted());
  }
}

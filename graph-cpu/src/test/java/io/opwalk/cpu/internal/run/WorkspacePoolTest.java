package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opwalk.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkspacePoolTest {
  private static WorkspacePool pool(int limit) {
    return new WorkspacePool(limit, WorkspacePoolTest::workspace);
  }

  private static Workspace workspace() {
    Step[] steps = {};
    return new Workspace(new Object[1], steps, new Wiring(steps, 1), List.of(), Helpers.NONE);
  }

  @Test
  void whatWasGivenBackIsLentAgain() {
    WorkspacePool pool = pool(2);
    Workspace first = pool.borrow();
    Workspace second = pool.borrow();
    assertNotSame(first, second);
    pool.giveBack(first);
    assertSame(first, pool.borrow());
    assertNotSame(first, pool.borrow());
  }

  @Test
  void aPoolHoldsNoMoreThanItsLimit() {
    WorkspacePool pool = pool(3);
    List<Workspace> borrowed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      borrowed.add(pool.borrow());
    }
    borrowed.forEach(pool::giveBack);
    Set<Workspace> again = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 5; i++) {
      again.add(pool.borrow());
    }
    again.retainAll(borrowed);
    assertEquals(3, again.size());
  }

  @Test
  void aPoolOfNoneMakesAllAnew() {
    WorkspacePool pool = pool(0);
    Workspace first = pool.borrow();
    pool.giveBack(first);
    assertNotSame(first, pool.borrow());
  }

  @Test
  void anArrayGrowsAndIsKeptWhereItSuffices() {
    Workspace workspace = workspace();
    workspace.reserve(0, DType.FLOAT32, 5);
    Object five = workspace.get(0);
    assertEquals(5, ((float[]) five).length);
    workspace.reserve(0, DType.FLOAT32, 3);
    assertSame(five, workspace.get(0));
    workspace.reserve(0, DType.FLOAT32, 6);
    assertEquals(6, ((float[]) workspace.get(0)).length);
  }
}

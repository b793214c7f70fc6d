package io.opwalk.cpu.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.fixture.Execution;
import io.opwalk.cpu.internal.fixture.RandomKernels;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlannerTest {
  private static final Dim N = Dim.named("n");

  @Test
  void randomKernelsGiveTheSameUnderTheirPlan() {
    int shared = 0;
    for (int seed = 0; seed < 300; seed++) {
      RandomKernels random = new RandomKernels(seed, 5 + seed % 40);
      Plan plan = Planner.plan(random.kernels());
      assertEquals(List.of(), PlanChecker.findings(random.kernels(), plan), "seed " + seed);
      Execution execution = new Execution(random, seed % 7, 3 + seed % 5, seed);
      assertEquals(execution.direct(), execution.planned(plan), "seed " + seed);
      shared += computedBuffers(random.kernels())
          - plan.slots().size()
          - plan.results().size();
    }
    assertTrue(shared > 1000, "arrays saved: " + shared);
  }

  private static int computedBuffers(Kernels kernels) {
    return (int) kernels.calls().stream()
        .flatMap(call -> call.buffers().stream())
        .filter(buffer -> buffer.source() instanceof Buffer.Source.Computed)
        .distinct()
        .count();
  }

  @Test
  void aChainInPlaceNeedsOneSlot() {
    Plan plan = Planner.plan(chain(10, N, true));
    assertEquals(List.of(new Slot(DType.FLOAT64, N)), plan.slots());
    assertEquals(List.of(new Slot(DType.FLOAT64, N)), plan.results());
  }

  @Test
  void aChainWithoutConsentNeedsTwoSlots() {
    Plan plan = Planner.plan(chain(10, N, false));
    assertEquals(2, plan.slots().size());
  }

  @Test
  void aBufferReadLaterIsNotTakenOver() {
    Buffer a = computed(N);
    Buffer b = computed(N);
    Buffer c = computed(N);
    Kernels kernels = new Kernels(
        List.of(
            call("a", List.of(), a, false),
            call("b", List.of(a), b, true),
            call("c", List.of(a, b), c, true)),
        List.of(new Kernels.Output(c, Shape.of(N))),
        List.of());
    Plan plan = Planner.plan(kernels);
    assertEquals(2, plan.slots().size());
    assertEquals(List.of(), PlanChecker.findings(kernels, plan));
  }

  @Test
  void unequalSymbolicSizesNeverShare() {
    Buffer small = computed(N);
    Buffer large = computed(N.plus(1));
    Buffer other = computed(Dim.named("m"));
    Kernels kernels = new Kernels(
        List.of(
            call("large", List.of(), large, false),
            call("small", List.of(), small, false),
            call("other", List.of(), other, false)),
        List.of(),
        List.of());
    assertEquals(3, Planner.plan(kernels).slots().size());
  }

  @Test
  void equalSizesBuiltInAnotherOrderShare() {
    Dim m = Dim.named("m");
    Buffer first = computed(N.times(m).times(2));
    Buffer second = computed(m.times(2).times(N));
    Kernels kernels = new Kernels(
        List.of(call("first", List.of(), first, false), call("second", List.of(), second, false)),
        List.of(),
        List.of());
    assertEquals(1, Planner.plan(kernels).slots().size());
  }

  @Test
  void fixedSizesShareTheLargest() {
    List<KernelCall> calls = new ArrayList<>();
    for (int size : new int[] {10, 100, 7, 60, 1000}) {
      calls.add(call("of " + size, List.of(), computed(Dim.of(size)), false));
    }
    Plan plan = Planner.plan(new Kernels(calls, List.of(), List.of()));
    assertEquals(List.of(new Slot(DType.FLOAT64, Dim.of(1000))), plan.slots());
  }

  @Test
  void multiplesOfOneSizeShareTheLargest() {
    List<KernelCall> calls = new ArrayList<>();
    for (Dim size : List.of(N.times(10), N.times(100), N, N.times(60), N.plus(1))) {
      calls.add(call("of " + size, List.of(), computed(size), false));
    }
    Kernels kernels = new Kernels(calls, List.of(), List.of());
    Plan plan = Planner.plan(kernels);
    assertEquals(
        List.of(new Slot(DType.FLOAT64, N.times(100)), new Slot(DType.FLOAT64, N.plus(1))),
        plan.slots());
    assertEquals(List.of(), PlanChecker.findings(kernels, plan));
  }

  @Test
  void dtypesDoNotShare() {
    Buffer ints = new Buffer(DType.INT32, N, new Buffer.Source.Computed());
    Kernels kernels = new Kernels(
        List.of(call("a", List.of(), computed(N), false), call("b", List.of(), ints, false)),
        List.of(),
        List.of());
    assertEquals(2, Planner.plan(kernels).slots().size());
  }

  @Test
  void anOutputUsedAgainStaysInItsArray() {
    Buffer a = computed(N);
    Buffer b = computed(N);
    Kernels kernels = new Kernels(
        List.of(call("a", List.of(), a, false), call("b", List.of(a), b, true)),
        List.of(new Kernels.Output(a, Shape.of(N)), new Kernels.Output(b, Shape.of(N))),
        List.of());
    Plan plan = Planner.plan(kernels);
    assertEquals(2, plan.results().size());
    assertEquals(0, plan.slots().size());
  }

  @Test
  void aBufferReturnedTwiceHasOneArray() {
    Buffer a = computed(N);
    Kernels kernels = new Kernels(
        List.of(call("a", List.of(), a, false)),
        List.of(new Kernels.Output(a, Shape.of(N)), new Kernels.Output(a, Shape.of(N, Dim.of(1)))),
        List.of());
    Plan plan = Planner.plan(kernels);
    assertEquals(plan.outputs().get(0).place(), plan.outputs().get(1).place());
    assertEquals(1, plan.results().size());
  }

  @Test
  void readingWhatIsNotYetWrittenIsRefused() {
    Kernels kernels = new Kernels(
        List.of(call("early", List.of(computed(N)), computed(N), false)), List.of(), List.of());
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Planner.plan(kernels));
    assertTrue(refusal.getMessage().contains("early"), refusal.getMessage());
  }

  @Test
  void printShowsPlacesSizesAndLabels() {
    String text = Planner.plan(chain(3, N, true)).toString();
    assertEquals("""
        slots
          s0 float64[n]
        results
          r0 float64[n]
        steps
          0: s0 <-   sizes n  # step 0
          1: s0 <- s0  sizes n  # step 1
          2: r0 <- s0  sizes n  # step 2
        return
          r0 (n,)
        """, text);
  }

  @Test
  @Timeout(60)
  void aHundredThousandStepsAreNotQuadratic() {
    Kernels kernels = chain(100_000, N, false);
    Plan plan = Planner.plan(kernels);
    assertEquals(List.of(), PlanChecker.findings(kernels, plan));
    assertFalse(plan.toString().isEmpty());
  }

  private static Buffer computed(Dim elements) {
    return new Buffer(DType.FLOAT64, elements, new Buffer.Source.Computed());
  }

  private static Kernels chain(int length, Dim elements, boolean inPlace) {
    List<KernelCall> calls = new ArrayList<>();
    Buffer last = null;
    for (int i = 0; i < length; i++) {
      Buffer next = computed(elements);
      calls.add(call("step " + i, last == null ? List.of() : List.of(last), next, inPlace));
      last = next;
    }
    return new Kernels(calls, List.of(new Kernels.Output(last, Shape.of(elements))), List.of());
  }

  /** A call that writes one buffer, in place of any that it reads where it may. */
  private static KernelCall call(
      String label, List<Buffer> reads, Buffer written, boolean inPlace) {
    List<Buffer> buffers = new ArrayList<>(reads);
    buffers.add(written);
    List<LoopFunction.Buffer> parameters = new ArrayList<>();
    List<Integer> shareable = new ArrayList<>();
    for (Buffer buffer : buffers) {
      parameters.add(new LoopFunction.Buffer(buffer.dtype(), buffer == written));
      if (inPlace && buffer != written) {
        shareable.add(shareable.size());
      }
    }
    return new KernelCall(
        new LoopFunction(parameters, 1, List.of(), List.of()),
        buffers,
        List.of(written.elements()),
        List.of(),
        List.of(shareable),
        label);
  }
}

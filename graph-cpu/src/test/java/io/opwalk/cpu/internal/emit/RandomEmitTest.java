package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.RandomLoops;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Emitted code does what the interpreter does, to the bit. */
@Tag("first-tier")
final class RandomEmitTest {
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 300)
  void codeGivesTheBitsOfTheInterpreter(@ForAll("seeds") long seed) {
    LoopFunction function = LoopChecker.check(RandomLoops.function(seed));
    check(seed, function, ScalarPasses.apply(function));
  }

  @Property(tries = 300)
  void theSizeIsAnUpperBound(@ForAll("seeds") long seed) {
    LoopFunction function = RandomLoops.function(seed);
    EmittedClass emitted = LoopEmitter.emit(ScalarPasses.applyButSplit(function));
    int found = MethodSizes.ofRun(emitted);
    int bound = LoopSize.bytes(function);
    assertTrue(found <= bound, () -> found + " bytes, not " + bound + "\n" + emitted.text());
    // A bound that is far off would split what the JIT takes.
    assertTrue(bound <= 4 * found + 200, () -> found + " bytes, not " + bound);
  }

  private static void check(long seed, LoopFunction oracle, LoopFunction prepared) {
    EmittedClass emitted = Verified.verify(LoopEmitter.emit(LoopChecker.check(prepared)));
    LoopRun run = RandomLoops.arguments(oracle, seed);
    run.assertSame(
        (b, n, s) -> LoopInterpreter.run(oracle, b, n, s),
        KernelLoader.load(emitted)::run,
        emitted::text);
  }
}

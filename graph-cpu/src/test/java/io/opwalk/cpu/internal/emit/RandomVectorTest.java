package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.RandomMaps;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statements;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Vector code does what the interpreter does, to the bit, whatever the width of the vectors. */
final class RandomVectorTest {
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 400)
  void vectorsGiveTheBitsOfTheInterpreter(@ForAll("seeds") long seed) {
    LoopFunction function = LoopChecker.check(RandomMaps.function(seed));
    int bits = 128 << Math.floorMod(seed, 3);
    Verified.vectors(function, bits).ifPresent(emitted -> {
      LoopFunction prepared = VectorPasses.apply(function, bits).orElseThrow();
      if (!isSplit(prepared)) {
        int bound =
            LoopSize.inOneMethod(prepared, VectorTarget.of(prepared, bits)).method(prepared.body());
        int found = MethodSizes.longest(emitted);
        assertTrue(found <= bound, () -> found + " bytes, not " + bound + "\n" + emitted.text());
      }
      LoopRun run = RandomMaps.arguments(function, seed);
      run.assertSame(
          (b, n, s) -> LoopInterpreter.run(function, b, n, s),
          KernelLoader.load(emitted)::run,
          () -> bits + " bits, " + emitted.text());
    });
  }

  @Test
  void aLoopWhoseVectorCodeIsTooLongForTheJitHasNone() {
    // Eight copies of log and expm1.
    LoopFunction function = RandomMaps.function(9615);
    assertTrue(VectorPasses.apply(function, 128).isPresent());
    assertEquals(Optional.empty(), VectorPasses.emit(function, 128));
  }

  private static boolean isSplit(LoopFunction function) {
    return Statements.all(function.body()).stream()
        .anyMatch(statement -> statement instanceof Statement.Outlined);
  }

  @Test
  void manyOfTheseLoopsAreRunOnVectors() {
    int vectorised = 0;
    for (long seed = 0; seed < 200; seed++) {
      Optional<EmittedClass> vectors = VectorPasses.emit(RandomMaps.function(seed), 512);
      vectorised += vectors.isPresent() ? 1 : 0;
    }
    int found = vectorised;
    assertTrue(found > 60, () -> "only " + found + " of 200: this tests little");
  }
}

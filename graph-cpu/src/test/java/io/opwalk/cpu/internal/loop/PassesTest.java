package io.opwalk.cpu.internal.loop;

import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No pass changes a bit of what a function does, and all keep the rules of the loop IR. */
final class PassesTest {
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 300)
  void shareKeepsEveryBit(@ForAll("seeds") long seed) {
    check(seed, Share::apply);
  }

  @Property(tries = 300)
  void hoistKeepsEveryBit(@ForAll("seeds") long seed) {
    check(seed, Hoist::apply);
  }

  @Property(tries = 300)
  void unrollLanesKeepsEveryBit(@ForAll("seeds") long seed) {
    check(seed, UnrollLanes::apply);
  }

  @Property(tries = 300)
  void unrollFixedKeepsEveryBit(@ForAll("seeds") long seed) {
    check(seed, function -> function.withBody(UnrollFixed.apply(function.body())));
  }

  private static void check(long seed, UnaryOperator<LoopFunction> pass) {
    LoopFunction function = LoopChecker.check(RandomLoops.function(seed));
    LoopFunction passed = LoopChecker.check(pass.apply(function));
    RandomLoops.arguments(function, seed).assertSame(function, passed);
  }
}

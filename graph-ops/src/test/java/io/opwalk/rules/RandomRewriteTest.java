package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.PassListener;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All rules at once on graphs drawn by lot. */
final class RandomRewriteTest {
  private static final int ROUNDS = 150;

  @Test
  void exactRulesTogetherKeepEveryBit() {
    RewriteTrace trace = new RewriteTrace();
    for (long seed = 0; seed < ROUNDS; seed++) {
      List<Tensor> written = RandomExpressions.of(seed);
      List<Tensor> rewritten =
          RuleRunner.rewrite(written, trace, CanonicalRules.set(), SpecialRules.set());
      Feed feed = Feed.empty();
      for (Tensor leaf : Graph.of(written).inputs()) {
        feed = feed.and(leaf, RandomExpressions.value(leaf, 3, 10, seed));
      }
      List<Tensor> both = new ArrayList<>(written);
      both.addAll(rewritten);
      List<NDArray> values = RuleRunner.evaluate(both, feed);
      for (int i = 0; i < written.size(); i++) {
        String what = "seed " + seed + ", tensor " + i + ": " + written.get(i).owner();
        Bits.assertSame(values.get(i), values.get(written.size() + i), () -> what);
      }
    }
    assertTrue(trace.counts().size() > 10, () -> "too few rules fired: " + trace.counts());
  }

  @Test
  void rewritingEndsAndTwiceIsOnce() {
    RewriteTrace trace = new RewriteTrace();
    for (long seed = 0; seed < 4 * ROUNDS; seed++) {
      List<Tensor> written = RandomExpressions.of(seed);
      for (RuleSet set : Rules.sets()) {
        IrGraph once = RuleRunner.rewrite(RuleRunner.graph(written), trace, set);
        assertSame(once, RuleRunner.rewrite(once, PassListener.NONE, set), "seed " + seed);
        assertEquals(written.size(), once.outputs().size());
      }
    }
    assertTrue(trace.counts().size() > 20, () -> "too few rules fired: " + trace.counts());
  }
}

package io.opwalk.rules;

import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.ops.composite.ClipGradient;
import io.opwalk.ops.composite.ClipGradientNorm;
import io.opwalk.ops.composite.ScaleGradient;
import io.opwalk.ops.composite.StopGradient;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Rule;
import java.util.List;

/**
 * Removes what speaks of gradients only. Gradients are built before anything is compiled; and left
 * where it is, it would hide {@code log(softmax(x))} in {@code log(stopGradient(softmax(x)))}.
 */
final class GradientFlowRules {
  private GradientFlowRules() {}

  static List<Rule> all() {
    OpMatcher clip = OpMatcher.of("clip", ClipGradient.class, List.of(new ClipGradient(-1, 1)));
    OpMatcher norm = OpMatcher.of("norm", ClipGradientNorm.class, List.of(new ClipGradientNorm(1)));
    return List.of(
        exact("stopGradient(x) -> x", op(new StopGradient(), any("x")), any("x")),
        exact(
            "scaleGradient(x, factor) -> x",
            op(new ScaleGradient(), any("x"), any("factor")),
            any("x")),
        exact("clipGradient(x) -> x", op(clip, any("x")), any("x")),
        exact("clipGradientNorm(x) -> x", op(norm, any("x")), any("x")));
  }
}

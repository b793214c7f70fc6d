package io.opwalk.rules;

import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.cast;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.DType;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/** Casts that change nothing. */
final class CastRules {
  private CastRules() {}

  static List<Rule> all() {
    return List.of(
        // The rule fires where the types are equal.
        Rule.named("cast(x) -> x of the same dtype")
            .when(op(cast("c"), any("x")))
            .then(any("x"))
            .safety(Safety.EXACT)
            .build(),
        Rule.named("cast(cast(x)) -> cast(x), nothing lost on the way")
            .when(op(cast("outer"), op(cast("inner"), any("x"))))
            .then(op(cast("outer"), any("x")))
            .where(CastRules::keepsAllValues)
            .safety(Safety.EXACT)
            .build());
  }

  /** What a cast gives depends on the value alone, so one that keeps it can be left away. */
  private static boolean keepsAllValues(Match match) {
    DType from = match.value("x").dtype();
    DType to = match.op("inner", Cast.class).dtype();
    return switch (from) {
      case BOOL -> true;
      case INT32 -> to == DType.INT64 || to == DType.FLOAT64 || to == from;
      case FLOAT32 -> to == DType.FLOAT64 || to == from;
      case INT64, FLOAT64 -> to == from;
    };
  }
}

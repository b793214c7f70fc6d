package io.opwalk.rules;

import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.function;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.ops.scalar.ScalarFunction.Property;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Rule;
import java.util.List;

/** What holds of every scalar function that has an algebraic property, a user's own among them. */
final class PropertyRules {
  private PropertyRules() {}

  static List<Rule> all() {
    return List.of(involution(), idempotentOnce(), idempotentAlone());
  }

  /** Shared with the stable rules, some of which leave two negations behind. */
  static Rule involution() {
    OpMatcher f = having(Property.INVOLUTION, 1);
    return exact("f(f(x)) -> x, f an involution", op(f, op(f, any("x"))), any("x"));
  }

  private static Rule idempotentOnce() {
    OpMatcher f = having(Property.IDEMPOTENT, 1);
    return exact("f(f(x)) -> f(x), f idempotent", op(f, op(f, any("x"))), op(f, any("x")));
  }

  private static Rule idempotentAlone() {
    OpMatcher f = having(Property.IDEMPOTENT, 2);
    return exact("f(x, x) -> x, f idempotent", op(f, any("x"), any("x")), any("x"));
  }

  private static OpMatcher having(Property property, int arity) {
    return function("f", arity, it -> it.properties().contains(property)).having(property.name());
  }
}

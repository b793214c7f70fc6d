package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.ArrayList;
import java.util.List;

/** Determinants that overflow, equations written with inverses, and matrices of known structure. */
final class LinearAlgebraRules {
  private LinearAlgebraRules() {}

  static List<Rule> all() {
    Pattern a = any("a");
    Pattern determinant = op(new Custom(new Determinant()), a);
    List<Rule> rules = new ArrayList<>(List.of(
        stabilises(
            "log(abs(det(a))) -> logDet(a) of the magnitude",
            fn(LOG, fn(ABS, determinant)),
            op(new LogDet(true), a)),
        stabilises("log(det(a)) -> logDet(a)", fn(LOG, determinant), op(new LogDet(false), a))));
    rules.addAll(TriangleRules.all());
    rules.addAll(GramRules.all());
    rules.addAll(InverseProductRules.all());
    rules.addAll(DeterminantSlopeRules.all());
    return rules;
  }
}

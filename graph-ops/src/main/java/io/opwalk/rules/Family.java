package io.opwalk.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The families of rules that are on by default, and what each looks for. Each string names ops that
 * must all be in a graph for some of the rules to fit: scalar functions by their names, which begin
 * with a small letter, other ops by theirs, and ops of any name by a property. A family whose rules
 * all look for one rare op says so; where ops are common, pairs of them keep most graphs from
 * making it.
 */
enum Family implements RuleFamily {
  IDENTITY("multiply", "divide Constant", "subtract", "add Constant", "reciprocal"),
  PROPERTY("INVOLUTION", "IDEMPOTENT"),
  SIGN(
      "multiply",
      "divide",
      "negative add",
      "negative subtract",
      "negative abs",
      "negative square",
      "square abs",
      "exp subtract"),
  LOGIC("logicalAnd", "logicalOr", "logicalXor", "logicalNot", "where"),
  CAST("Cast"),
  SHAPE("Transpose", "Reshape", "ReshapeLike", "Broadcast", "BroadcastLike", "Reduce"),
  GRADIENT_FLOW("StopGradient", "ScaleGradient", "ClipGradient", "ClipGradientNorm"),
  SIGMOID(
      "exp add",
      "sigmoid multiply",
      "sigmoid divide",
      "sigmoid subtract",
      "sigmoid log",
      "sigmoid log1p",
      "sigmoid logit"),
  SOFTPLUS(
      "log add exp",
      "log1p exp",
      "logSigmoid negative",
      "softplus log",
      "softplus exp",
      "softplus expm1"),
  SOFTMAX(
      "log Softmax",
      "log Transpose",
      "exp LogSoftmax",
      "log Reduce exp",
      "divide Reduce exp",
      "subtract LogSumExp"),
  INDEXED_SOFTMAX(
      "log Slice",
      "log Reshape",
      "log Broadcast",
      "log Gather",
      "multiply Softmax subtract Reduce"),
  CROSS_ENTROPY("Reduce LogSoftmax"),
  INVERSE("log exp", "log1p exp", "log1p expm1", "square sqrt"),
  LOG_SUM("log add"),
  LOGARITHM(
      "log add",
      "log subtract",
      "log divide",
      "log expm1",
      "log sqrt",
      "log1p exp",
      "exp subtract",
      "exp add"),
  PRODUCT("log Reduce", "divide Cumulate"),
  ERF("erf", "erfc"),
  BESSEL("i0", "i1", "iv", "kv"),
  LINEAR_ALGEBRA(
      "Determinant",
      "LogDeterminant",
      "LogDet",
      "TriangularDeterminant",
      "Inverse",
      "Solve",
      "TriangularSolve",
      "DiagonalSolve",
      "Cofactors"),
  GRADIENT("isNaN sigmoid", "isNaN erfc", "isNaN exp", "isNaN Softmax"),
  NAIVE_SLOPE("isNaN sigmoid", "isNaN exp"),
  LOG_SUM_SLOPE("isNaN exp"),
  INVOLUTION("INVOLUTION"),
  SPECIAL("power", "polygamma", "divide", "negative multiply", "where"),
  CONVOLUTION("Conv");

  private final List<Set<String>> needs;

  Family(String... needs) {
    List<Set<String>> all = new ArrayList<>(needs.length);
    for (String together : needs) {
      all.add(labels(together));
    }
    this.needs = List.copyOf(all);
  }

  private static Set<String> labels(String together) {
    String[] words = together.split(" ");
    for (int i = 0; i < words.length; i++) {
      if (Character.isLowerCase(words[i].charAt(0))) {
        words[i] = "Elementwise{" + words[i] + "}";
      }
    }
    return Set.of(words);
  }

  @Override
  public List<Set<String>> needs() {
    return needs;
  }

  @Override
  public List<Rule> rules() {
    return switch (this) {
      case IDENTITY -> IdentityRules.all();
      case PROPERTY -> PropertyRules.all();
      case SIGN -> SignRules.all();
      case LOGIC -> LogicRules.all();
      case CAST -> CastRules.all();
      case SHAPE -> ShapeRules.all();
      case GRADIENT_FLOW -> GradientFlowRules.all();
      case SIGMOID -> SigmoidRules.all();
      case SOFTPLUS -> SoftplusRules.all();
      case SOFTMAX -> SoftmaxRules.all();
      case INDEXED_SOFTMAX -> IndexedSoftmaxRules.all();
      case CROSS_ENTROPY -> CrossEntropyRules.all();
      case INVERSE -> InverseRules.all();
      case LOG_SUM -> LogSumRules.all();
      case LOGARITHM -> LogarithmRules.all();
      case PRODUCT -> ProductRules.all();
      case ERF -> ErfRules.all();
      case BESSEL -> BesselRules.all();
      case LINEAR_ALGEBRA -> LinearAlgebraRules.all();
      case GRADIENT -> GradientRules.all();
      case NAIVE_SLOPE -> NaiveSlopeRules.all();
      case LOG_SUM_SLOPE -> LogSumSlopeRules.all();
      case INVOLUTION -> List.of(PropertyRules.involution());
      case SPECIAL -> SpecialRules.all();
      case CONVOLUTION -> BoundedRules.all();
    };
  }
}

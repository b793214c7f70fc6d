package io.opwalk.docs;

import io.opwalk.DType;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the table of op cases says of the functions, and tests. */
final class Tested {
  private static final String ITS_OWN = "its own";

  /** Gradients that no finite differences can tell. */
  private static final Map<String, String> GRADIENTS = Map.of(
      "Customs.apply", ITS_OWN,
      "GradientFlow.clipGradient", ITS_OWN,
      "GradientFlow.clipGradientNorm", ITS_OWN,
      "GradientFlow.reverseGradient", ITS_OWN,
      "GradientFlow.scaleGradient", ITS_OWN,
      "Scalars.apply", ITS_OWN,
      "Tensors.constant", "yes",
      "Tensors.parameter", "yes");

  /** Accuracies that are not one function's. */
  private static final Map<String, String> ACCURACIES =
      Map.of("Customs.apply", ITS_OWN, "Scalars.apply", ITS_OWN);

  private final Map<String, List<OpCase>> rows;
  private final Map<String, ScalarCase> scalars;

  Tested() {
    rows = OpCases.all().stream()
        .flatMap(row -> row.covers().stream().map(name -> Map.entry(name, row)))
        .collect(Collectors.groupingBy(
            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    scalars = ScalarCases.all().stream()
        .collect(Collectors.toMap(row -> row.function().name(), row -> row));
  }

  private List<OpCase> rows(DslFunction function) {
    return rows.getOrDefault(function.fullName(), List.of());
  }

  /** Whether a row covers the function. */
  boolean isTested(DslFunction function) {
    return rows.containsKey(function.fullName());
  }

  /** Whether there is a gradient in some input; it is tested against finite differences. */
  String gradient(DslFunction function) {
    boolean isTested = rows(function).stream().anyMatch(OpCase::isDifferentiable);
    return GRADIENTS.getOrDefault(function.fullName(), isTested ? "yes" : "no");
  }

  /** How near to the true value a result is, in units in the last place. */
  String accuracy(DslFunction function) {
    if (ACCURACIES.containsKey(function.fullName())) {
      return ACCURACIES.get(function.fullName());
    }
    ScalarCase scalar = scalars.get(function.name());
    if (scalar != null) {
      return accuracy(scalar);
    }
    boolean isExact = rows(function).stream().allMatch(row -> row.tolerance().isExact());
    return isExact ? "exact" : "roundings";
  }

  private static String accuracy(ScalarCase row) {
    double float64 = row.ulps(DType.FLOAT64);
    double float32 = row.ulps(DType.FLOAT32);
    if (float64 == 0 && float32 == 0) {
      return "exact";
    }
    if (float64 == 0.5 && float32 == 0.5) {
      return "rounded";
    }
    return text(float64) + " / " + text(float32);
  }

  private static String text(double ulps) {
    return ulps == Math.rint(ulps) ? Long.toString((long) ulps) : Double.toString(ulps);
  }
}

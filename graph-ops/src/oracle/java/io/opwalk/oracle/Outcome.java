package io.opwalk.oracle;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a row.
 *
 * @param op the ONNX op
 * @param configurations how many were compared
 * @param error the worst distance, in units in the last place
 * @param tolerance what was allowed there, in the same units
 * @param failure where more than that was found, what and where
 */
record Outcome(
    String op, int configurations, double error, double tolerance, Optional<String> failure) {

  /** Compares the two sides on every configuration of a row, until one is too far off. */
  static Outcome of(OracleRow row) {
    Outcome worst = new Outcome(
        row.op(), OracleRow.CONFIGURATIONS, 0, row.tolerance().float32(), Optional.empty());
    for (int number = 0; number < OracleRow.CONFIGURATIONS; number++) {
      Configuration configuration = row.configuration(number);
      List<NDArray> ours = evaluate(configuration);
      List<NDArray> theirs = OnnxRuntime.run(row, configuration, ours.size());
      for (int i = 0; i < ours.size(); i++) {
        Distance distance = Distance.between(theirs.get(i), ours.get(i), configuration.scale());
        double allowed = allowed(row, ours.get(i).dtype());
        if (distance.ulps() > allowed) {
          String failure = row.op() + ", configuration " + number + " of "
              + configuration.describe() + ", output " + i + ", " + distance.where() + ": "
              + distance.ulps() + " ulp, allowed " + allowed + " ("
              + row.tolerance().reason()
              + ")";
          return new Outcome(row.op(), number + 1, distance.ulps(), allowed, Optional.of(failure));
        }
        if (distance.ulps() * worst.tolerance > worst.error * allowed) {
          worst = new Outcome(
              row.op(), OracleRow.CONFIGURATIONS, distance.ulps(), allowed, Optional.empty());
        }
      }
    }
    return worst;
  }

  private static double allowed(OracleRow row, DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> row.tolerance().float64();
      case FLOAT32 -> row.tolerance().float32();
      case INT64, INT32, BOOL -> 0;
    };
  }

  private static List<NDArray> evaluate(Configuration configuration) {
    List<NDArray> values = configuration.shared();
    List<Tensor> placeholders = new ArrayList<>();
    for (NDArray value : values) {
      long[] dims = value.shape().stream().mapToLong(Integer::longValue).toArray();
      placeholders.add(Tensors.placeholder("x" + placeholders.size(), value.dtype(), dims));
    }
    List<Tensor> outputs = configuration.expression().apply(placeholders);
    Feed feed = Feed.empty();
    for (int i = 0; i < values.size(); i++) {
      Tensor placeholder = placeholders.get(i);
      // A size, say, depends on the type alone.
      if (Walk.ancestors(outputs).contains(placeholder.owner())) {
        feed = feed.and(placeholder, values.get(i));
      }
    }
    return new ReferenceBackend().evaluate(outputs, feed);
  }

  /** The row of the report. */
  String line() {
    return String.join("\t", op, Integer.toString(configurations), round(error), round(tolerance));
  }

  private static String round(double ulps) {
    return ulps == Math.rint(ulps) && ulps < 1e9
        ? Long.toString((long) ulps)
        : Float.toString((float) ulps);
  }
}

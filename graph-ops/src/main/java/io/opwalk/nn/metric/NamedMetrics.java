package io.opwalk.nn.metric;

import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.loss.LogCosh;
import io.opwalk.nn.metric.FBetaScore.Average;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Metrics that are no losses by the names of Keras, and their arguments by those of its configs.
 */
final class NamedMetrics {
  /** What there is, for messages. */
  static final List<String> KNOWN = List.of(
      "Accuracy",
      "BinaryAccuracy",
      "CategoricalAccuracy",
      "SparseCategoricalAccuracy",
      "TopKCategoricalAccuracy",
      "SparseTopKCategoricalAccuracy",
      "AUC",
      "Precision",
      "Recall",
      "TruePositives",
      "TrueNegatives",
      "FalsePositives",
      "FalseNegatives",
      "PrecisionAtRecall",
      "RecallAtPrecision",
      "SensitivityAtSpecificity",
      "SpecificityAtSensitivity",
      "F1Score",
      "FBetaScore",
      "IoU",
      "BinaryIoU",
      "MeanIoU",
      "OneHotIoU",
      "OneHotMeanIoU",
      "R2Score",
      "RootMeanSquaredError",
      "CosineSimilarity",
      "LogCoshError",
      "PearsonCorrelation",
      "ConcordanceCorrelation");

  private NamedMetrics() {}

  /** The metric, whose arguments are read; empty where there is none of that name. */
  static Optional<Metric> read(String className, ConfigReader in) {
    String name = className.replace("_", "").toLowerCase(Locale.ROOT);
    Metric made = mean(name, in);
    made = made == null ? decision(name, in) : made;
    return Optional.ofNullable(made == null ? ofCounts(name, in) : made);
  }

  private static Metric mean(String name, ConfigReader in) {
    return switch (name) {
      case "accuracy" -> new Accuracy();
      case "binaryaccuracy" -> new BinaryAccuracy(in.number("threshold", 0.5));
      case "categoricalaccuracy" -> new CategoricalAccuracy();
      case "sparsecategoricalaccuracy" -> new SparseCategoricalAccuracy();
      case "topkcategoricalaccuracy" -> new TopKCategoricalAccuracy(in.integer("k", 5));
      case "sparsetopkcategoricalaccuracy" -> new SparseTopKCategoricalAccuracy(in.integer("k", 5));
      case "rootmeansquarederror" -> new RootMeanSquaredError();
      case "cosinesimilarity" -> new CosineSimilarity(in.integer("axis", -1));
      case "pearsoncorrelation" -> new PearsonCorrelation(in.integer("axis", -1));
      case "concordancecorrelation" -> new ConcordanceCorrelation(in.integer("axis", -1));
      case "logcosherror", "logcosh" -> new LossMetric(new LogCosh().named("logcosh"));
      default -> null;
    };
  }

  private static Metric decision(String name, ConfigReader in) {
    return switch (name) {
      case "precision" -> new Precision(Decision.read(in));
      case "recall" -> new Recall(Decision.read(in));
      case "truepositives" -> new TruePositives(threshold(in));
      case "truenegatives" -> new TrueNegatives(threshold(in));
      case "falsepositives" -> new FalsePositives(threshold(in));
      case "falsenegatives" -> new FalseNegatives(threshold(in));
      case "precisionatrecall" ->
        new PrecisionAtRecall(in.number("recall"), thresholds(in), classId(in));
      case "recallatprecision" ->
        new RecallAtPrecision(in.number("precision"), thresholds(in), classId(in));
      case "sensitivityatspecificity" ->
        new SensitivityAtSpecificity(in.number("specificity"), thresholds(in), classId(in));
      case "specificityatsensitivity" ->
        new SpecificityAtSensitivity(in.number("sensitivity"), thresholds(in), classId(in));
      case "auc" -> auc(in);
      default -> null;
    };
  }

  private static Metric ofCounts(String name, ConfigReader in) {
    return switch (name) {
      case "f1score" -> new F1Score(average(in), number(in, "threshold"));
      case "fbetascore" ->
        new FBetaScore(average(in), in.number("beta", 1), number(in, "threshold"));
      case "r2score" ->
        new R2Score(
            in.oneOf(
                "class_aggregation",
                R2Score.Aggregation.class,
                in.isNull("class_aggregation")
                    ? R2Score.Aggregation.NONE
                    : R2Score.Aggregation.UNIFORM_AVERAGE),
            in.integer("num_regressors", 0));
      case "iou" ->
        new IoU(
            in.integer("num_classes"),
            targets(in),
            ignored(in),
            in.flag("sparse_y_true", true),
            in.flag("sparse_y_pred", true),
            in.integer("axis", -1));
      case "meaniou" ->
        new MeanIoU(
            in.integer("num_classes"),
            ignored(in),
            in.flag("sparse_y_true", true),
            in.flag("sparse_y_pred", true),
            in.integer("axis", -1));
      case "onehotiou" ->
        new OneHotIoU(
            in.integer("num_classes"),
            targets(in),
            ignored(in),
            in.flag("sparse_y_pred", false),
            in.integer("axis", -1));
      case "onehotmeaniou" ->
        new OneHotMeanIoU(
            in.integer("num_classes"),
            ignored(in),
            in.flag("sparse_y_pred", false),
            in.integer("axis", -1));
      case "binaryiou" ->
        new BinaryIoU(
            in.integers("target_class_ids").orElse(List.of(0, 1)), in.number("threshold", 0.5));
      default -> null;
    };
  }

  private static AUC auc(ConfigReader in) {
    in.ignore("num_labels");
    String curve = in.text("curve", "ROC").toUpperCase(Locale.ROOT);
    if (!curve.equals("ROC") && !curve.equals("PR")) {
      throw in.wrong("curve", "must be ROC or PR", curve);
    }
    return new AUC(
        thresholds(in),
        AUC.Curve.valueOf(curve),
        in.oneOf("summation_method", AUC.Summation.class, AUC.Summation.INTERPOLATION),
        numbers(in, "thresholds"),
        in.flag("multi_label", false),
        numbers(in, "label_weights"),
        in.flag("from_logits", false));
  }

  private static Decision threshold(ConfigReader in) {
    Decision decision = Decision.read(in);
    if (decision.topK().isPresent() || decision.classId().isPresent()) {
      throw new ConfigException(in.what() + ": takes neither 'top_k' nor 'class_id'");
    }
    return decision;
  }

  private static int thresholds(ConfigReader in) {
    return in.integer("num_thresholds", 200);
  }

  private static OptionalInt classId(ConfigReader in) {
    return Decision.integer(in, "class_id");
  }

  private static OptionalLong ignored(ConfigReader in) {
    OptionalInt label = Decision.integer(in, "ignore_class");
    return label.isPresent() ? OptionalLong.of(label.getAsInt()) : OptionalLong.empty();
  }

  private static List<Integer> targets(ConfigReader in) {
    return in.integers("target_class_ids")
        .orElseThrow(() -> in.wrong("target_class_ids", "must be a list of classes", null));
  }

  /** A score for each class unless said, as in Keras. */
  private static Average average(ConfigReader in) {
    return in.oneOf("average", Average.class, Average.NONE);
  }

  private static OptionalDouble number(ConfigReader in, String key) {
    return in.value(key) == null ? OptionalDouble.empty() : OptionalDouble.of(in.number(key));
  }

  private static List<Double> numbers(ConfigReader in, String key) {
    List<Double> numbers = new ArrayList<>();
    if (in.value(key) instanceof List<?> list) {
      for (Object each : list) {
        if (!(each instanceof Number number)) {
          throw in.wrong(key, "must be a list of numbers", list);
        }
        numbers.add(number.doubleValue());
      }
    } else if (in.has(key)) {
      throw in.wrong(key, "must be a list of numbers", in.value(key));
    }
    return numbers;
  }
}

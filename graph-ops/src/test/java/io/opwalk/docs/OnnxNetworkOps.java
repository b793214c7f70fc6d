package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.none;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops of neural networks: convolutions, pools, normalisations, losses, control flow. */
final class OnnxNetworkOps {
  private static final String NOT_YET = "no function yet";

  private OnnxNetworkOps() {}

  static List<OnnxOp> all() {
    return List.of(
        none("AveragePool", NOT_YET),
        same("BatchNormalization", "Normalizations.batchNorm", "Normalizations.batchNormTraining"),
        none("Col2Im", NOT_YET),
        none("Conv", NOT_YET),
        none("ConvTranspose", NOT_YET),
        none("DeformConv", NOT_YET),
        none("DepthToSpace", NOT_YET),
        by("Dropout", "x"),
        none("GRU", NOT_YET),
        by("GlobalAveragePool", "mean(x, axes, true)"),
        by("GlobalLpPool", "sqrt(sum(square(x), axes, true))"),
        by("GlobalMaxPool", "max(x, axes, true)"),
        same("GroupNormalization", "Normalizations.groupNorm"),
        by("Hardmax", "cast(equal(positions, argMax(x, axis, true)), x.dtype())"),
        none("If", NOT_YET),
        same("InstanceNormalization", "Normalizations.instanceNorm"),
        none("LRN", NOT_YET),
        none("LSTM", NOT_YET),
        same("LayerNormalization", "Normalizations.layerNorm"),
        same("LogSoftmax", "Probability.logSoftmax"),
        none("Loop", NOT_YET),
        by("LpNormalization", "divide(x, sqrt(sum(square(x), axes, true)))"),
        none("LpPool", NOT_YET),
        none("MaxPool", NOT_YET),
        same("MeanVarianceNormalization", "Normalizations.standardize"),
        none("NegativeLogLikelihoodLoss", NOT_YET),
        same("RMSNormalization", "Normalizations.rmsNorm"),
        none("RNN", NOT_YET),
        none("Resize", NOT_YET),
        none("Scan", NOT_YET),
        same("Softmax", "Probability.softmax"),
        none("SoftmaxCrossEntropyLoss", NOT_YET),
        none("SpaceToDepth", NOT_YET));
  }
}

package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops of neural networks: convolutions, pools, normalisations, losses, control flow. */
final class OnnxNetworkOps {
  private static final String BY_WEIGHTS =
      "its weights transposed, gates in Keras's order, directions one by one";
  private static final String BOUNDED =
      "a condition has a bound, and what steps give out is as long as that, zeros behind the last";
  private static final String ALONG = "along axis 0; others are moved there first";

  private OnnxNetworkOps() {}

  static List<OnnxOp> all() {
    return List.of(
        same("AveragePool", "Pooling.averagePool"),
        same("BatchNormalization", "Normalizations.batchNorm", "Normalizations.batchNormTraining"),
        same("Col2Im", "Patches.col2im"),
        same("Conv", "Convolutions.conv1d", "Convolutions.conv2d", "Convolutions.conv3d"),
        same(
            "ConvTranspose",
            "Convolutions.conv1dTranspose",
            "Convolutions.conv2dTranspose",
            "Convolutions.conv3dTranspose"),
        same("DeformConv", "Convolutions.deformableConv2d"),
        same("DepthToSpace", "Rearranging.depthToSpace"),
        by("Dropout", "x"),
        same("GRU", "Recurrent.gru").but(BY_WEIGHTS),
        same("GlobalAveragePool", "Pooling.globalAveragePool"),
        by("GlobalLpPool", "sqrt(sum(square(x), axes, true))"),
        same("GlobalMaxPool", "Pooling.globalMaxPool"),
        same("GroupNormalization", "Normalizations.groupNorm"),
        by("Hardmax", "cast(equal(positions, argMax(x, axis, true)), x.dtype())"),
        same("If", "Control.cond", "Control.condAll"),
        same("InstanceNormalization", "Normalizations.instanceNorm"),
        same("LRN", "Normalizations.localResponseNorm"),
        same("LSTM", "Recurrent.lstm").but(BY_WEIGHTS),
        same("LayerNormalization", "Normalizations.layerNorm"),
        same("LogSoftmax", "Probability.logSoftmax"),
        same("Loop", "Control.whileLoop", "Scan.times").but(BOUNDED),
        same("LpNormalization", "Norms.normalize"),
        same("LpPool", "Pooling.lpPool"),
        same("MaxPool", "Pooling.maxPool", "Pooling.maxPoolIndices"),
        same("MeanVarianceNormalization", "Normalizations.standardize"),
        same("NegativeLogLikelihoodLoss", "Probability.negativeLogLikelihood"),
        same("RMSNormalization", "Normalizations.rmsNorm"),
        same("RNN", "Recurrent.rnn").but(BY_WEIGHTS),
        same("Resize", "Resizing.resize"),
        same("Scan", "Scan.over").but(ALONG),
        same("Softmax", "Probability.softmax"),
        same("SoftmaxCrossEntropyLoss", "Probability.sparseCrossEntropyFromLogits"),
        same("SpaceToDepth", "Rearranging.spaceToDepth"));
  }
}

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
        same("AveragePool", "Pooling.averagePool"),
        same("BatchNormalization", "Normalizations.batchNorm", "Normalizations.batchNormTraining"),
        same("Col2Im", "Patches.col2im"),
        same("Conv", "Convolutions.conv1d", "Convolutions.conv2d", "Convolutions.conv3d"),
        same(
            "ConvTranspose",
            "Convolutions.conv1dTranspose",
            "Convolutions.conv2dTranspose",
            "Convolutions.conv3dTranspose"),
        none("DeformConv", NOT_YET),
        same("DepthToSpace", "Rearranging.depthToSpace"),
        by("Dropout", "x"),
        none("GRU", NOT_YET),
        same("GlobalAveragePool", "Pooling.globalAveragePool"),
        by("GlobalLpPool", "sqrt(sum(square(x), axes, true))"),
        same("GlobalMaxPool", "Pooling.globalMaxPool"),
        same("GroupNormalization", "Normalizations.groupNorm"),
        by("Hardmax", "cast(equal(positions, argMax(x, axis, true)), x.dtype())"),
        none("If", NOT_YET),
        same("InstanceNormalization", "Normalizations.instanceNorm"),
        same("LRN", "Normalizations.localResponseNorm"),
        none("LSTM", NOT_YET),
        same("LayerNormalization", "Normalizations.layerNorm"),
        same("LogSoftmax", "Probability.logSoftmax"),
        none("Loop", NOT_YET),
        same("LpNormalization", "Norms.normalize"),
        same("LpPool", "Pooling.lpPool"),
        same("MaxPool", "Pooling.maxPool", "Pooling.maxPoolIndices"),
        same("MeanVarianceNormalization", "Normalizations.standardize"),
        none("NegativeLogLikelihoodLoss", NOT_YET),
        same("RMSNormalization", "Normalizations.rmsNorm"),
        none("RNN", NOT_YET),
        same("Resize", "Resizing.resize"),
        none("Scan", NOT_YET),
        same("Softmax", "Probability.softmax"),
        none("SoftmaxCrossEntropyLoss", NOT_YET),
        same("SpaceToDepth", "Rearranging.spaceToDepth"));
  }
}

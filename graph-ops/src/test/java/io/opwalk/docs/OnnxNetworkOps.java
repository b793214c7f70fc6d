package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.none;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops of neural networks: convolutions, pools, normalisations, losses, control flow. */
final class OnnxNetworkOps {
  private static final String NOT_YET = "no function yet";
  private static final String BY_WEIGHTS =
      "its weights transposed, gates in Keras's order, directions one by one";
  private static final String GRAPHS =
      "its subgraphs are functions in Java here; tested against loops in Java";

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
        same("GRU", "Recurrent.gru").but(BY_WEIGHTS),
        same("GlobalAveragePool", "Pooling.globalAveragePool"),
        by("GlobalLpPool", "sqrt(sum(square(x), axes, true))"),
        same("GlobalMaxPool", "Pooling.globalMaxPool"),
        same("GroupNormalization", "Normalizations.groupNorm"),
        by("Hardmax", "cast(equal(positions, argMax(x, axis, true)), x.dtype())"),
        same("If", "Control.cond", "Control.condAll").notCompared(GRAPHS),
        same("InstanceNormalization", "Normalizations.instanceNorm"),
        same("LRN", "Normalizations.localResponseNorm"),
        same("LSTM", "Recurrent.lstm").but(BY_WEIGHTS),
        same("LayerNormalization", "Normalizations.layerNorm"),
        same("LogSoftmax", "Probability.logSoftmax"),
        same("Loop", "Control.whileLoop", "Scan.times").notCompared(GRAPHS),
        same("LpNormalization", "Norms.normalize"),
        same("LpPool", "Pooling.lpPool"),
        same("MaxPool", "Pooling.maxPool", "Pooling.maxPoolIndices"),
        same("MeanVarianceNormalization", "Normalizations.standardize"),
        same("NegativeLogLikelihoodLoss", "Probability.negativeLogLikelihood"),
        same("RMSNormalization", "Normalizations.rmsNorm"),
        same("RNN", "Recurrent.rnn").but(BY_WEIGHTS),
        same("Resize", "Resizing.resize"),
        same("Scan", "Scan.over").notCompared(GRAPHS),
        same("Softmax", "Probability.softmax"),
        same("SoftmaxCrossEntropyLoss", "Probability.sparseCrossEntropyFromLogits"),
        same("SpaceToDepth", "Rearranging.spaceToDepth"));
  }
}

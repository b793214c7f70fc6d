package io.opwalk.testing.cases;

import java.util.Set;

/**
 * Ops that random graphs leave out: those that shapes drawn at random would never fit, that hold a
 * graph or code of their own, or that the op cases compare on both backends and nobody has taught
 * the generator yet. An op that is new is either drawn or named here.
 */
final class NotDrawn {
  /** The names of their classes. */
  static final Set<String> CLASSES = Set.of(
      "io.opwalk.grad.Checkpoint$Piece",
      "io.opwalk.grad.CustomGradient$Piece",
      "io.opwalk.ops.composite.AdaptivePool",
      "io.opwalk.ops.composite.AffineGrid",
      "io.opwalk.ops.composite.AveragePool",
      "io.opwalk.ops.composite.BatchNormalization",
      "io.opwalk.ops.composite.BatchNormalizationTraining",
      "io.opwalk.ops.composite.ClipGradient",
      "io.opwalk.ops.composite.ClipGradientNorm",
      "io.opwalk.ops.composite.Col2Im",
      "io.opwalk.ops.composite.ConvKernel",
      "io.opwalk.ops.composite.Convolution",
      "io.opwalk.ops.composite.CosineSimilarity",
      "io.opwalk.ops.composite.DepthwiseConvolution",
      "io.opwalk.ops.composite.Dropout",
      "io.opwalk.ops.composite.GridSample",
      "io.opwalk.ops.composite.GroupNormalization",
      "io.opwalk.ops.composite.Identity",
      "io.opwalk.ops.composite.Im2Col",
      "io.opwalk.ops.composite.InstanceNormalization",
      "io.opwalk.ops.composite.L2Norm",
      "io.opwalk.ops.composite.LayerNormalization",
      "io.opwalk.ops.composite.LocalResponseNormalization",
      "io.opwalk.ops.composite.LpPool",
      "io.opwalk.ops.composite.MaxPool",
      "io.opwalk.ops.composite.MaxPoolIndices",
      "io.opwalk.ops.composite.MaxUnpool",
      "io.opwalk.ops.composite.Normalize",
      "io.opwalk.ops.composite.PNorm",
      "io.opwalk.ops.composite.PairwiseDistance",
      "io.opwalk.ops.composite.PlaceholderWithDefault",
      "io.opwalk.ops.composite.RandomBits",
      "io.opwalk.ops.composite.RandomNormal",
      "io.opwalk.ops.composite.RandomUniform",
      "io.opwalk.ops.composite.Resize",
      "io.opwalk.ops.composite.RmsNormalization",
      "io.opwalk.ops.composite.ScaleGradient",
      "io.opwalk.ops.composite.ScaledDotProductAttention",
      "io.opwalk.ops.composite.SeparableConvolution",
      "io.opwalk.ops.composite.Standardization",
      "io.opwalk.ops.composite.StopGradient",
      "io.opwalk.ops.composite.TransposedConv",
      "io.opwalk.ops.composite.TransposedConvolution",
      "io.opwalk.ops.composite.WindowMax",
      "io.opwalk.ops.einsum.Einsum",
      "io.opwalk.ops.linalg.CholeskySolve",
      "io.opwalk.ops.linalg.ConditionNumber",
      "io.opwalk.ops.linalg.ExpmFrechet",
      "io.opwalk.ops.linalg.LogDet",
      "io.opwalk.ops.linalg.MatrixPower",
      "io.opwalk.ops.linalg.MatrixRank",
      "io.opwalk.ops.primitive.Barrier",
      "io.opwalk.ops.primitive.Cond",
      "io.opwalk.ops.primitive.Conv",
      "io.opwalk.ops.primitive.Custom",
      "io.opwalk.ops.primitive.Loop",
      "io.opwalk.ops.primitive.Overlap",
      "io.opwalk.ops.primitive.Windows",
      "io.opwalk.ops.sorting.KthValue",
      "io.opwalk.ops.sorting.Quantile");

  private NotDrawn() {}
}

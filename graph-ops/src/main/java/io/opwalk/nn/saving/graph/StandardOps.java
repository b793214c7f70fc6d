package io.opwalk.nn.saving.graph;

import io.opwalk.ops.composite.AdaptivePool;
import io.opwalk.ops.composite.AdaptiveRoiAlign;
import io.opwalk.ops.composite.AdaptiveRoiAlignGradient;
import io.opwalk.ops.composite.AffineGrid;
import io.opwalk.ops.composite.AveragePool;
import io.opwalk.ops.composite.BatchNormalization;
import io.opwalk.ops.composite.BatchNormalizationTraining;
import io.opwalk.ops.composite.BinaryCrossEntropy;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.ClipGradient;
import io.opwalk.ops.composite.ClipGradientNorm;
import io.opwalk.ops.composite.Col2Im;
import io.opwalk.ops.composite.ConvKernel;
import io.opwalk.ops.composite.Convolution;
import io.opwalk.ops.composite.CosineSimilarity;
import io.opwalk.ops.composite.CrossEntropy;
import io.opwalk.ops.composite.DeformableConvolution;
import io.opwalk.ops.composite.DepthwiseConvolution;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.composite.Dropout;
import io.opwalk.ops.composite.GridSample;
import io.opwalk.ops.composite.GroupNormalization;
import io.opwalk.ops.composite.Identity;
import io.opwalk.ops.composite.Im2Col;
import io.opwalk.ops.composite.InstanceNormalization;
import io.opwalk.ops.composite.L2Norm;
import io.opwalk.ops.composite.LayerNormalization;
import io.opwalk.ops.composite.LocalResponseNormalization;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.LpPool;
import io.opwalk.ops.composite.MaxPool;
import io.opwalk.ops.composite.MaxPoolIndices;
import io.opwalk.ops.composite.MaxRoiPool;
import io.opwalk.ops.composite.MaxUnpool;
import io.opwalk.ops.composite.Mean;
import io.opwalk.ops.composite.Normalize;
import io.opwalk.ops.composite.PNorm;
import io.opwalk.ops.composite.PairwiseDistance;
import io.opwalk.ops.composite.PlaceholderWithDefault;
import io.opwalk.ops.composite.RandomBits;
import io.opwalk.ops.composite.RandomNormal;
import io.opwalk.ops.composite.RandomUniform;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.composite.Resize;
import io.opwalk.ops.composite.RmsNormalization;
import io.opwalk.ops.composite.RoiAlign;
import io.opwalk.ops.composite.ScaleGradient;
import io.opwalk.ops.composite.ScaledDotProductAttention;
import io.opwalk.ops.composite.SeparableConvolution;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.composite.Sparsemax;
import io.opwalk.ops.composite.Standardization;
import io.opwalk.ops.composite.StopGradient;
import io.opwalk.ops.composite.TransposedConv;
import io.opwalk.ops.composite.TransposedConvolution;
import io.opwalk.ops.composite.Triangle;
import io.opwalk.ops.composite.Variance;
import io.opwalk.ops.composite.WindowMax;
import io.opwalk.ops.einsum.Einsum;
import io.opwalk.ops.linalg.Cholesky;
import io.opwalk.ops.linalg.CholeskySolve;
import io.opwalk.ops.linalg.CofactorRatio;
import io.opwalk.ops.linalg.Cofactors;
import io.opwalk.ops.linalg.ConditionNumber;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.DiagonalSolve;
import io.opwalk.ops.linalg.Eigh;
import io.opwalk.ops.linalg.Expm;
import io.opwalk.ops.linalg.ExpmFrechet;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.Lstsq;
import io.opwalk.ops.linalg.MatrixPower;
import io.opwalk.ops.linalg.MatrixRank;
import io.opwalk.ops.linalg.Pinv;
import io.opwalk.ops.linalg.Qr;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.Svd;
import io.opwalk.ops.linalg.TriangularDeterminant;
import io.opwalk.ops.linalg.TriangularLogDeterminant;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Barrier;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Custom;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.ops.sorting.KthValue;
import io.opwalk.ops.sorting.Quantile;
import io.opwalk.ops.sorting.Sort;
import io.opwalk.ops.sorting.TopK;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opwalk's own ops and kernels that a file may name. Placeholders and parameters are not among
 * them: they are written in ways of their own.
 */
final class StandardOps {
  private StandardOps() {}

  /** All of them. */
  static List<Class<? extends Record>> all() {
    return Stream.of(primitives(), composites(), kernels())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Class<? extends Record>> primitives() {
    return List.of(
        ArgReduce.class,
        Barrier.class,
        Broadcast.class,
        Cast.class,
        Concat.class,
        Cond.class,
        Constant.class,
        Conv.class,
        Cumulate.class,
        Custom.class,
        DimSize.class,
        Elementwise.class,
        Gather.class,
        Iota.class,
        LinearRecurrence.class,
        Loop.class,
        MatMul.class,
        Overlap.class,
        Pad.class,
        Reduce.class,
        Reshape.class,
        Scatter.class,
        Slice.class,
        Transpose.class,
        Windows.class,
        WinogradConv.class,
        WinogradKernelGradient.class);
  }

  private static List<Class<? extends Record>> composites() {
    return List.of(
        AdaptivePool.class,
        AffineGrid.class,
        AveragePool.class,
        BatchNormalization.class,
        BatchNormalizationTraining.class,
        BinaryCrossEntropy.class,
        BroadcastLike.class,
        ClipGradient.class,
        ClipGradientNorm.class,
        Col2Im.class,
        ConvKernel.class,
        Convolution.class,
        CosineSimilarity.class,
        CrossEntropy.class,
        DeformableConvolution.class,
        DepthwiseConvolution.class,
        DiagonalMatrix.class,
        Dropout.class,
        Einsum.class,
        GridSample.class,
        GroupNormalization.class,
        Identity.class,
        Im2Col.class,
        InstanceNormalization.class,
        L2Norm.class,
        LayerNormalization.class,
        LocalResponseNormalization.class,
        LogSoftmax.class,
        LogSumExp.class,
        LpPool.class,
        MaxPool.class,
        MaxPoolIndices.class,
        MaxRoiPool.class,
        MaxUnpool.class,
        Mean.class,
        Normalize.class,
        PNorm.class,
        PairwiseDistance.class,
        PlaceholderWithDefault.class,
        RandomBits.class,
        RandomNormal.class,
        RandomUniform.class,
        ReshapeLike.class,
        Resize.class,
        RmsNormalization.class,
        RoiAlign.class,
        ScaleGradient.class,
        ScaledDotProductAttention.class,
        SeparableConvolution.class,
        SizedLike.class,
        Softmax.class,
        Sparsemax.class,
        Standardization.class,
        StopGradient.class,
        TransposedConv.class,
        TransposedConvolution.class,
        Triangle.class,
        Variance.class,
        WindowMax.class);
  }

  /** With the composites around them. */
  private static List<Class<? extends Record>> kernels() {
    return List.of(
        AdaptiveRoiAlign.class,
        AdaptiveRoiAlignGradient.class,
        Cholesky.class,
        CholeskySolve.class,
        CofactorRatio.class,
        Cofactors.class,
        ConditionNumber.class,
        Determinant.class,
        DiagonalSolve.class,
        Eigh.class,
        Expm.class,
        ExpmFrechet.class,
        Inverse.class,
        KthValue.class,
        LogDet.class,
        LogDeterminant.class,
        Lstsq.class,
        MatrixPower.class,
        MatrixRank.class,
        Pinv.class,
        Qr.class,
        Quantile.class,
        Solve.class,
        Sort.class,
        Svd.class,
        TopK.class,
        TriangularDeterminant.class,
        TriangularLogDeterminant.class,
        TriangularSolve.class);
  }
}

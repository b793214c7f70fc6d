package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.none;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops that make, shape, index and reduce tensors, and its linear algebra. */
final class OnnxTensorOps {
  private static final String DATA_DEPENDENT =
      "out by design: the shape of its result depends on values";
  private static final String RANDOM = "other random numbers, of the same distribution";

  private OnnxTensorOps() {}

  static List<OnnxOp> all() {
    return List.of(
        same("ArgMax", "Reductions.argMax").but("the first of equal ones"),
        same("ArgMin", "Reductions.argMin").but("the first of equal ones"),
        same("Bernoulli", "Randoms.bernoulli").notCompared(RANDOM),
        same("Cast", "Tensors.cast"),
        by("CastLike", "cast(x, y.dtype())"),
        same("CenterCropPad", "Padding.centerCropPad").but("of sizes known before"),
        none("Compress", DATA_DEPENDENT),
        same("Concat", "Joining.concat"),
        same("Constant", "Tensors.constant"),
        by("ConstantOfShape", "broadcastTo(constant(value), shape)"),
        same("CumSum", "Cumulative.cumSum"),
        same("Det", "LinearAlgebra.det"),
        same("Einsum", "Linear.einsum"),
        same("Expand", "Shapes.broadcastTo"),
        same("EyeLike", "Creation.eyeLike"),
        by("Flatten", "reshape(x, rows, columns)"),
        same("Gather", "Indexing.take"),
        same("GatherElements", "Indexing.takeAlongAxis")
            .but("where the other axes have the size of the indices, or broadcast"),
        same("GatherND", "Indexing.gatherNd"),
        by("Gemm", "add(multiply(matmul(a, b), alpha), multiply(c, beta))"),
        by("Identity", "x"),
        same("MatMul", "Linear.matmul"),
        same("Multinomial", "Randoms.categorical").notCompared(RANDOM),
        none("NonZero", DATA_DEPENDENT),
        same("OneHot", "Indexing.oneHot").but("a negative index is no class"),
        same("Pad", "Padding.pad"),
        same("RandomNormal", "Randoms.normal").notCompared(RANDOM),
        same("RandomNormalLike", "Randoms.normalLike").notCompared(RANDOM),
        same("RandomUniform", "Randoms.uniform").notCompared(RANDOM),
        same("RandomUniformLike", "Randoms.uniformLike").notCompared(RANDOM),
        same("Range", "Creation.arange").but("of numbers known before"),
        same("ReduceL1", "Norms.l1"),
        same("ReduceL2", "Norms.l2"),
        same("ReduceLogSum", "Norms.logSum"),
        same("ReduceLogSumExp", "Reductions.logSumExp"),
        same("ReduceMax", "Reductions.max"),
        same("ReduceMean", "Reductions.mean"),
        same("ReduceMin", "Reductions.min"),
        same("ReduceProd", "Reductions.prod"),
        same("ReduceSum", "Reductions.sum"),
        same("ReduceSumSquare", "Norms.sumSquare"),
        same("Reshape", "Shapes.reshape"),
        same("ReverseSequence", "Rearranging.reverseSequence"),
        same("ScatterElements", "Scatters.putAlongAxis")
            .but("where the other axes have the size of the indices"),
        same("ScatterND", "Scatters.scatterNd"),
        same("Shape", "Shapes.shapeOf"),
        same("Size", "Shapes.size"),
        same("Slice", "Indexing.get")
            .but("of bounds known before; backward from before the front takes nothing"),
        same("Split", "Joining.split"),
        same("Squeeze", "Shapes.squeeze"),
        same("Tile", "Joining.tile").but("of numbers known before"),
        same("TopK", "Sorting.topK"),
        same("Transpose", "Shapes.transpose"),
        same("Trilu", "Diagonals.tril", "Diagonals.triu"),
        none("Unique", DATA_DEPENDENT),
        same("Unsqueeze", "Shapes.expandDims"));
  }
}

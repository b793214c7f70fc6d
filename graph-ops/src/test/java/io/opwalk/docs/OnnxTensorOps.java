package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.none;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops that make, shape, index and reduce tensors, and its linear algebra. */
final class OnnxTensorOps {
  private static final String DATA_DEPENDENT =
      "out by design: the shape of its result depends on values";
  private static final String NOT_YET = "no function yet";

  private OnnxTensorOps() {}

  static List<OnnxOp> all() {
    return List.of(
        same("ArgMax", "Reductions.argMax").but("the first of equal ones"),
        same("ArgMin", "Reductions.argMin").but("the first of equal ones"),
        none("Bernoulli", NOT_YET),
        same("Cast", "Tensors.cast"),
        by("CastLike", "cast(x, y.dtype())"),
        none("CenterCropPad", NOT_YET),
        none("Compress", DATA_DEPENDENT),
        none("Concat", NOT_YET),
        same("Constant", "Tensors.constant"),
        by("ConstantOfShape", "broadcastTo(constant(value), shape)"),
        none("CumSum", NOT_YET),
        none("Det", NOT_YET),
        none("Einsum", NOT_YET),
        same("Expand", "Shapes.broadcastTo"),
        none("EyeLike", NOT_YET),
        by("Flatten", "reshape(x, rows, columns)"),
        none("Gather", NOT_YET),
        none("GatherElements", NOT_YET),
        none("GatherND", NOT_YET),
        by("Gemm", "add(multiply(matmul(a, b), alpha), multiply(c, beta))"),
        by("Identity", "x"),
        same("MatMul", "Linear.matmul"),
        none("Multinomial", NOT_YET),
        none("NonZero", DATA_DEPENDENT),
        none("OneHot", NOT_YET),
        none("Pad", NOT_YET),
        none("RandomNormal", NOT_YET),
        none("RandomNormalLike", NOT_YET),
        none("RandomUniform", NOT_YET),
        none("RandomUniformLike", NOT_YET),
        none("Range", NOT_YET),
        by("ReduceL1", "sum(abs(x), axes, keepDims)"),
        by("ReduceL2", "sqrt(sum(square(x), axes, keepDims))"),
        by("ReduceLogSum", "log(sum(x, axes, keepDims))"),
        same("ReduceLogSumExp", "Reductions.logSumExp"),
        same("ReduceMax", "Reductions.max"),
        same("ReduceMean", "Reductions.mean"),
        same("ReduceMin", "Reductions.min"),
        same("ReduceProd", "Reductions.prod"),
        same("ReduceSum", "Reductions.sum"),
        by("ReduceSumSquare", "sum(square(x), axes, keepDims)"),
        same("Reshape", "Shapes.reshape"),
        none("ReverseSequence", NOT_YET),
        none("ScatterElements", NOT_YET),
        none("ScatterND", NOT_YET),
        none("Shape", NOT_YET),
        same("Size", "Shapes.size"),
        none("Slice", NOT_YET),
        none("Split", NOT_YET),
        same("Squeeze", "Shapes.squeeze"),
        none("Tile", NOT_YET),
        none("TopK", NOT_YET),
        same("Transpose", "Shapes.transpose"),
        none("Trilu", NOT_YET),
        none("Unique", DATA_DEPENDENT),
        same("Unsqueeze", "Shapes.expandDims"));
  }
}

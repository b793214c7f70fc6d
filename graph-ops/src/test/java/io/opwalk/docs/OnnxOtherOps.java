package io.opwalk.docs;

import static io.opwalk.docs.OnnxOp.by;
import static io.opwalk.docs.OnnxOp.none;
import static io.opwalk.docs.OnnxOp.same;

import java.util.List;

/** ONNX's ops outside of its dense float, integer and logic families. */
final class OnnxOtherOps {
  private static final String QUANTISED = "quantised";
  private static final String STRINGS = "of strings";
  private static final String SEQUENCES = "of sequences";
  private static final String OPTIONALS = "of optional values";

  private OnnxOtherOps() {}

  static List<OnnxOp> all() {
    return List.of(
        same("AffineGrid", "Sampling.affineGrid"),
        by(
            "BlackmanWindow",
            "add(subtract(0.42, multiply(cos(angle), 0.5)), multiply(cos(multiply(angle, 2)), 0.08))"),
        none("ConcatFromSequence", SEQUENCES),
        none("ConvInteger", QUANTISED),
        by(
            "DFT",
            "stack(add(matmul(re, cos(angles)), matmul(im, sin(angles))), subtract(matmul(im, cos(angles)), matmul(re, sin(angles))), -1)"),
        none("DequantizeLinear", QUANTISED),
        none("DynamicQuantizeLinear", QUANTISED),
        same("GridSample", "Sampling.gridSample"),
        by("HammingWindow", "subtract(25.0 / 46, multiply(cos(angle), 21.0 / 46))"),
        by("HannWindow", "subtract(0.5, multiply(cos(angle), 0.5))"),
        none("ImageDecoder", "of the bytes of image files"),
        none("MatMulInteger", QUANTISED),
        same("MaxRoiPool", "Regions.maxRoiPool"),
        same("MaxUnpool", "Pooling.maxUnpool"),
        by(
            "MelWeightMatrix",
            "maximum(where(less(bin, centre), divide(subtract(bin, lower), subtract(centre, lower)), divide(subtract(upper, bin), subtract(upper, centre))), 0)"),
        none("NonMaxSuppression", "out by design: the shape of its result depends on values"),
        none("Optional", OPTIONALS),
        none("OptionalGetElement", OPTIONALS),
        none("OptionalHasElement", OPTIONALS),
        none("QLinearConv", QUANTISED),
        none("QLinearMatMul", QUANTISED),
        none("QuantizeLinear", QUANTISED),
        none("RegexFullMatch", STRINGS),
        same("RoiAlign", "Regions.roiAlign"),
        by(
            "STFT",
            "stack(matmul(frames, cos(angles)), negative(matmul(frames, sin(angles))), -1), frames = multiply(windows(signal, 1, frame_length, frame_step), window)"),
        none("Scatter", "deprecated since opset 11 for ScatterElements"),
        none("SequenceAt", SEQUENCES),
        none("SequenceConstruct", SEQUENCES),
        none("SequenceEmpty", SEQUENCES),
        none("SequenceErase", SEQUENCES),
        none("SequenceInsert", SEQUENCES),
        none("SequenceLength", SEQUENCES),
        none("SequenceMap", SEQUENCES),
        none("SplitToSequence", SEQUENCES),
        none("StringConcat", STRINGS),
        none("StringNormalizer", STRINGS),
        none("StringSplit", STRINGS),
        none("TfIdfVectorizer", STRINGS),
        none("Upsample", "deprecated since opset 10 for Resize"));
  }
}

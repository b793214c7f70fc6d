package io.opwalk.docs;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every op of ONNX's default domain up to opset 22, and newer ones that Opwalk covers: what they
 * are in Opwalk, or why they are not. Whoever adds a function that an ONNX op is changes its line
 * here.
 */
public final class OnnxOps {
  private OnnxOps() {}

  /** All of them by name. */
  public static List<OnnxOp> all() {
    return Stream.of(
            OnnxElementwiseOps.all(), OnnxTensorOps.all(), OnnxNetworkOps.all(), OnnxOtherOps.all())
        .flatMap(List::stream)
        .sorted(Comparator.comparing(OnnxOp::name))
        .toList();
  }
}

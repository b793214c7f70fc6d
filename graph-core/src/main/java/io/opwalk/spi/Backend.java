package io.opwalk.spi;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.List;

/** Something that can compute tensors. Thread-safe. */
public interface Backend {
  /** A short name for messages and for choosing, such as {@code cpu}. */
  String name();

  /**
   * Makes one function that computes {@code outputs} in one pass.
   *
   * @param inputs what a call may feed; what the outputs need of it must be fed. A tensor here that
   *     is not a placeholder cuts the graph: its ancestors are not run unless something else needs
   *     them
   * @param outputs what a call returns, in order
   * @throws io.opwalk.FeedException where the outputs need a placeholder that is not in
   *     {@code inputs}
   */
  CompiledFunction compile(List<Tensor> inputs, List<Tensor> outputs, CompileOptions options);

  /**
   * Compiles and calls, keeping the compiled form for the next call with the same outputs and fed
   * tensors for as long as the outputs live.
   *
   * @throws io.opwalk.FeedException where something needed is not fed, or something fed is not
   *     needed
   */
  List<NDArray> evaluate(List<Tensor> outputs, Feed feed);
}

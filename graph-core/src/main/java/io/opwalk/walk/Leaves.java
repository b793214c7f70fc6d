package io.opwalk.walk;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import java.util.List;

/**
 * What a clone does with the leaves of the graph it is made from: placeholders, constants and
 * parameters. Sharing a parameter's leaf shares its value, in training too; a parameter of its own
 * is a leaf of its own, which whoever knows the op can make.
 */
@FunctionalInterface
public interface Leaves {
  /** The clone uses the very leaves of the original: the same inputs to feed, the same weights. */
  Leaves SHARE = Apply::outputs;

  /**
   * The tensors that the clone uses for the outputs of a leaf.
   *
   * @param leaf a node without inputs, asked for once
   * @return as many tensors as the leaf has outputs, each of a type that fits in its place
   */
  List<Tensor> leaf(Apply leaf);
}

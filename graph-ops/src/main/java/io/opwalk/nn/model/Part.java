package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.LayerCall;
import java.util.List;

/** A piece of a model: one application of a layer, or a node that no layer made. */
public sealed interface Part {
  /** What it reads, in order. */
  List<Tensor> inputs();

  /** What it gives, in order. */
  List<Tensor> outputs();

  /**
   * A layer applied, with all nodes that it made.
   *
   * @param call the application
   */
  record Call(LayerCall call) implements Part {
    @Override
    public List<Tensor> inputs() {
      return call.dependencies();
    }

    @Override
    public List<Tensor> outputs() {
      return call.outputs();
    }
  }

  /**
   * A node on its own: written by hand, or of a layer of which a model has a part only.
   *
   * @param apply the node
   */
  record Node(Apply apply) implements Part {
    @Override
    public List<Tensor> inputs() {
      return apply.inputs();
    }

    @Override
    public List<Tensor> outputs() {
      return apply.outputs();
    }
  }
}

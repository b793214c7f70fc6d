package io.opwalk.nn.model;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import java.util.List;
import java.util.Locale;

/** A model that is applied as a layer is: its layers over other inputs, with the same weights. */
public final class ModelAsLayer extends AbstractLayer {
  private final Model model;

  ModelAsLayer(Model model, LayerOptions options) {
    super(model.className().toLowerCase(Locale.ROOT), options);
    this.model = model;
  }

  /** The model. */
  public Model model() {
    return model;
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (inputs.size() != model.inputs().size()) {
      throw refusal(
          "is a model of " + model.inputs().size() + " inputs, found " + inputs.size(), inputs);
    }
  }

  @Override
  protected List<Layer> innerLayers() {
    return model.layers().stream().flatMap(layer -> layer.layer().stream()).toList();
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    List<Tensor> outputs = new Replay(model, context::apply).over(context.inputs());
    for (int i = 0; i < outputs.size(); i++) {
      int output = i;
      LayerCall.maskOf(outputs.get(i)).ifPresent(mask -> context.mask(output, mask));
    }
    return outputs;
  }

  @Override
  public String className() {
    return model.className();
  }

  @Override
  public Config config() {
    return model.config().with("name", name());
  }
}

package io.opwalk.nn.layer.recurrent;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.CallOptions;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer applied to each step of a sequence, with the same weights; Keras's TimeDistributed. A
 * mask of steps travels on; one that says more, (batch, time, ...), is for the layer, step by step.
 */
public final class TimeDistributed extends AbstractLayer {
  private final Layer layer;

  /** Around a layer of one input and one output. */
  public TimeDistributed(Layer layer, LayerOptions options) {
    super("time_distributed", options);
    this.layer = layer;
  }

  static TimeDistributed read(ConfigReader in, LayerRegistry registry) {
    Layer layer = registry.fromNested(
        in.config("layer").orElseThrow(() -> in.wrong("layer", "must be there", null)));
    return new TimeDistributed(layer, LayerOptions.from(in));
  }

  @Override
  protected List<Layer> innerLayers() {
    return List.of(layer);
  }

  @Override
  protected void check(List<Tensor> inputs) {
    if (only(inputs).shape().rank() < 2) {
      throw refusal("needs an input of 2 axes or more, found " + inputs.get(0).type(), inputs);
    }
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor x = context.inputs().get(0);
    List<Dim> dims = x.shape().dims();
    CallOptions told = context
        .mask(0)
        .filter(mask -> mask.shape().rank() > 2)
        .map(mask -> CallOptions.masked(Shapes.reshape(mask, Shape.of(samples(mask)))))
        .orElse(CallOptions.none());
    Tensor each = context
        .apply(layer, List.of(Shapes.reshape(x, Shape.of(samples(x)))), told)
        .get(0);
    LayerCall.of(each)
        .orElseThrow()
        .preActivations()
        .forEach((gate, before) -> context.preActivation(gate, stepped(before, dims)));
    return List.of(stepped(each, dims));
  }

  /** (batch, time, ...) as (batch * time, ...). */
  private static List<Dim> samples(Tensor x) {
    List<Dim> dims = x.shape().dims();
    List<Dim> samples = new ArrayList<>(List.of(dims.get(0).times(dims.get(1))));
    samples.addAll(dims.subList(2, dims.size()));
    return samples;
  }

  /** (batch * time, ...) as (batch, time, ...). */
  private static Tensor stepped(Tensor each, List<Dim> dims) {
    List<Dim> result = new ArrayList<>(dims.subList(0, 2));
    result.addAll(each.shape().dims().subList(1, each.shape().rank()));
    return Shapes.reshape(each, Shape.of(result));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return "TimeDistributed";
  }

  @Override
  public Config config() {
    return baseConfig().put("layer", Config.nested(layer)).build();
  }
}

package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayerCallTest {
  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, 3);

  /** Masks negative rows, draws a key, and counts its calls in training. */
  private static final class Probe extends AbstractLayer {
    Probe() {
      super("probe", LayerOptions.defaults());
    }

    @Override
    protected void build(WeightMaker making, List<Tensor> inputs) {
      making.randomKey();
      making.nonTrainable("count", Initializers.zeros(), List.of());
      making.trainable("factor", WeightSpec.of(Initializers.ones()), List.of());
    }

    @Override
    protected List<Tensor> call(CallContext context) {
      Tensor input = context.inputs().get(0);
      context.randomKey();
      context.update(context.weight("count"), Arithmetic.add(context.weight("count"), 1));
      context.mask(1, Logic.greater(input, 0));
      Tensor phase = Tensors.cast(context.learning(), FLOAT64);
      return List.of(
          input, Arithmetic.add(Arithmetic.multiply(input, context.weight("factor")), phase));
    }

    @Override
    public String className() {
      return "Probe";
    }

    @Override
    public Config config() {
      return baseConfig().build();
    }
  }

  @Test
  void everyOutputLeadsToItsLayer() {
    Dense layer = dense(2, SIGMOID);
    Tensor y = x.then(layer);
    LayerCall call = LayerCall.of(y).orElseThrow();
    assertSame(layer, call.layer());
    assertEquals(List.of(x), call.inputs());
    assertEquals(List.of(y), call.outputs());
    assertSame(y.owner().inputs(0), call.preActivation());
    assertEquals(Optional.empty(), LayerCall.of(x));
    assertEquals(Optional.empty(), LayerCall.of(Arithmetic.add(y, 1)));
  }

  @Test
  void whatStandsBeforeALinearActivationIsTheOutput() {
    Tensor y = x.then(dense(2));
    assertSame(y, LayerCall.of(y).orElseThrow().preActivation());
  }

  @Test
  void anInputGivenBackIsANodeOfTheLayer() {
    List<Tensor> outputs = new Probe().apply(List.of(x));
    assertSame(x, outputs.get(0).owner().inputs(0));
    assertEquals("probe/Probe", outputs.get(0).name());
    assertSame(
        LayerCall.of(outputs.get(0)).orElseThrow(), LayerCall.of(outputs.get(1)).orElseThrow());
  }

  @Test
  void masksTravelWithOutputs() {
    List<Tensor> outputs = new Probe().apply(List.of(x));
    assertTrue(LayerCall.maskOf(outputs.get(0)).isEmpty());
    Tensor mask = LayerCall.maskOf(outputs.get(1)).orElseThrow();
    Tensor passed = outputs.get(1).then(dense(2));
    assertSame(mask, LayerCall.maskOf(passed).orElseThrow());
  }

  @Test
  void weightsComeInKerasOrderAndStateIsNoWeight() {
    Probe probe = new Probe();
    LayerCall call = LayerCall.of(probe.apply(List.of(x)).get(1)).orElseThrow();
    assertEquals(
        List.of("factor", "count", "seed_generator_state"),
        probe.variables().stream().map(Weight::leaf).toList());
    assertEquals(
        List.of("probe/factor", "probe/count"),
        probe.weights().stream().map(Tensor::name).toList());
    assertEquals(2, call.updates().size());
    NoSuchElementException thrown = assertThrows(NoSuchElementException.class, call::preActivation);
    assertEquals("layer 'probe' has no activation", thrown.getMessage());
  }

  @Test
  void theLearningPhaseIsFalseUnlessFed() {
    Tensor y = new Probe().apply(List.of(x)).get(1);
    NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});
    assertEquals(row, y.evaluate(feed(x, row)));
    assertEquals(
        NDArray.ofArray(new double[][] {{2, 3, 4}}),
        y.evaluate(feed(x, row).and(Phase.learning(), NDArray.scalar(true))));
  }

  @Test
  void aConfigMakesTheSameLayer() {
    LayerRegistry registry = LayerRegistry.empty().with(CoreLayers.kinds());
    Dense layer =
        Dense.builder(2).activation(SIGMOID).name("logits").useBias(false).build();
    Layer again = registry.fromConfig("Dense", layer.config());
    assertEquals(layer.config(), again.config());
    assertEquals(layer.toString(), again.toString());
    ConfigException misspelt = assertThrows(
        ConfigException.class, () -> registry.fromConfig("Dense", layer.config().with("unitz", 4)));
    assertTrue(
        misspelt.getMessage().startsWith("Dense 'logits': unknown config keys [unitz]"),
        misspelt.getMessage());
    ConfigException unknown =
        assertThrows(ConfigException.class, () -> registry.fromConfig("Dance", layer.config()));
    assertTrue(
        unknown
            .getMessage()
            .startsWith("there is no layer class named 'Dance'; near are 'Dense', "),
        unknown.getMessage());
  }
}

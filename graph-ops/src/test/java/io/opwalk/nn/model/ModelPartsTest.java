package io.opwalk.nn.model;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.TANH;
import static io.opwalk.nn.layer.Layers.activation;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.Layers.masking;
import static io.opwalk.nn.layer.norm.NormLayers.batchNormalization;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.lstm;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.timeDistributed;
import static io.opwalk.nn.model.CloneWeights.COPY;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.nn.layer.merge.MergeLayers;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What a model can be taken into, and made again from. */
final class ModelPartsTest {
  private static final NDArray ROW = NDArray.ofArray(new double[][] {{1, -2, 3}});

  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));
  private final Model model = Model.of(x, x.then(dense(4, RELU)).then(dense(1, SIGMOID)));

  @Test
  void branchesOfOneInputHaveNamesOfTheirOwn() {
    Tensor sum = Arithmetic.add(x.then(dense(2, RELU)), x.then(dense(2, TANH)));
    Model branches = Model.of(x, sum);
    assertEquals(
        List.of("dense", "dense_1"),
        branches.layers().stream().map(ModelLayer::name).toList());
    assertEquals(4, branches.parameters().size());
  }

  @Test
  void theSameNameGivenTwiceIsRefused() {
    Tensor left = x.then(Dense.builder(2).name("a").build());
    Tensor right = x.then(Dense.builder(2).name("a").build());
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class, () -> Model.of(x, Arithmetic.add(left, right)));
    assertEquals("two layers of this model were given the name 'a'", error.getMessage());
  }

  @Test
  void whatStandsBeforeAnActivationIsAsked() {
    ModelLayer last = model.layer("dense_1");
    assertSame(model.output().owner().inputs(0), last.preActivation());
    Model logits = Model.of(x, last.preActivation());
    assertEquals(model.parameters(), logits.parameters());
  }

  @Test
  void aModelMayBeginWithinALayer() {
    Tensor logit = model.layer("dense_1").preActivation();
    Model end = Model.of(logit, model.output());
    assertEquals(List.of(), end.parameters());
    assertEquals(model.predict(ROW), end.predict(Model.of(x, logit).predict(ROW)));
  }

  @Test
  void aModelThatBeginsBehindAMaskTakesTheMaskToo() {
    Tensor steps = input("steps", FLOAT64, 4, 2);
    Tensor masked = steps.then(masking());
    Tensor hidden = masked.then(dense(3, RELU));
    Tensor y = hidden.then(lstm(2));
    Tensor before = LayerCall.of(hidden).orElseThrow().preActivation();
    assertTrue(LayerCall.maskOf(before).isEmpty());
    for (Tensor begin : List.of(hidden, before)) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> Model.of(begin, y));
      assertTrue(error.getMessage().contains("'steps'"), error.getMessage());
      assertTrue(error.getMessage().contains("by masks alone"), error.getMessage());
    }
    Tensor mask = LayerCall.maskOf(hidden).orElseThrow();
    assertEquals(List.of(y), Model.of(List.of(before, mask), List.of(y)).outputs());
    IllegalArgumentException other =
        assertThrows(IllegalArgumentException.class, () -> Model.of(List.of(mask), List.of(y)));
    assertFalse(other.getMessage().contains("by masks alone"), other.getMessage());
  }

  @Test
  void aModelIsALayerOfAnother() {
    Model inner = model.named("features");
    Tensor z = placeholder("z", FLOAT64, shape(UNKNOWN, 3));
    Model outer = Model.of(z, z.then(inner).then(dense(2)));
    assertEquals(
        List.of("features", "dense_2"),
        outer.layers().stream().map(ModelLayer::name).toList());
    assertEquals(6, outer.parameters().size());
    assertEquals(model.parameters(), outer.parameters().subList(0, 4));
    assertEquals(
        model.predict(ROW), Model.of(z, outer.layer("features").output()).predict(ROW));
  }

  @Test
  void layersWithinLayersHavePaths() {
    Model inner = Sequential.of(
            placeholder("q", FLOAT64, shape(UNKNOWN, 3)),
            Dense.builder(2).activation(SIGMOID).name("cls").build())
        .named("twins");
    Tensor other = placeholder("other", FLOAT64, shape(UNKNOWN, 3));
    Tensor a = placeholder("a", FLOAT64, shape(UNKNOWN, 3));
    Model middle = Model.of(other, inner.apply(other)).named("middle");
    Model outer = Model.of(a, middle.apply(a));
    ModelLayer cls = outer.layer("middle/twins/cls");
    assertEquals("cls", cls.name());
    NDArray row = NDArray.ofArray(new double[][] {{1, -2, 0.5}});
    // It is within the outer model: fed there, its value is the inner model's.
    NDArray before = cls.preActivation().evaluate(feed(a, row));
    assertEquals(inner.layer("cls").preActivation().evaluate(feed(inner.input(), row)), before);
    assertEquals(inner.layer("cls").weights(), cls.weights());
    assertEquals(
        List.of("twins"),
        outer.layer("middle").layers().stream().map(ModelLayer::name).toList());
    NoSuchElementException error =
        assertThrows(NoSuchElementException.class, () -> outer.layer("middle/twin/cls"));
    assertTrue(error.getMessage().contains("near are 'twins'"), error.getMessage());
    // Applied twice, the inner layer has two calls.
    Model twice =
        Model.of(a, Arithmetic.add(inner.apply(a), inner.apply(Arithmetic.multiply(a, -1))));
    assertEquals(2, twice.layer("twins/cls").calls().size());
    Tensor steps = placeholder("steps", FLOAT64, shape(UNKNOWN, UNKNOWN, 3));
    Model each =
        Model.of(steps, steps.then(timeDistributed(Dense.builder(2).name("one").build())));
    assertEquals(8, each.layer("time_distributed/one").countParams());
  }

  @Test
  void parametersAreCounted() {
    Tensor a = placeholder("a", FLOAT64, shape(UNKNOWN, 3));
    Model counted = Model.of(a, a.then(dense(2)).then(batchNormalization()));
    assertEquals(8 + 8, counted.countParams());
    assertEquals(8 + 4, counted.countTrainableParams());
    assertEquals(4, counted.countNonTrainableParams());
    assertEquals(8, counted.layer("dense").countParams());
    counted.layer("dense").layer().orElseThrow().setTrainable(false);
    assertEquals(4, counted.countTrainableParams());
    assertEquals(16, counted.countParams());
  }

  @Test
  void frozenLayersAreNotTrained() {
    model.layer("dense").layer().orElseThrow().setTrainable(false);
    assertEquals(model.layer("dense_1").weights(), model.trainableParameters());
    model.setTrainable(true);
    assertEquals(4, model.trainableParameters().size());
  }

  @Test
  void aConfigMakesTheModelAgain() {
    Model again = Model.fromConfig(model.config());
    assertEquals(model.config(), again.config());
    again.setWeights(model.getWeights());
    assertEquals(model.predict(ROW), again.predict(ROW));
    Config broken = model.config().with("output_layers", List.of(List.of("dense_7", 0, 0)));
    ConfigException error = assertThrows(ConfigException.class, () -> Model.fromConfig(broken));
    assertTrue(error.getMessage().contains("dense_7"), error.getMessage());
  }

  @Test
  void aConfigHoldsNestedModelsAndStacks() {
    Sequential inner = Sequential.of(x, dense(3, TANH), activation(RELU)).named("inner");
    Tensor z = placeholder("z", FLOAT64, shape(UNKNOWN, 3));
    Model outer = Model.of(z, z.then(inner).then(inner).then(dense(2)));
    Model again = Model.fromConfig(outer.config());
    assertEquals(outer.config(), again.config());
    again.setWeights(outer.getWeights());
    assertEquals(outer.predict(ROW), again.predict(ROW));
    Sequential stack = Sequential.fromConfig(inner.config());
    assertEquals(inner.config(), stack.config());
  }

  @Test
  void nodesThatNoLayerMadeHaveNoConfig() {
    Model plain = Model.of(x, Arithmetic.multiply(x.then(dense(1)), 2));
    UnsupportedOperationException error =
        assertThrows(UnsupportedOperationException.class, plain::config);
    assertTrue(error.getMessage().contains("Elementwise{multiply}"), error.getMessage());
  }

  @Test
  void aCloneSharesOrCopies() {
    Model shared = model.cloned(CloneWeights.SHARE);
    Model copied = model.cloned(CloneWeights.COPY);
    Model fresh = model.cloned(CloneWeights.FRESH);
    assertEquals(model.parameters(), shared.parameters());
    assertEquals(model.predict(ROW), shared.predict(ROW));
    assertEquals(model.predict(ROW), copied.predict(ROW));
    NDArray before = model.predict(ROW);
    model.setWeights(fresh.getWeights().stream()
        .map(value -> NDArray.full(
            FLOAT64, 0.25, value.shape().stream().mapToInt(Integer::intValue).toArray()))
        .toList());
    assertEquals(model.predict(ROW), shared.predict(ROW));
    assertEquals(before, copied.predict(ROW));
    assertNotEquals(before, model.predict(ROW));
  }

  @Test
  void aCloneHasOtherLayersByAFunction() {
    Model linear = model.cloned(CloneWeights.COPY, ModelPartsTest::withoutSigmoid);
    Model same = model.cloned(CloneWeights.SHARE, ModelPartsTest::withoutSigmoid);
    NDArray logit = Model.of(x, model.layer("dense_1").preActivation()).predict(ROW);
    assertEquals(logit, linear.predict(ROW));
    assertEquals(logit, same.predict(ROW));
    assertEquals(model.parameters(), same.parameters());
  }

  private static Layer withoutSigmoid(Layer layer) {
    return layer instanceof Dense dense && dense.activation() == SIGMOID
        ? StandardLayers.registry().fromConfig("Dense", dense.config().with("activation", "linear"))
        : layer;
  }

  @Test
  void layersGetAndSetTheirWeights() {
    ModelLayer first = model.layer("dense");
    List<NDArray> values = first.getWeights();
    assertEquals(List.of(3, 4), values.get(0).shape());
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> first.setWeights(values.subList(0, 1)));
    assertTrue(error.getMessage().startsWith("layer 'dense' has 2 parameters"), error.getMessage());
  }

  @Test
  void weightsOfAnotherShapeNameTheLayerAndBothShapes() {
    ModelLayer first = model.layer("dense");
    List<NDArray> before = first.getWeights();
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> first.setWeights(List.of(NDArray.zeros(FLOAT64, 4, 3), before.get(1))));
    assertTrue(error.getMessage().contains("'dense/kernel'"), error.getMessage());
    assertTrue(error.getMessage().contains("(3, 4) float64"), error.getMessage());
    assertTrue(error.getMessage().contains("(4, 3) float64"), error.getMessage());
    assertEquals(before, first.getWeights());
  }

  @Test
  void aConfigThatMakesNoModelIsRefused() {
    Config config = model.config();
    List<?> layers = (List<?>) config.get("layers");
    ConfigException twice = assertThrows(
        ConfigException.class,
        () -> Model.fromConfig(
            config.with("layers", List.of(layers.get(0), layers.get(1), layers.get(1)))));
    assertEquals("two layers of the model are named 'dense'", twice.getMessage());
    ConfigException apart = assertThrows(
        ConfigException.class,
        () -> Model.fromConfig(config.with("layers", List.of(layers.get(0), layers.get(2)))));
    assertTrue(apart.getMessage().contains("layer 'dense_1'"), apart.getMessage());
    ConfigException misspelt =
        assertThrows(ConfigException.class, () -> Model.fromConfig(config.with("layerz", 1)));
    assertTrue(misspelt.getMessage().contains("[layerz]"), misspelt.getMessage());
  }

  @Test
  void inputsOfOneNameAreToldApartInAConfig() {
    Tensor first = placeholder("input", FLOAT64, shape(UNKNOWN, 3));
    Tensor second = placeholder("input", FLOAT64, shape(UNKNOWN, 3));
    Tensor sum = MergeLayers.add(List.of(first, second));
    Model two = Model.of(List.of(first, second), List.of(sum));
    Model again = Model.fromConfig(two.config());
    assertEquals(
        List.of("input", "input_1"), again.inputs().stream().map(Tensor::name).toList());
    assertEquals(two.config().with("name", "x"), again.config().with("name", "x"));
  }

  @Test
  void aLayerThatDoesNotFitInAClonesPlaceIsNamed() {
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> model.cloned(COPY, layer -> layer instanceof Dense ? dense(5) : layer));
    String message = error.getMessage();
    assertTrue(message.startsWith("the weights of layer 'dense' do not fit"), message);
    assertTrue(message.contains("(3, 5)") && message.contains("(3, 4)"), message);
  }

  @Test
  void aClonesOwnKindsOfLayersAreGivenToIt() {
    Model own = Model.of(x, x.then(new Twice()).then(new Weighed()).then(dense(1)));
    ConfigException error = assertThrows(ConfigException.class, () -> own.cloned(COPY));
    assertTrue(error.getMessage().contains("LayerRegistry.with"), error::getMessage);
    Model clone = own.cloned(
        COPY, layer -> layer, StandardLayers.registry().with(new LayerKind("Weighed", (in, all) -> {
          LayerOptions.from(in);
          return new Weighed();
        })));
    assertEquals(own.predict(ROW), clone.predict(ROW));
    assertNotEquals(own.parameters(), clone.parameters());
  }

  @Test
  void theConfigOfASequentialIsNotAFunctionals() {
    Config sequential = Sequential.of(x, dense(2)).config();
    ConfigException error = assertThrows(ConfigException.class, () -> Model.fromConfig(sequential));
    assertTrue(error.getMessage().contains("Sequential.fromConfig"), error::getMessage);
  }

  /** A layer without weights, which no registry knows. */
  private static final class Twice extends AbstractLayer {
    Twice() {
      super("twice", LayerOptions.defaults());
    }

    @Override
    protected List<Tensor> call(CallContext context) {
      return List.of(Arithmetic.multiply(context.inputs().get(0), 2));
    }

    @Override
    public String className() {
      return "Twice";
    }

    @Override
    public Config config() {
      return baseConfig().build();
    }
  }

  /** A layer with a weight, whose kind can be registered. */
  private static final class Weighed extends AbstractLayer {
    Weighed() {
      super("weighed", LayerOptions.defaults());
    }

    @Override
    protected void build(WeightMaker weights, List<Tensor> inputs) {
      weights.trainable("factor", WeightSpec.kernel(), List.of(3));
    }

    @Override
    protected List<Tensor> call(CallContext context) {
      return List.of(Arithmetic.multiply(context.inputs().get(0), context.weight("factor")));
    }

    @Override
    public String className() {
      return "Weighed";
    }

    @Override
    public Config config() {
      return baseConfig().build();
    }
  }
}

package io.opwalk.nn.model;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Dense;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class ModelTest {
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));
  private final Tensor hidden = x.then(dense(4, RELU));
  private final Tensor y = hidden.then(dense(1, SIGMOID));
  private final Model model = Model.of(x, y);

  @Test
  void knowsItsInputsAndOutputs() {
    assertSame(x, model.input());
    assertSame(y, model.output());
    assertSame(y, model.graph().output());
    assertEquals(List.of(x), model.inputs());
    assertEquals(List.of(y), model.outputs());
  }

  @Test
  void everyLayerHasItsTensors() {
    assertEquals(
        List.of("dense", "dense_1"),
        model.layers().stream().map(ModelLayer::name).toList());
    ModelLayer last = model.layer("dense_1");
    assertSame(hidden, last.input());
    assertSame(y, last.output());
    assertSame(x, model.layer("dense").input());
    assertSame(hidden, model.layer("dense").output());
    assertEquals(
        List.of("dense_1/kernel", "dense_1/bias"),
        last.parameters().stream().map(Tensor::name).toList());
  }

  @Test
  void anUnknownLayerNamesThoseThatAreNear() {
    NoSuchElementException error =
        assertThrows(NoSuchElementException.class, () -> model.layer("dense_2"));
    assertTrue(error.getMessage().contains("near are 'dense_1', 'dense'"), error.getMessage());
  }

  @Test
  void layersAreFoundInHandWrittenGraphs() {
    NameScope scope = NameScope.of("scale");
    Tensor twice = scope.name("Twice", Arithmetic.multiply(x, 2));
    Tensor less = scope.name("Less", Arithmetic.subtract(twice, 1));
    Tensor sum = Arithmetic.add(twice, less);
    ModelLayer layer = Model.of(x, sum).layer("scale");
    assertEquals(List.of(x), layer.inputs());
    assertEquals(List.of(twice, less), layer.outputs());
    IllegalStateException error = assertThrows(IllegalStateException.class, layer::output);
    assertTrue(error.getMessage().contains("2 outputs"), error.getMessage());
  }

  @Test
  void aLayerAppliedTwiceIsOneLayerOfTwoCalls() {
    Dense shared = dense(3);
    Tensor once = x.then(shared);
    Tensor twice = once.then(shared);
    Model both = Model.of(x, twice);
    assertEquals(2, both.parameters().size());
    ModelLayer layer = both.layer("dense");
    assertEquals(List.of(layer), both.layers());
    assertEquals(List.of(once, twice), layer.outputs());
    assertSame(twice, layer.calls().get(1).preActivation());
    IllegalStateException error = assertThrows(IllegalStateException.class, layer::preActivation);
    assertTrue(error.getMessage().contains("applied 2 times"), error.getMessage());
    assertTrue(both.summary().contains(" Total params: 12 (96.00 B)\n"), both.summary());
  }

  @Test
  void anyTensorMayBeAnInput() {
    Model second = Model.of(hidden, y);
    assertEquals(
        List.of("dense_1"), second.layers().stream().map(ModelLayer::name).toList());
    assertEquals(
        List.of("dense_1/kernel", "dense_1/bias"),
        second.parameters().stream().map(Tensor::name).toList());
    NDArray image = NDArray.ofArray(new double[][] {{1, 2, 3}});
    NDArray features = hidden.evaluate(feed(x, image));
    assertEquals(model.predict(image), second.predict(features));
  }

  @Test
  void predictsAnyNumberOfRows() {
    NDArray rows = NDArray.ofArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
    NDArray all = model.predict(rows);
    assertEquals(List.of(2, 1), all.shape());
    assertEquals(all.slice(1, 2), model.predict(rows.slice(1, 2)));
    assertEquals(List.of(all), model.predict(feed(x, rows)));
  }

  @Test
  void anInputOfTheWrongShapeNamesTheInput() {
    FeedException error =
        assertThrows(FeedException.class, () -> model.predict(NDArray.zeros(FLOAT64, 2, 4)));
    assertTrue(error.getMessage().contains("'x' (?, 3) float64"), error.getMessage());
  }

  @Test
  void severalInputsAndOutputs() {
    Tensor z = placeholder("z", FLOAT64, shape(UNKNOWN, 1));
    Tensor sum = Arithmetic.add(y, z);
    Model wide = Model.of(List.of(z, x), List.of(sum, hidden));
    assertEquals(List.of(z, x), wide.inputs());
    assertThrows(IllegalStateException.class, wide::input);
    assertThrows(IllegalStateException.class, wide::output);
    NDArray image = NDArray.ofArray(new double[][] {{1, 2, 3}});
    List<NDArray> values =
        wide.predict(feed(x, image).and(z, NDArray.ofArray(new double[][] {{1}})));
    // y is rounded once, y + 1 once more.
    assertEquals(model.predict(image).doubleValue() + 1, values.get(0).doubleValue(), 0x1p-52);
    assertEquals(List.of(1, 4), values.get(1).shape());
  }

  @Test
  void aModelThatIsNotConnectedIsRefused() {
    Tensor other = placeholder("other", FLOAT64, shape(UNKNOWN, 3));
    IllegalArgumentException missing =
        assertThrows(IllegalArgumentException.class, () -> Model.of(other, y));
    assertTrue(missing.getMessage().contains("'x' (?, 3)"), missing.getMessage());
    IllegalArgumentException unused =
        assertThrows(IllegalArgumentException.class, () -> Model.of(List.of(x, other), List.of(y)));
    assertTrue(unused.getMessage().contains("'other' (?, 3)"), unused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Model.of(List.of(x, x), List.of(y)));
  }

  @Test
  void twoParametersOfOneNameAreRefused() {
    Tensor left = Arithmetic.multiply(x, Tensors.parameter("w", NDArray.scalar(1.0)));
    Tensor right = Arithmetic.multiply(x, Tensors.parameter("w", NDArray.scalar(1.0)));
    Tensor sum = Arithmetic.add(left, right);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Model.of(x, sum));
    assertTrue(error.getMessage().contains("two parameters are named 'w'"), error.getMessage());
  }

  @Test
  void onlyTrainableParametersAreTrained() {
    ParameterStore store = new ParameterStore();
    Tensor frozen = Tensors.parameter(store.create("frozen", NDArray.of(1.0, 2.0, 3.0)), false);
    Tensor free = Tensors.parameter(store, "free", NDArray.of(1.0, 2.0, 3.0));
    Model mixed = Model.of(x, Arithmetic.add(Arithmetic.multiply(x, frozen), free));
    assertEquals(List.of(frozen, free), mixed.parameters());
    assertEquals(List.of(free), mixed.trainableParameters());
    assertTrue(mixed.summary().contains(" Non-trainable params: 3 (24.00 B)\n"), mixed.summary());
  }

  @Test
  void weightsComeAndGoInTheOrderOfTheLayers() {
    List<NDArray> weights = model.getWeights();
    assertEquals(
        List.of(List.of(3, 4), List.of(4), List.of(4, 1), List.of(1)),
        weights.stream().map(NDArray::shape).toList());
    List<NDArray> zeros = weights.stream()
        .map(w -> w.rank() == 1
            ? NDArray.zeros(FLOAT64, w.dim(0))
            : NDArray.zeros(FLOAT64, w.dim(0), w.dim(1)))
        .toList();
    model.setWeights(zeros);
    assertEquals(zeros, model.getWeights());
    assertEquals(0.5, model.predict(NDArray.zeros(FLOAT64, 1, 3)).doubleValue());
    model.setWeights(weights);
    assertEquals(weights, model.getWeights());
  }

  @Test
  void wrongWeightsAreNamedAndNothingIsSet() {
    List<NDArray> before = model.getWeights();
    List<NDArray> wrong = new ArrayList<>(before);
    wrong.set(0, NDArray.zeros(FLOAT64, 3, 4));
    wrong.set(2, NDArray.zeros(FLOAT64, 5, 1));
    IllegalArgumentException shapes =
        assertThrows(IllegalArgumentException.class, () -> model.setWeights(wrong));
    assertTrue(shapes.getMessage().contains("'dense_1/kernel'"), shapes.getMessage());
    assertTrue(shapes.getMessage().contains("(4, 1) float64"), shapes.getMessage());
    assertTrue(shapes.getMessage().contains("(5, 1) float64"), shapes.getMessage());
    IllegalArgumentException count =
        assertThrows(IllegalArgumentException.class, () -> model.setWeights(before.subList(0, 3)));
    assertTrue(count.getMessage().contains("4 parameters, found 3"), count.getMessage());
    assertEquals(before, model.getWeights());
  }
}

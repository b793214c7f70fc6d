package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.LINEAR;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.initializer.Initializers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DenseTest {
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));

  @Test
  void everyNodeAndWeightHasItsName() {
    Tensor y = x.then(dense(4, SOFTPLUS)).then(dense(1, SIGMOID));
    List<String> names = Graph.of(y).applies().stream().map(Apply::name).toList();
    assertEquals(
        List.of(
            "x",
            "dense/kernel",
            "dense/MatMul",
            "dense/bias",
            "dense/BiasAdd",
            "dense/Softplus",
            "dense_1/kernel",
            "dense_1/MatMul",
            "dense_1/bias",
            "dense_1/BiasAdd",
            "dense_1/Sigmoid"),
        names);
  }

  @Test
  void oneStepBackFromTheOutputIsTheValueBeforeTheActivation() {
    Tensor y = x.then(dense(4, SOFTPLUS)).then(dense(1, SIGMOID));
    Tensor logit = y.owner().inputs(0);
    assertEquals("Elementwise{sigmoid}", y.owner().op().label());
    assertEquals("dense_1/BiasAdd", logit.name());
    assertEquals("Elementwise{add}", logit.owner().op().label());
    assertEquals("(?, 1) float64", logit.type().toString());
  }

  @Test
  void aLinearActivationAddsNoNode() {
    assertEquals("dense/BiasAdd", x.then(dense(4)).name());
    assertEquals("dense/BiasAdd", x.then(dense(4, LINEAR)).name());
    Tensor plain = Dense.builder(4).useBias(false).build().apply(x);
    assertEquals("dense/MatMul", plain.name());
  }

  @Test
  void itComputesWhatItSays() {
    Dense layer = Dense.builder(2).activation(SIGMOID).build();
    Tensor y = layer.apply(x);
    slotOf(layer.weights().get(0)).set(NDArray.ofArray(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
    slotOf(layer.weights().get(1)).set(NDArray.of(-9.0, 0.5));
    double[] found = y.evaluate(feed(x, new double[][] {{1, -1, 2}})).toDoubles();
    // 1 - 3 + 10 - 9 = -1 and 2 - 4 + 12 + 0.5 = 10.5, both exact; the sigmoid is good to 2 ulp,
    // so is this formula for it.
    assertArrayEquals(
        new double[] {1 / (1 + Math.exp(1)), 1 / (1 + Math.exp(-10.5))}, found, 1e-15);
  }

  @Test
  void moreAxesInFrontAreKept() {
    Tensor sequence = placeholder("s", FLOAT64, shape(UNKNOWN, 7, 3));
    assertEquals("(?, 7, 4)", sequence.then(dense(4)).shape().toString());
    Tensor vector = placeholder("v", FLOAT64, shape(3));
    assertEquals("(4,)", vector.then(dense(4)).shape().toString());
  }

  @Test
  void theWeightsTakeTheDTypeOfTheInput() {
    Tensor narrow = placeholder("x", FLOAT32, shape(UNKNOWN, 3));
    Dense layer = dense(4);
    assertEquals(FLOAT32, layer.apply(narrow).dtype());
    assertEquals("(3, 4) float32", layer.weights().get(0).type().toString());
    assertEquals("(4,) float32", layer.weights().get(1).type().toString());
  }

  @Test
  void firstValuesAreGlorotUniformAndZeros() {
    Dense layer = dense(5);
    layer.apply(x);
    double[] kernel = slotOf(layer.weights().get(0)).value().toDoubles();
    double limit = Math.sqrt(6.0 / 8);
    for (double value : kernel) {
      assertTrue(Math.abs(value) <= limit, () -> value + " beyond " + limit);
    }
    assertArrayEquals(new double[5], slotOf(layer.weights().get(1)).value().toDoubles());
  }

  @Test
  void initialisersAreTheUsersChoice() {
    Dense layer = Dense.builder(2)
        .kernelInitializer(Initializers.ones())
        .biasInitializer(Initializers.constant(0.25))
        .build();
    double[] y = layer.apply(x).evaluate(feed(x, new double[][] {{1, 2, 4}})).toDoubles();
    assertArrayEquals(new double[] {7.25, 7.25}, y);
  }

  @Test
  void seedAndNameDecideTheFirstValues() {
    assertEquals(kernelOf(0, "a"), kernelOf(0, "a"));
    assertNotEquals(kernelOf(0, "a"), kernelOf(1, "a"));
    assertNotEquals(kernelOf(0, "a"), kernelOf(0, "b"));
  }

  private NDArray kernelOf(long seed, String name) {
    Dense layer = Dense.builder(3).seed(seed).name(name).build();
    layer.apply(x);
    return slotOf(layer.weights().get(0)).value();
  }

  @Test
  void appliedAgainItUsesItsWeightsAgain() {
    Dense layer = dense(3);
    Tensor once = layer.apply(x);
    Tensor twice = layer.apply(once);
    Tensor other = placeholder("other", FLOAT64, shape(5, 3));
    Tensor elsewhere = layer.apply(other);
    assertSame(kernelIn(once), kernelIn(twice));
    assertSame(kernelIn(once), kernelIn(elsewhere));
    assertEquals("dense/BiasAdd", once.name());
    assertEquals("dense_1/BiasAdd", twice.name());
    assertEquals("dense/BiasAdd", elsewhere.name());
    assertEquals("dense", layer.name());
    assertEquals(2, layer.weights().size());
  }

  private static Tensor kernelIn(Tensor biasAdd) {
    return biasAdd.owner().inputs(0).owner().inputs(1);
  }

  @Test
  void layersOfAChainHaveOneStore() {
    Dense first = dense(3);
    Dense second = dense(3);
    Dense apart = dense(3);
    x.then(first).then(Layers.activation(SOFTPLUS)).then(second);
    x.then(apart);
    assertSame(
        slotOf(first.weights().get(0)).store(), slotOf(second.weights().get(1)).store());
    assertNotSame(
        slotOf(first.weights().get(0)).store(), slotOf(apart.weights().get(0)).store());
  }

  @Test
  void aLayerNotYetAppliedHasNoWeightsAndMayHaveNoName() {
    Dense layer = dense(3);
    assertThrows(IllegalStateException.class, layer::weights);
    assertThrows(IllegalStateException.class, layer::name);
    assertEquals("named", Dense.builder(3).name("named").build().name());
  }

  @Test
  void aNameIsNotGivenTwice() {
    Tensor once = Dense.builder(3).name("fc").build().apply(x);
    Dense second = Dense.builder(3).name("fc").build();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> second.apply(once));
    assertTrue(error.getMessage().contains("'fc' is taken"), error.getMessage());
    // The layer is as it was, and free to be used elsewhere.
    assertEquals("fc/BiasAdd", second.apply(x).name());
  }

  @Test
  void aNameHasNoSlash() {
    assertThrows(
        IllegalArgumentException.class, () -> Dense.builder(3).name("a/b").build());
    assertThrows(IllegalArgumentException.class, () -> Dense.builder(3).name("").build());
  }

  @Test
  void anInputThatDoesNotFitIsNamed() {
    Dense layer = Dense.builder(4).name("fc").build();
    Tensor integers = placeholder("integers", INT64, shape(UNKNOWN, 3));
    Tensor open = placeholder("open", FLOAT64, shape(3, UNKNOWN));
    Tensor scalar = placeholder("scalar", FLOAT64);
    assertAll(
        () -> assertRefused(layer, integers, "floating", "'integers' (?, 3) int64"),
        () -> assertRefused(layer, open, "n known", "'open' (3, ?) float64"),
        () -> assertRefused(layer, scalar, "(..., n)", "'scalar' () float64"));
    layer.apply(x);
    Tensor wide = placeholder("wide", FLOAT64, shape(UNKNOWN, 5));
    Tensor narrow = placeholder("narrow", FLOAT32, shape(UNKNOWN, 3));
    assertAll(
        () -> assertRefused(layer, wide, "made for inputs of 3 features", "'wide' (?, 5)"),
        () -> assertRefused(layer, narrow, "float64, found (?, 3) float32", "'narrow'"));
  }

  private static void assertRefused(Dense layer, Tensor input, String... parts) {
    TypeException error = assertThrows(TypeException.class, () -> layer.apply(input));
    assertTrue(error.getMessage().contains("layer 'fc'"), error.getMessage());
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  @Test
  void needsAUnit() {
    assertThrows(IllegalArgumentException.class, () -> dense(0));
  }
}

package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Layers.activation;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.ops.Exponents;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ActivationsTest {
  private static final double[] POINTS = {-7, -2.5, -1, -0.25, 0, 0.25, 1, 2.5, 7};

  private final Tensor x = placeholder("x", FLOAT64, shape(3, 9));

  static List<ActivationFunction> all() {
    return Activations.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isOneNodeOnItsArgument(ActivationFunction function) {
    Tensor y = x.then(activation(function));
    assertSame(x, y.owner().inputs(0));
    assertTrue(y.name().startsWith("activation/"), y.name());
    assertEquals(x.type(), y.type());
    assertEquals(function == Activations.LINEAR, function.apply(x) == x);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFoundByItsName(ActivationFunction function) {
    assertSame(function, Activations.named(function.name()));
  }

  @Test
  void theListIsWhole() throws IllegalAccessException {
    int constants = 0;
    for (Field field : Activations.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        assertTrue(Activations.all().contains(field.get(null)), field.getName());
        assertEquals(field.getName().toLowerCase(Locale.ROOT), field.get(null).toString());
        constants++;
      }
    }
    assertEquals(constants, Activations.all().size());
  }

  /** Name and definition in plain Java, from Keras's documentation. */
  static Stream<Arguments> definitions() {
    return Stream.of(
        definition("linear", v -> v),
        definition("relu", v -> v > 0 ? v : 0),
        definition("relu6", v -> v > 6 ? 6 : v > 0 ? v : 0),
        definition("leaky_relu", v -> v > 0 ? v : 0.2 * v),
        definition("elu", v -> v > 0 ? v : Math.exp(v) - 1),
        definition("silu", v -> v / (1 + Math.exp(-v))),
        definition("mish", v -> v * Math.tanh(Math.log(1 + Math.exp(v)))),
        definition("sigmoid", v -> 1 / (1 + Math.exp(-v))),
        definition("hard_sigmoid", v -> v < -3 ? 0 : v > 3 ? 1 : v / 6 + 0.5),
        definition("log_sigmoid", v -> -Math.log(1 + Math.exp(-v))),
        definition("softplus", v -> Math.log(1 + Math.exp(v))),
        definition("softsign", v -> v / (1 + Math.abs(v))),
        definition("tanh", Math::tanh),
        definition("exponential", Math::exp),
        definition("celu", v -> v > 0 ? v : Math.exp(v) - 1),
        definition("hard_silu", v -> v < -3 ? 0 : v > 3 ? v : v * (v / 6 + 0.5)),
        definition("hard_tanh", v -> v < -1 ? -1 : v > 1 ? 1 : v),
        definition("hard_shrink", v -> Math.abs(v) > 0.5 ? v : 0),
        definition("soft_shrink", v -> v > 0.5 ? v - 0.5 : v < -0.5 ? v + 0.5 : 0),
        definition("tanh_shrink", v -> v - Math.tanh(v)),
        definition("squareplus", v -> (v + Math.sqrt(v * v + 4)) / 2),
        definition("sparse_plus", v -> v <= -1 ? 0 : v >= 1 ? v : (v + 1) * (v + 1) / 4),
        definition("sparse_sigmoid", v -> v <= -1 ? 0 : v >= 1 ? 1 : (v + 1) / 2),
        definition("selu", v -> 1.05070098 * (v > 0 ? v : 1.67326324 * (Math.exp(v) - 1))));
  }

  private static Arguments definition(String name, DoubleUnaryOperator definition) {
    return Arguments.of(name, definition);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void computesWhatKerasDefines(String name, DoubleUnaryOperator definition) {
    Tensor row = placeholder("row", FLOAT64, shape(9));
    double[] found =
        row.then(Activations.named(name)).evaluate(feed(row, POINTS)).toDoubles();
    double[] expected = Arrays.stream(POINTS).map(definition).toArray();
    // A mix-up of functions differs in the first digits; the naive definitions lose a few bits,
    // and SELU's constants are given to nine digits here.
    assertArrayEquals(expected, found, 1e-7);
  }

  @Test
  void softmaxGoesAlongTheLastAxis() {
    Tensor pairs = placeholder("pairs", FLOAT64, shape(1, 2));
    double[] found = pairs
        .then(Activations.SOFTMAX)
        .evaluate(feed(pairs, new double[][] {{0, Math.log(3)}}))
        .toDoubles();
    // log(3) is rounded, and so is each of three steps: a few ulps.
    assertArrayEquals(new double[] {0.25, 0.75}, found, 1e-15);
  }

  @Test
  void sparsemaxGoesAlongTheLastAxis() {
    Tensor pairs = placeholder("pairs", FLOAT64, shape(2, 2));
    double[] found = pairs
        .then(Activations.SPARSEMAX)
        .evaluate(feed(pairs, new double[][] {{0, 0.5}, {0, 3}}))
        .toDoubles();
    // Numbers of few bits: exact.
    assertArrayEquals(new double[] {0.25, 0.75, 0, 1}, found);
  }

  @Test
  void usersMakeTheirOwn() {
    ActivationFunction own = new ActivationFunction("cubed_exp", v -> Exponents.exp(v));
    assertEquals("named/CubedExp", new Activation(own, "named").apply(x).name());
    assertThrows(IllegalArgumentException.class, () -> new ActivationFunction("a/b", v -> v));
  }

  @Test
  void anUnknownNameNamesThoseThatAreNear() {
    NoSuchElementException error =
        assertThrows(NoSuchElementException.class, () -> Activations.named("rleu"));
    assertTrue(error.getMessage().contains("near are 'relu'"), error.getMessage());
  }
}

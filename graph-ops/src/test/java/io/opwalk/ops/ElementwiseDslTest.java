package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ActivationFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunctions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the elementwise DSL applies the function of its name to its inputs, in order. */
class ElementwiseDslTest {
  private static final List<Class<?>> CLASSES = List.of(
      Arithmetic.class,
      Exponents.class,
      Trigonometry.class,
      Logic.class,
      Bits.class,
      Activations.class,
      Special.class,
      Gammas.class,
      Shrinking.class,
      Floats.class,
      Bessels.class);

  private static final Map<String, ScalarFunction> FUNCTIONS = ScalarFunctions.all().stream()
      .collect(Collectors.toMap(ScalarFunction::name, Function.identity()));

  static Stream<Method> methods() {
    return CLASSES.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !List.of(method.getParameterTypes()).contains(boolean.class));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void appliesTheFunctionOfItsName(Method method) throws ReflectiveOperationException {
    ScalarFunction function = FUNCTIONS.get(method.getName());
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      boolean condition = function.isConditional() && arguments.isEmpty();
      DType dtype = condition ? DType.BOOL : dtype(function);
      // Literals that tell their places apart.
      Map<Class<?>, Object> literals =
          Map.of(double.class, 0.5 + arguments.size(), long.class, 3L + arguments.size());
      arguments.add(
          type == Tensor.class
              ? Tensors.placeholder("x" + arguments.size(), dtype, 2)
              : literals.get(type));
    }
    Tensor result = (Tensor) method.invoke(null, arguments.toArray());
    assertSame(function, ((Elementwise) result.owner().op()).function());
    for (int i = 0; i < arguments.size(); i++) {
      Tensor input = result.owner().inputs(i);
      if (arguments.get(i) instanceof Number literal) {
        Constant constant = (Constant) input.owner().op();
        assertEquals(dtype(function), input.dtype());
        assertEquals(literal.doubleValue(), constant.value().doubleValue());
      } else {
        assertSame(arguments.get(i), input);
      }
    }
  }

  private static DType dtype(ScalarFunction function) {
    return Stream.of(DType.FLOAT32, DType.INT32, DType.INT64, DType.BOOL)
        .filter(function.domain()::admits)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFunctionHasAMethod() {
    Set<String> methods =
        methods().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    // gelu(x, true) and power of integers, below.
    methods.addAll(Set.of("geluTanh", "integerPower"));
    assertEquals(new TreeSet<>(FUNCTIONS.keySet()), methods);
  }

  /** Keras 3: leaky_relu(x, negative_slope=0.2), elu(x, alpha=1.0), gelu(x, approximate=False). */
  @Test
  void hasTheDefaultsOfKeras() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 2);
    assertEquals(0.2, literal(Activations.leakyRelu(x)));
    assertEquals(1, literal(Activations.elu(x)));
    assertSame(ActivationFunctions.GELU, function(Activations.gelu(x)));
    assertSame(ActivationFunctions.GELU, function(Activations.gelu(x, false)));
    assertSame(ActivationFunctions.GELU_TANH, function(Activations.gelu(x, true)));
  }

  @Test
  void takesPowersOfIntegersFromIntegers() {
    Tensor x = Tensors.placeholder("x", DType.INT64, 2);
    List<Tensor> powers =
        List.of(Exponents.power(x, x), Exponents.power(x, 3), Exponents.power(3, x));
    for (Tensor power : powers) {
      assertSame(ExponentFunctions.INTEGER_POWER, function(power));
      assertEquals(DType.INT64, power.dtype());
    }
  }

  private static double literal(Tensor result) {
    return ((Constant) result.owner().inputs(1).owner().op()).value().doubleValue();
  }

  private static ScalarFunction function(Tensor result) {
    return ((Elementwise) result.owner().op()).function();
  }
}

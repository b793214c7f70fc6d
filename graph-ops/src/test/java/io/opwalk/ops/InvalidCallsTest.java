package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.state.ParameterStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of the DSL is called with tensors of dtypes, ranks and sizes that do not go
 * together, and with axes and numbers that cannot be: it refuses some of that, by our own error and
 * no other. The tables of refusals say in what words.
 */
class InvalidCallsTest {
  /** There is nothing that these would refuse. */
  private static final Set<String> TAKE_ALL = Set.of(
      "Creation.ones",
      "Creation.zeros",
      "GradientFlow.stopGradient",
      "Randoms.key",
      "Shapes.shapeOf",
      "Tensors.cast",
      "Tensors.identity",
      "Tensors.onesLike",
      "Tensors.parameter",
      "Tensors.placeholderWithDefault",
      "Tensors.zerosLike");

  /** Of functions: what their steps and branches must be is in ControlRefusals and ScanTest. */
  private static final Set<String> OF_FUNCTIONS = Set.of(
      "Control.cond",
      "Control.condAll",
      "Control.foldl",
      "Control.foldr",
      "Control.scan",
      "Control.whileLoop",
      "Scan.giving",
      "Scan.next");

  /** The user's ops: what these refuse is their own affair, and in TypeRefusalsTest. */
  private static final Set<String> OF_OPS = Set.of("Customs.apply", "Scalars.apply");

  private static final Map<Class<?>, Object> OPTIONS = Map.of(
      Object.class, "no array",
      ParameterStore.class, new ParameterStore(),
      ResizeOptions.class, ResizeOptions.toSizes(2, 2).build(),
      PoolOptions.class, PoolOptions.size(2).build(),
      RoiAlignOptions.class, RoiAlignOptions.of(2, 2, 2),
      ClassLossOptions.class, ClassLossOptions.along(99),
      ConvOptions.class, ConvOptions.defaults(),
      DataFormat.class, DataFormat.CHANNELS_LAST,
      Range[].class, new Range[] {Range.at(99), Range.at(99), Range.at(99), Range.at(99)});

  private static Tensor tensor(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  /** As many tensors as a function takes at most, in several ways that fit together badly. */
  private static List<List<Tensor>> tensors() {
    Tensor truth = tensor("truth", DType.BOOL);
    Tensor matrix = tensor("matrix", DType.FLOAT64, 2, 3);
    Tensor other = tensor("other", DType.FLOAT64, 4, 5);
    Tensor vector = tensor("vector", DType.FLOAT32, 7);
    Tensor single = tensor("single", DType.FLOAT32);
    Tensor integers = tensor("integers", DType.INT32, 2, 3, 4);
    Tensor indices = tensor("indices", DType.INT64, 2);
    return List.of(
        List.of(truth, tensor("counts", DType.INT32, 3), vector, truth, truth, truth),
        List.of(matrix, other, vector, indices, truth, truth),
        List.of(tensor("double", DType.FLOAT64), single, vector, indices, truth, truth),
        List.of(integers, single, vector, indices, truth, truth));
  }

  private enum Way {
    TOO_LARGE,
    NEGATIVE,
    PLAUSIBLE
  }

  static Stream<Named<List<Method>>> functions() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.opwalk.ops")
            .stream()
            .filter(type -> type.getPackageName().equals("io.opwalk.ops"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::reflect)
            .flatMap(InvalidCallsTest::functions);
  }

  private static Stream<Named<List<Method>>> functions(Class<?> type) {
    List<Method> methods = Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(InvalidCallsTest::givesTensors)
        .toList();
    return methods.stream()
        .map(Method::getName)
        .distinct()
        .sorted()
        .map(name -> Named.of(
            type.getSimpleName() + "." + name,
            methods.stream().filter(method -> method.getName().equals(name)).toList()));
  }

  private static boolean givesTensors(Method method) {
    Class<?> type = method.getReturnType();
    boolean isResult = type.isRecord() && type.getDeclaringClass() == method.getDeclaringClass();
    return type == Tensor.class
        || isResult
        || method.getGenericReturnType().getTypeName().equals("java.util.List<io.opwalk.Tensor>");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void somethingIsRefusedAndNothingFailsOtherwise(List<Method> function) {
    Method first = function.get(0);
    String name = first.getDeclaringClass().getSimpleName() + "." + first.getName();
    List<String> refusals = new ArrayList<>();
    if (!OF_FUNCTIONS.contains(name) && !OF_OPS.contains(name)) {
      for (Method method : function) {
        for (List<Tensor> tensors : tensors()) {
          for (Way way : Way.values()) {
            List<Object> arguments = arguments(method, tensors, way);
            // What cannot be made here, as a slot, has other forms of the function beside it.
            if (!arguments.contains(null)) {
              call(method, arguments).ifPresent(refusals::add);
            }
          }
        }
      }
      assertEquals(TAKE_ALL.contains(name), refusals.isEmpty(), () -> "refused: " + refusals);
    }
    for (String refusal : refusals) {
      assertTrue(refusal.length() > 20, () -> "says little: " + refusal);
    }
  }

  @Test
  void whatIsExcusedIsThere() {
    Set<String> known = new TreeSet<>();
    functions().forEach(function -> known.add(function.getName()));
    Set<String> excused = new TreeSet<>(TAKE_ALL);
    excused.addAll(OF_FUNCTIONS);
    excused.addAll(OF_OPS);
    excused.removeAll(known);
    assertEquals(Set.of(), excused);
    assertTrue(known.size() > 300, known::toString);
  }

  /** What the error says; empty where the call is fine. */
  private static Optional<String> call(Method method, List<Object> arguments) {
    try {
      method.invoke(null, arguments.toArray());
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IllegalArgumentException refusal) {
        return Optional.of(refusal.getMessage());
      }
      throw new AssertionError(method + " of " + arguments, thrown.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Object> arguments(Method method, List<Tensor> tensors, Way way) {
    List<Object> arguments = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < method.getParameterCount(); i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments.add(
          type == Tensor.class
              ? tensors.get(next++)
              : argument(type, method.getGenericParameterTypes()[i], tensors, way));
    }
    return arguments;
  }

  private static Object argument(Class<?> type, Type generic, List<Tensor> tensors, Way way) {
    int number = switch (way) {
      case TOO_LARGE -> 99;
      case NEGATIVE -> -99;
      case PLAUSIBLE -> 1;
    };
    if (OPTIONS.containsKey(type)) {
      return OPTIONS.get(type);
    }
    if (type == Tensor[].class) {
      return tensors.subList(0, 2).toArray(Tensor[]::new);
    }
    if (type == List.class) {
      String element = generic.getTypeName();
      return element.contains("Tensor")
          ? tensors.subList(0, 2)
          : List.of(element.contains("Integer") ? (Object) number : (Object) (long) number);
    }
    return switch (type.getSimpleName()) {
      case "int" -> number;
      case "long" -> (long) number;
      case "double" -> way == Way.PLAUSIBLE ? 1.0 : Double.NaN;
      case "boolean" -> way == Way.PLAUSIBLE;
      case "int[]" -> new int[] {number};
      case "long[]" -> new long[] {number};
      case "double[]" -> new double[] {number};
      case "String" -> "no equation";
      case "DType" -> way == Way.PLAUSIBLE ? DType.INT32 : DType.BOOL;
      case "Shape" -> Shape.shape(99);
      case "NDArray" -> NDArray.of(1.0, 2.0);
      default -> made(type);
    };
  }

  /** The first constant of an enum, or what a function without parameters makes. */
  private static Object made(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return Stream.of(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0 && method.getReturnType() == type)
        .findFirst()
        .map(method -> {
          try {
            return method.invoke(null);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        })
        .orElse(null);
  }
}

package io.opwalk.docs;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Tensors;
import io.opwalk.walk.Structure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every function of the DSL that takes an axis takes a negative one for the same: both calls make
 * one graph. Which functions these are, the names of their parameters say.
 */
class NegativeAxesTest {
  private static final Set<String> AXIS = Set.of("int axis", "int... axes", "List<Integer> axes");

  private static final int RANK = 3;

  /** Where axes are not those of the first tensor, which has three: how many there are. */
  private static final Map<String, Integer> RANKS = Map.of(
      "Shapes.expandDims", RANK + 1,
      "Joining.stack", RANK + 1,
      "Indexing.oneHot", RANK + 1,
      "Patches.overlap", RANK - 1);

  /** What a function may be called with: tensors, and sizes of parts. */
  private record Example(List<Tensor> tensors, List<Integer> sizes) {}

  private static Tensor tensor(DType dtype, long... dims) {
    return Tensors.placeholder("x", dtype, dims);
  }

  /** Arguments that one or another of the functions takes. */
  private static List<List<Tensor>> candidates() {
    Tensor x = tensor(FLOAT64, 2, 3, 4);
    Tensor square = tensor(FLOAT64, 3, 3, 3);
    Tensor integers = tensor(INT64, 2, 3, 4);
    Tensor truths = tensor(BOOL, 2, 3, 4);
    Tensor vector = tensor(FLOAT64, 3);
    Tensor places = tensor(INT64, 5);
    Tensor rows = tensor(FLOAT64, 2, 5, 4);
    return List.of(
        List.of(x, x, x, x, x),
        List.of(square, square, square, square, square),
        List.of(x, integers, x, x, x),
        List.of(x, places, rows, x, x),
        List.of(x, vector, vector, vector, vector),
        List.of(x, tensor(INT64, 2, 4), x, x, x),
        List.of(integers, integers, integers, integers, integers),
        List.of(tensor(INT32, 2, 3, 4), places, places, places, places),
        List.of(truths, truths, truths, truths, truths),
        List.of(truths, x, x, x, x),
        List.of(tensor(FLOAT64, 1, 1, 1), x, x, x, x),
        List.of(integers, tensor(FLOAT64), tensor(FLOAT64), x, x));
  }

  @Test
  void meanWhatPositiveOnesDo() throws IOException {
    Set<String> called = new TreeSet<>();
    Set<String> never = new TreeSet<>();
    for (List<DslFunction> functions : DslSources.read().functions().values()) {
      for (DslFunction function : functions) {
        for (String signature : function.signatures()) {
          String parameters =
              signature.substring(signature.indexOf('(') + 1, signature.lastIndexOf(')'));
          if (Stream.of(parameters.split(", ")).anyMatch(AXIS::contains)) {
            (isCalled(function, parameters) ? called : never)
                .add(function.theme() + "." + signature);
          }
        }
      }
    }
    assertEquals(Set.of(), never);
    assertTrue(called.size() > 80, called::toString);
  }

  /** Whether some arguments are taken; if so, negative axes have to be, too. */
  private static boolean isCalled(DslFunction function, String parameters) {
    Method method = method(function, parameters);
    boolean isCalled = false;
    for (Example example : examples(function.fullName())) {
      int rank = RANKS.getOrDefault(function.fullName(), RANK);
      for (int axis = 0; axis < rank; axis++) {
        Optional<List<Tensor>> expected = result(method, parameters, example, axis);
        if (expected.isPresent()) {
          List<Tensor> found = result(method, parameters, example, axis - rank)
              .orElseThrow(() -> new AssertionError(
                  function.fullName() + "(" + parameters + ") refuses negative axes"));
          assertTrue(
              Structure.equal(expected.get(), found),
              () -> function.fullName() + "(" + parameters + "): " + found);
          isCalled = true;
        }
      }
    }
    return isCalled;
  }

  private static List<Example> examples(String function) {
    Tensor x = tensor(FLOAT64, 2, 3, 4);
    List<List<Tensor>> tensors = switch (function) {
      case "Probability.sparseCrossEntropyFromLogits" ->
        List.of(List.of(tensor(INT64, 2, 4), x), List.of(tensor(INT64, 2, 3), x));
      case "Randoms.shuffle" -> List.of(List.of(Randoms.key(1), x));
      default -> candidates();
    };
    return tensors.stream()
        .flatMap(
            each -> Stream.of(List.of(1), List.of(1, 2)).map(sizes -> new Example(each, sizes)))
        .toList();
  }

  private static Method method(DslFunction function, String parameters) {
    List<String> types = Stream.of(parameters.split(", "))
        .map(parameter -> parameter.substring(0, parameter.lastIndexOf(' ')))
        .map(type -> type.replaceAll("<.*>", "").replace("...", "[]"))
        .toList();
    try {
      return Stream.of(Class.forName("io.opwalk.ops." + function.theme()).getMethods())
          .filter(method -> method.getName().equals(function.name()))
          .filter(method -> Stream.of(method.getParameterTypes())
              .map(Class::getSimpleName)
              .toList()
              .equals(types))
          .findFirst()
          .orElseThrow(() -> new AssertionError(function.fullName() + types));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The result; empty where the arguments are refused. */
  private static Optional<List<Tensor>> result(
      Method method, String parameters, Example example, int axis) {
    List<Object> arguments = new ArrayList<>();
    int next = 0;
    for (String parameter : parameters.split(", ")) {
      Class<?> type = method.getParameterTypes()[arguments.size()];
      arguments.add(
          type == Tensor.class
              ? example.tensors().get(next++)
              : argument(parameter, type, example, axis));
    }
    try {
      return Optional.of(tensors(method.invoke(null, arguments.toArray())));
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw new AssertionError(method + " of " + arguments, thrown.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object argument(String parameter, Class<?> type, Example example, int axis) {
    int number = AXIS.contains(parameter) ? axis : 1;
    return switch (parameter.substring(0, parameter.lastIndexOf(' '))) {
      case "int" -> number;
      case "double" -> 0.5;
      case "boolean" -> true;
      case "int..." -> new int[] {number};
      case "List<Integer>" -> AXIS.contains(parameter) ? List.of(axis) : example.sizes();
      case "List<Long>" -> List.of(6L);
      case "List<Tensor>" -> example.tensors().subList(0, 2);
      case "DType" -> FLOAT64;
      default -> type.getEnumConstants()[0];
    };
  }

  private static List<Tensor> tensors(Object result) {
    if (result instanceof Tensor tensor) {
      return List.of(tensor);
    }
    if (result instanceof List<?> list) {
      return list.stream().map(Tensor.class::cast).toList();
    }
    return Arrays.stream(result.getClass().getRecordComponents())
        .map(component -> component(component, result))
        .filter(Tensor.class::isInstance)
        .map(Tensor.class::cast)
        .toList();
  }

  private static Object component(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}

package io.opwalk.testing.cases;

import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Bessels;
import io.opwalk.ops.Bits;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Floats;
import io.opwalk.ops.Gammas;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shrinking;
import io.opwalk.ops.Special;
import io.opwalk.ops.Trigonometry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The DSL's methods for scalar functions, found by name: each is called what its function is. */
final class DslMethods {
  private static final List<Class<?>> THEMES = List.of(
      Activations.class,
      Arithmetic.class,
      Bessels.class,
      Bits.class,
      Exponents.class,
      Gammas.class,
      Shrinking.class,
      Floats.class,
      Logic.class,
      Special.class,
      Trigonometry.class);

  private DslMethods() {}

  /** The methods of the name that take tensors and numbers, those of tensors alone first. */
  static List<Method> named(String name) {
    return THEMES.stream()
        .flatMap(theme -> Stream.of(theme.getMethods()))
        .filter(method -> method.getName().equals(name))
        .filter(method -> Arrays.stream(method.getParameterTypes())
            .allMatch(type -> type == Tensor.class || isNumber(type)))
        .sorted(Comparator.comparing(Method::toString))
        .sorted(Comparator.comparing(DslMethods::literals))
        .toList();
  }

  private static boolean isNumber(Class<?> type) {
    return type == double.class || type == long.class;
  }

  /** How many of the parameters are numbers. */
  static int literals(Method method) {
    return (int)
        Arrays.stream(method.getParameterTypes()).filter(DslMethods::isNumber).count();
  }

  /** Tensors for the parameters that are tensors, and literals for the others, in order. */
  static List<Object> arguments(Method method, List<Object> tensors, List<Double> literals) {
    List<Object> args = new ArrayList<>();
    int tensor = 0;
    int literal = 0;
    for (Class<?> type : method.getParameterTypes()) {
      if (type == Tensor.class) {
        args.add(tensors.get(tensor++));
      } else {
        double number = literals.get(literal++);
        args.add(type == long.class ? (Object) (long) number : (Object) number);
      }
    }
    return args;
  }

  static Tensor call(Method method, List<Object> args) {
    try {
      return (Tensor) method.invoke(null, args.toArray());
    } catch (InvocationTargetException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(method + " failed", failure);
    } catch (IllegalAccessException failure) {
      throw new IllegalStateException(method + " is not public", failure);
    }
  }
}

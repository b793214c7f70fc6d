package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.scalar.ActivationFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The scalar functions as rows of the table of op cases: what {@link ScalarCases} knows of them,
 * over broadcasting shapes, unknown dims and all overloads of the DSL's methods.
 */
final class ScalarRows {
  /** What literal parameters are given: numbers of every dtype, in ascending order. */
  private static final List<Double> LITERALS = List.of(2.0, 3.0, 4.0);

  private static final List<List<List<Integer>>> FEW_OF_ONE =
      Sizes.of("()", "(0)", "(13)", "(3,7)");
  private static final List<List<List<Integer>>> FEW_OF_TWO =
      Sizes.of("() ()", "(0) (0)", "(13) ()", "(7,1) (3)");

  private ScalarRows() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (ScalarCase scalar : ScalarCases.all()) {
      if (scalar.function() == ActivationFunctions.GELU_TANH) {
        rows.add(geluTanh(scalar));
        continue;
      }
      List<Method> methods = DslMethods.named(methodName(scalar));
      if (methods.isEmpty()) {
        throw new IllegalStateException("no method of the DSL is called " + scalar);
      }
      methods.stream()
          .filter(method -> method.getParameterCount() == scalar.function().arity())
          .map(method -> row(scalar, method))
          .forEach(rows::add);
    }
    return rows;
  }

  /** That of the function, but where a method has two for different dtypes. */
  private static String methodName(ScalarCase scalar) {
    boolean isPower = scalar.function() == ExponentFunctions.INTEGER_POWER;
    return isPower ? "power" : scalar.function().name();
  }

  /** The only function whose method takes something else. */
  private static OpCase geluTanh(ScalarCase scalar) {
    return builder(scalar, scalar.function().name(), List.of(0))
        .covers("Activations.gelu")
        .build(in -> Activations.gelu(in.get(0), true))
        .oracle(new ScalarArrayOracle(scalar, args -> args))
        .row();
  }

  private static OpCase row(ScalarCase scalar, Method method) {
    List<Integer> tensors = new ArrayList<>();
    for (int i = 0; i < method.getParameterCount(); i++) {
      if (method.getParameterTypes()[i] == Tensor.class) {
        tensors.add(i);
      }
    }
    String name = scalar.function().name();
    boolean withLiterals = tensors.size() < method.getParameterCount();
    Function<List<Object>, List<Object>> arguments =
        given -> DslMethods.arguments(method, given, LITERALS);
    OpCase.Builder row = builder(scalar, name, tensors);
    if (withLiterals) {
      // There is no literal of dtype bool; and other sizes are seen by the row without literals.
      row = builder(scalar, name + " with tensors for arguments " + tensors, tensors)
          .dtypes(scalar.dtypes().stream().filter(dtype -> dtype != DType.BOOL).toList())
          .sizes(tensors.size() == 1 ? FEW_OF_ONE : FEW_OF_TWO);
    }
    return row.covers(method.getDeclaringClass().getSimpleName() + "." + method.getName())
        .build(in -> DslMethods.call(method, arguments.apply(List.copyOf(in))))
        .oracle(new ScalarArrayOracle(scalar, arguments))
        .row();
  }

  private static OpCase.Builder builder(ScalarCase scalar, String name, List<Integer> tensors) {
    return OpCase.named(name)
        .operands(
            tensors.stream().map(argument -> operand(scalar, argument)).toArray(Operand[]::new))
        .dtypes(scalar.dtypes())
        .costly(scalar.isCostly())
        .tolerance(Tolerance.asTheOracleSays("see the row of ScalarCases"));
  }

  private static Operand operand(ScalarCase scalar, int argument) {
    Values interesting = Values.ordinary();
    for (Box box : scalar.focus()) {
      Values inside = within(box, argument);
      interesting = interesting.mixedWith(inside).mixedWith(inside);
    }
    double[] corners = scalar.corners().stream().mapToDouble(x -> x).toArray();
    Values special = interesting.mixedWith(Values.special());
    if (corners.length > 0) {
      special = special.mixedWith(Values.of(corners));
    }
    ScalarExpr code = scalar.function().code();
    boolean mayFail =
        argument == scalar.function().arity() - 1 && contains(code, ScalarOp::canFail);
    Operand operand = Operand.of(mayFail ? harmless(interesting, code) : interesting)
        .withSpecial(mayFail ? harmless(special, code) : special);
    boolean differentiable =
        scalar.function().derivative(argument).isPresent() && !scalar.smooth().isEmpty();
    if (scalar.function().isConditional() && argument == 0) {
      return operand.always(DType.BOOL);
    }
    if (!differentiable && !scalar.smooth().isEmpty()) {
      // The others are smooth together with this one only.
      return Operand.of(within(scalar.smooth().get(0), argument)).withSpecial(special);
    }
    // One box for all arguments: they may be smooth together only.
    return differentiable ? operand.smoothOn(within(scalar.smooth().get(0), argument)) : operand;
  }

  private static Values within(Box box, int argument) {
    double low = box.sides().get(2 * argument);
    double high = box.sides().get(2 * argument + 1);
    return low < high ? Values.between(low, high) : Values.of(low);
  }

  /** Without the integers that dividing by fails, or to the power of. Floating numbers may be. */
  private static Values harmless(Values values, ScalarExpr code) {
    Values others = values.where(x -> !isFailure(code, x));
    return (dtype, random) -> (dtype.isInteger() ? others : values).draw(dtype, random);
  }

  private static boolean isFailure(ScalarExpr code, double last) {
    boolean isPower = contains(code, op -> op == ScalarOp.INTEGER_POWER);
    return isPower ? last < 0 : last == 0;
  }

  private static boolean contains(ScalarExpr code, Predicate<ScalarOp> sought) {
    return ScalarExpr.postOrder(code).stream()
        .anyMatch(
            expr -> expr instanceof ScalarExpr.Operation operation && sought.test(operation.op()));
  }
}

package io.opwalk.ops;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.transpose;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.print.FormulaPrinter;
import org.junit.jupiter.api.Test;

/** How real ops are written in formulas. */
class FormulaTest {
  private final Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 4));
  private final Tensor w = parameter("W", NDArray.zeros(FLOAT64, 4, 3));
  private final Tensor b = parameter("b", NDArray.zeros(FLOAT64, 3));

  private static void assertFormula(String expected, Tensor tensor) {
    assertEquals(expected, FormulaPrinter.print(tensor).strip());
  }

  @Test
  void aLayerReadsAsOnPaper() {
    assertFormula("sigmoid(x · W + b)", sigmoid(add(matmul(x, w), b)));
  }

  @Test
  void operatorsBindAsInArithmetic() {
    assertFormula("(x - 1.0) * -x / 2.0", divide(multiply(subtract(x, 1.0), negative(x)), 2.0));
    assertFormula("x - (x - x)", subtract(x, subtract(x, x)));
    assertFormula("where(x < 0.0, square(x), x)", where(less(x, 0.0), square(x), x));
  }

  @Test
  void attributesStandBehindTheInputs() {
    assertFormula("sum(x, axes=[1])", sum(x, 1));
    assertFormula("softmax(xᵀ, axis=1)", softmax(transpose(x)));
  }
}

package com.example;

import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Shapes.transpose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.cpu.CpuBackend;
import io.opwalk.ops.Customs;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's kernel in a compiled program: what it is given, and what is made of its mistakes. */
class CustomFunctionTest {
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.shape(-1, 3));

  static List<Backend> backends() {
    return List.of(new CpuBackend(), new ReferenceBackend());
  }

  private record OfSameType(String name, UnaryOperator<NDArray> kernel) implements CustomFunction {
    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<NDArray> compute(List<NDArray> inputs) {
      return List.of(kernel.apply(inputs.get(0)));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void isGivenAViewInOrder(Backend backend) {
    Tensor view = transpose(multiply(x, 2));
    Tensor seen = Customs.apply(new OfSameType("Seen", array -> array), view).get(0);
    NDArray value = NDArray.of(List.of(2, 3), 1.0, 2, 3, 4, 5, 6);
    NDArray result = add(seen, 1).evaluate(feed(x, value), backend);
    assertArrayEquals(new double[] {3, 9, 5, 11, 7, 13}, result.toDoubles());
    assertEquals(List.of(3, 2), result.shape());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aComplaintNamesTheNodeAndTheLine(Backend backend) {
    Tensor picky = Customs.apply(
            new OfSameType("Picky", array -> {
              throw new IllegalArgumentException("expected nothing above 5");
            }),
            add(x, 1))
        .get(0);
    EvaluationException thrown = assertThrows(
        EvaluationException.class,
        () -> picky.evaluate(feed(x, NDArray.zeros(DType.FLOAT64, 1, 3)), backend));
    assertTrue(thrown.getMessage().contains("expected nothing above 5"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("Picky"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("CustomFunctionTest.java:"), thrown::getMessage);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aBrokenPromiseIsNamed(Backend backend) {
    Tensor liar = Customs.apply(
            new OfSameType("Liar", array -> NDArray.zeros(DType.FLOAT64, 7)), add(x, 1))
        .get(0);
    RuntimeException thrown = assertThrows(
        RuntimeException.class,
        () -> liar.evaluate(feed(x, NDArray.zeros(DType.FLOAT64, 1, 3)), backend));
    assertTrue(thrown.getMessage().contains("promised"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("Liar"), thrown::getMessage);
  }
}

package io.opwalk.nn.model;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.LINEAR;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.activation;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SequentialTest {
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));

  @Test
  void isBuiltFromTheStart() {
    Sequential model = Sequential.of(x, dense(4, RELU), dense(2), activation(SIGMOID));
    assertSame(x, model.input());
    assertEquals("activation/Sigmoid", model.output().name());
    assertEquals(
        List.of("dense", "dense_1", "activation"),
        model.layers().stream().map(ModelLayer::name).toList());
    assertSame(x, model.step(0));
    assertSame(model.layer("dense").output(), model.step(1));
    assertSame(model.output(), model.step(3));
    assertEquals(3, model.stack().size());
  }

  @Test
  void aLayerThatChangesNothingHasAnOutputOfItsOwn() {
    Sequential model = Sequential.of(x, dense(4), activation(LINEAR));
    assertEquals(2, model.stack().size());
    assertSame(model.step(1), model.step(2).owner().inputs(0));
    assertSame(model.step(2), model.layer("activation").output());
  }

  @Test
  void oneLayerMoreAndOneLessShareTheWeights() {
    Sequential model = Sequential.of(x, dense(4), activation(SIGMOID));
    Sequential before = model.withoutLast();
    assertSame(model.output().owner().inputs(0), before.output());
    assertEquals(model.parameters(), before.parameters());
    Sequential again = before.with(activation(SIGMOID));
    NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});
    assertEquals(model.predict(row), again.predict(row));
  }

  @Test
  void aModelWithoutLayersIsItsInput() {
    Sequential none = Sequential.of(x, dense(4)).withoutLast();
    NDArray row = NDArray.ofArray(new double[][] {{1, 2, 3}});
    assertEquals(row, none.predict(row));
    assertEquals(List.of(), none.parameters());
    assertThrows(IllegalStateException.class, none::withoutLast);
  }
}

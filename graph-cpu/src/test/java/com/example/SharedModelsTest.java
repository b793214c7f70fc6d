package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Trainer;
import io.opwalk.spi.CompiledFunction;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One model to train and one to look at: the weights are the same, not copies. */
class SharedModelsTest {
  @Test
  void trainingOneModelTrainsTheOther() {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 5));
    Tensor y = x.then(dense(7, SOFTPLUS)).then(dense(1, SIGMOID));
    Tensor logit = y.owner().inputs(0);
    Model whole = Model.of(x, y);
    Model checking = Model.of(x, logit);
    SplittableRandom random = new SplittableRandom(3);
    NDArray samples = NDArray.wrap(random.doubles(64 * 5, -1, 1).toArray(), 64, 5);
    double[] truth = new double[64];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = samples.getDouble(row, 0) > samples.getDouble(row, 1) ? 1 : 0;
    }
    CompiledFunction compiledBefore = Graph.of(y).compile();
    NDArray before = whole.predict(samples);

    // 250 epochs of 4 batches: 1,000 steps.
    Trainer.of(checking, BinaryCrossentropy.ofLogits(), Adam.of(0.01))
        .fit(
            samples,
            NDArray.wrap(truth, 64, 1),
            FitOptions.epochs(250).withBatchSize(16).withSeed(1));

    NDArray after = whole.predict(samples);
    assertNotEquals(before, after);
    Tensor given = placeholder("given", FLOAT64, Shape.shape(Shape.UNKNOWN, 1));
    NDArray fromTheOther = sigmoid(given).evaluate(feed(given, checking.predict(samples)));
    assertEquals(fromTheOther, after, "to the bit");
    assertEquals(after, compiledBefore.callSingle(feed(x, samples)), "compiled before training");
    assertEquals(checking.getWeights(), whole.getWeights());
  }
}

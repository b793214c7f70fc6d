package io.opwalk.cpu;

import static io.opwalk.Feed.feed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.Layers;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterSlot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of a training use arrays again, but none that anybody has seen. */
class TrainingMemoryTest {
  private static final int WIDTH = 300;
  private static final int STEPS = 40;

  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1, WIDTH);
  private final CompileOptions options = CompileOptions.builder()
      .backend(new CpuBackend(CpuOptions.builder().threads(1).build()))
      .build();
  private final Feed images = feed(x, ramp(64));

  private static NDArray ramp(int rows) {
    double[] values = new double[rows * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 37 % 101 / 101.0;
    }
    return NDArray.wrap(values, rows, WIDTH);
  }

  private Model model() {
    return Sequential.of(
        x, Layers.dense(WIDTH, Activations.TANH), Layers.dense(7, Activations.TANH));
  }

  private CompiledFunction compiled(Model model) {
    return Graph.of(model.output()).compile(List.of(model.output()), options);
  }

  private TrainingStep step(Model model) {
    Tensor loss = Reductions.mean(Arithmetic.square(model.output()));
    return TrainingStep.of(loss, List.of(), model.trainableParameters(), Adam.of(0.01), options);
  }

  @Test
  void aStepAllocatesLittle() {
    TrainingStep step = step(model());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < STEPS; i++) {
      long before = threads.getThreadAllocatedBytes(own);
      step.run(images);
      least = Math.min(least, threads.getThreadAllocatedBytes(own) - before);
    }
    // The new values of the large kernel alone are 720,000 bytes.
    assertTrue(least < 100_000, "a step allocates " + least + " bytes");
  }

  @Test
  void readersInBetweenChangeNothingAndNothingChangesForThem() {
    Model watched = model();
    Model alone = model();
    List<NDArray> kept = new ArrayList<>();
    List<NDArray> copies = new ArrayList<>();
    CompiledFunction predict = compiled(watched);
    TrainingStep stepOfWatched = step(watched);
    TrainingStep stepOfAlone = step(alone);
    for (int i = 0; i < STEPS; i++) {
      double loss = stepOfWatched.run(images).get(0).doubleValue();
      assertEquals(stepOfAlone.run(images).get(0).doubleValue(), loss, 0, "same bits, step " + i);
      if (i % 5 == 2) {
        // So often that panels of the kernels are kept.
        for (int call = 0; call < 70; call++) {
          predict.call(images);
        }
        ParameterSlot slot = stepOfWatched.slots().get(0);
        kept.add(slot.value());
        copies.add(NDArray.wrap(((double[]) slot.value().backing()).clone(), WIDTH, WIDTH));
      }
    }
    assertEquals(copies, kept);
    NDArray expected = compiled(alone).callSingle(images);
    assertEquals(expected, predict.callSingle(images));
  }
}

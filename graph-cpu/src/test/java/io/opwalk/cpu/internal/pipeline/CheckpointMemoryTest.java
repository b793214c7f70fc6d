package io.opwalk.cpu.internal.pipeline;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.CpuBackend;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.PlanChecker;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.grad.Checkpoint;
import io.opwalk.grad.Gradients;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How many activations are alive at once, with checkpoints and without. */
class CheckpointMemoryTest {
  private static final int WIDTH = 3;

  private final Tensor x = placeholder("x", FLOAT64, Shape.of(Dim.named("batch"), Dim.of(WIDTH)));

  /** The gradients of a chain of layers, in as many blocks of as many layers. */
  private List<Tensor> gradients(int blocks, int layers, boolean checkpoints) {
    List<Tensor> weights = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < blocks; i++) {
      List<Tensor> own = new ArrayList<>();
      for (int k = 0; k < layers; k++) {
        double shift = i - 0.5 * k;
        own.add(parameter("w" + i + "_" + k, NDArray.full(FLOAT64, 0.1 * shift, WIDTH, WIDTH)));
      }
      weights.addAll(own);
      UnaryOperator<Tensor> block = in -> {
        Tensor z = in;
        for (Tensor w : own) {
          z = tanh(matmul(z, w));
        }
        return z;
      };
      y = y.then(checkpoints ? Checkpoint.of(block) : block);
    }
    return Gradients.gradient(mean(square(y)), weights);
  }

  /** How many arrays of the size of one activation a plan makes room for. */
  private long activations(List<Tensor> outputs) {
    Kernels kernels = new Compiler().compile(List.of(x), outputs, CompileOptions.defaults());
    Plan plan = Planner.plan(kernels);
    assertEquals(List.of(), PlanChecker.findings(kernels, plan));
    Dim activation = x.shape().elements();
    return plan.slots().stream()
        .filter(slot -> slot.elements().equals(activation))
        .count();
  }

  @Test
  void cotangentsOfAllLayersTakeTurns() {
    long kept = activations(gradients(1, 64, false));
    // Each activation for the way back, and what is in hand; not each cotangent as well.
    assertTrue(kept <= 64 + 8, kept + " for 64 layers");
  }

  @Test
  void fewerActivationsAreKept() {
    long kept = activations(gradients(8, 8, false));
    long again = activations(gradients(8, 8, true));
    assertTrue(kept >= 64, "each of the 64 activations is kept for the way back: " + kept);
    // One between two blocks, those of one block, and what is in hand.
    assertTrue(again <= 8 + 8 + 8, again + " of " + kept);
  }

  @Test
  void memoryGrowsWithTheRootOfTheLength() {
    long four = activations(gradients(4, 4, true));
    long twelve = activations(gradients(12, 12, true));
    // Nine times as many layers; three times as many blocks, and layers per block.
    assertTrue(twelve <= 4 * four, twelve + " instead of " + four);
  }

  @Test
  void resultsAreTheSame() {
    Feed feed = Feed.feed(x, NDArray.of(List.of(2, WIDTH), 1, -2, 0.5, 3, 0.25, -1));
    List<NDArray> plain = new CpuBackend().evaluate(gradients(3, 4, false), feed);
    List<NDArray> checked = new CpuBackend().evaluate(gradients(3, 4, true), feed);
    assertEquals(plain, checked);
  }
}

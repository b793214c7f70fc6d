package io.opwalk.cpu.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.CpuBackend;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The gradient of a padded convolution in its input is computed where the input is, and no more.
 */
class CutConvsTest {
  private static final ConvOptions SAME =
      ConvOptions.onnx().padding(WindowPadding.SAME).build();

  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, 2, 3, 6, 7);
  private final Tensor kernel = Tensors.placeholder("kernel", DType.FLOAT64, 4, 3, 3, 3);
  private final Tensor loss =
      Reductions.sum(Arithmetic.square(Convolutions.conv2d(x, kernel, SAME)));

  private static NDArray ramp(int... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i * 31 % 97 - 48) / 7.0;
    }
    return NDArray.wrap(values, dims);
  }

  @Test
  void whatLiesInThePaddingIsNotComputed() {
    List<Tensor> gradient = Gradients.gradient(loss, List.of(x));
    CompiledFunction function =
        new CpuBackend().compile(List.of(x, kernel), gradient, CompileOptions.defaults());
    String plan = function.describe();
    // 3 channels by 2 * 6 * 7 places, and not 2 * 8 * 9.
    assertTrue(plan.contains(", 0, 3, 0, 84  # TransposedConv"), plan);
    Feed feed = Feed.feed(x, ramp(2, 3, 6, 7)).and(kernel, ramp(4, 3, 3, 3));
    NDArray expected = new ReferenceBackend()
        .compile(List.of(x, kernel), gradient, CompileOptions.defaults())
        .callSingle(feed);
    assertEquals(expected, function.callSingle(feed), "same bits");
  }
}

package io.opwalk.cpu.internal.pipeline;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Convolutions.conv2d;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Shapes.flatten;
import static io.opwalk.ops.Shapes.reshape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.cpu.internal.plan.Slot;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.WindowPadding;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a call of VGG16 needs beside its weights (K. Simonyan and A. Zisserman, "Very deep
 * convolutional networks for large-scale image recognition", 2014, configuration D): an image of
 * 224x224 in f64, one at a time. Weights are fed, so that nobody has to make a gigabyte of them.
 */
class VggMemoryTest {
  private static final long MEGABYTE = 1_000_000;

  private static final ConvOptions SAME =
      ConvOptions.onnx().padding(WindowPadding.SAME).build();
  private static final PoolOptions HALVED =
      PoolOptions.size(2).dataFormat(DataFormat.CHANNELS_FIRST).build();

  /** The channels that come out of each convolution, between poolings. */
  private static final List<List<Integer>> STAGES = List.of(
      List.of(64, 64),
      List.of(128, 128),
      List.of(256, 256, 256),
      List.of(512, 512, 512),
      List.of(512, 512, 512));

  private static final List<Integer> DENSE = List.of(4096, 4096, 1000);

  private static Tensor vgg16() {
    Tensor y = placeholder("image", FLOAT64, 1, 3, 224, 224);
    int channels = 3;
    for (List<Integer> stage : STAGES) {
      for (int filters : stage) {
        Tensor kernel = placeholder("kernel", FLOAT64, filters, channels, 3, 3);
        Tensor bias = placeholder("bias", FLOAT64, filters);
        y = relu(add(conv2d(y, kernel, SAME), reshape(bias, -1, 1, 1)));
        channels = filters;
      }
      y = Pooling.maxPool(y, HALVED);
    }
    y = flatten(y, 1);
    int features = channels * 7 * 7;
    for (int units : DENSE) {
      Tensor kernel = placeholder("kernel", FLOAT64, features, units);
      y = add(matmul(y, kernel), placeholder("bias", FLOAT64, units));
      y = units == 1000 ? softmax(y) : relu(y);
      features = units;
    }
    return y;
  }

  private static long bytes(Stream<Slot> arrays) {
    return arrays
        .mapToLong(
            slot -> slot.elements().fixedSize().getAsLong() * slot.dtype().byteSize())
        .sum();
  }

  @Test
  void aCallNeedsTheTwoLargestActivationsAndLittleMore() {
    Graph graph = Graph.of(vgg16());
    Plan plan = Planner.plan(
        new Compiler().compile(graph.inputs(), graph.outputs(), CompileOptions.defaults()));
    assertEquals(1000 * Double.BYTES, bytes(plan.results().stream()));
    long needed = bytes(plan.slots().stream());
    assertTrue(needed <= 60 * MEGABYTE, () -> needed + " bytes in " + plan.slots());
  }
}

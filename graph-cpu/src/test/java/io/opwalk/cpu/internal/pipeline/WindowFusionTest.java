package io.opwalk.cpu.internal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statements;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Activations;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Patches;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many kernels convolutions and pooling become, and that nobody copies windows. */
class WindowFusionTest {
  private static final PoolOptions TWO = PoolOptions.size(2).build();

  private final Tensor images =
      Tensors.placeholder("images", DType.FLOAT32, Shape.shape(Shape.UNKNOWN, 8, 8, 3));

  private static List<KernelCall> calls(Tensor... outputs) {
    Graph graph = Graph.of(outputs);
    Kernels kernels =
        new Compiler().compile(graph.inputs(), graph.outputs(), CompileOptions.defaults());
    return kernels.calls();
  }

  private static void assertBuffers(int buffers, Tensor... outputs) {
    List<KernelCall> calls = calls(outputs);
    assertEquals(1, calls.size());
    assertEquals(buffers, calls.get(0).buffers().size());
  }

  @Test
  void poolingReadsItsInputAndWritesItsResult() {
    assertBuffers(2, Pooling.maxPool(images, TWO));
  }

  @Test
  void windowsAreReadWhereTheyLie() {
    Tensor windows = Patches.windows(images, List.of(1, 2), List.of(3, 3));
    assertBuffers(2, Reductions.sum(windows, List.of(4, 5), false));
  }

  @Test
  void noWindowsAreKeptForAGradientEither() {
    PoolOptions overlapping = PoolOptions.size(3).strides(1).build();
    for (Tensor y :
        List.of(Pooling.maxPool(images, overlapping), Pooling.averagePool(images, overlapping))) {
      Tensor loss = Reductions.sum(Activations.relu(y));
      List<KernelCall> calls = calls(Gradients.gradient(loss, List.of(images)).get(0));
      for (KernelCall call : calls) {
        call.buffers().forEach(buffer -> {
          long elements = buffer.elements().evaluate(symbol -> 1);
          assertTrue(elements <= 8 * 8 * 3, () -> elements + " elements in " + call.label());
        });
      }
    }
  }

  /** A loop over two elements costs more than these. */
  @Test
  void theElementsOfAPoolAreNoLoop() {
    for (Tensor y : List.of(Pooling.maxPool(images, TWO), Pooling.averagePool(images, TWO))) {
      Tensor loss = Reductions.sum(Activations.relu(y));
      for (KernelCall call : calls(Gradients.gradient(loss, List.of(images)).get(0))) {
        assertTrue(depth(((LoopFunction) call.function()).body()) <= 4, call::label);
      }
    }
  }

  private static int depth(List<Statement> block) {
    return block.stream()
        .mapToInt(statement ->
            depth(Statements.body(statement)) + (statement instanceof Statement.For ? 1 : 0))
        .max()
        .orElse(0);
  }

  @Test
  void windowsThatLieApartAreStoredOnce() {
    assertStores(4, Shape.shape(2, 3, 3, 2, 2), List.of(2, 2), List.of(6, 6));
    assertStores(1 + 4, Shape.shape(2, 3, 3, 2, 2), List.of(2, 2), List.of(7, 6));
    assertStores(1 + 4, Shape.shape(2, 3, 3, 2, 2), List.of(3, 2), List.of(8, 6));
    assertStores(1 + 1, Shape.shape(2, 5, 5, 2, 2), List.of(1, 1), List.of(6, 6));
  }

  /** What puts windows over axes 1 and 2 together has so many stores. */
  private static void assertStores(
      int stores, Shape shape, List<Integer> strides, List<Integer> lengths) {
    Tensor x = Tensors.placeholder("x", DType.FLOAT32, shape);
    Windows windows = new Windows(List.of(1, 2), List.of(2, 2), strides, List.of(1, 1));
    Overlap overlap = new Overlap(windows, lengths.stream().map(Dim::of).toList());
    List<KernelCall> calls = calls(Apply.of(overlap, x).output());
    assertEquals(1, calls.size());
    int[] found = {0};
    Statements.forEach(((LoopFunction) calls.get(0).function()).body(), statement -> {
      found[0] += statement instanceof Statement.Store ? 1 : 0;
    });
    assertEquals(stores, found[0]);
  }

  @Test
  void aConvolutionOfKnownLayoutIsOneKernel() {
    Tensor kernel = Tensors.placeholder("kernel", DType.FLOAT32, 3, 3, 3, 4);
    Tensor y = Convolutions.conv2d(images, kernel);
    assertEquals(1, calls(y).size(), "the sums are stored with channels last");
  }

  @Test
  void aKernelInAnotherOrderIsCopiedForManyPlaces() {
    Tensor kernel = Tensors.placeholder("kernel", DType.FLOAT32, 3, 3, 3, 4);
    Tensor large =
        Tensors.placeholder("large", DType.FLOAT32, Shape.shape(Shape.UNKNOWN, 32, 32, 3));
    Tensor last = Convolutions.conv2d(large, kernel);
    assertEquals(1, calls(last).size(), "filters are columns, as they are in the kernel");
    Tensor sums = Shapes.transpose(last, 0, 3, 1, 2);
    assertEquals(2, calls(sums).size(), "the kernel with its filters as rows; and the sums");
    ConvOptions sameOrder = ConvOptions.onnx().build();
    Tensor first = Tensors.placeholder("first", DType.FLOAT32, 1, 3, 32, 32);
    Tensor filters = Tensors.placeholder("filters", DType.FLOAT32, 4, 3, 3, 3);
    assertEquals(1, calls(Convolutions.conv2d(first, filters, sameOrder)).size());
  }
}

package io.opwalk.cpu.internal.emit;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.pipeline.Compiler;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Linear;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Range;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunctions;
import io.opwalk.ops.scalar.ScalarOp;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What graphs become is sound code, in methods that HotSpot's C2 compiles: {@link Verified}. */
class EmittedSizeTest {
  private static void assertCompilable(Tensor... outputs) {
    Graph graph = Graph.of(outputs);
    List<KernelCall> calls = new Compiler()
        .compile(graph.inputs(), graph.outputs(), CompileOptions.defaults())
        .calls();
    for (KernelCall call : calls) {
      if (call.function() instanceof Product product) {
        // Its blocks run code that is the same for all products; its loops are its own.
        product.small().ifPresent(Verified::emit);
      } else {
        Verified.emit((LoopFunction) call.function());
      }
    }
  }

  /** A chain in which every scalar function that fits follows every other. */
  private static Tensor everything(DType dtype, int length, Shape shape) {
    Tensor y = placeholder("x", dtype, shape);
    Tensor other = placeholder("other", dtype, shape);
    List<ScalarFunction> functions = ScalarFunctions.all().stream()
        .filter(f -> f.domain().admits(dtype) && !f.isTruthValued() && !f.isConditional())
        .toList();
    for (int i = 0; i < length; i++) {
      ScalarFunction function = functions.get(i % functions.size());
      Tensor[] args = new Tensor[function.arity()];
      Arrays.fill(args, other);
      args[0] = y;
      y = Scalars.apply(function, args);
    }
    return y;
  }

  @Test
  void chainsOfEveryScalarFunction() {
    assertCompilable(everything(FLOAT64, 500, Shape.shape(Shape.UNKNOWN)));
    assertCompilable(everything(FLOAT32, 500, Shape.shape(Shape.UNKNOWN)));
    assertCompilable(everything(DType.INT64, 500, Shape.shape(Shape.UNKNOWN)));
  }

  @Test
  void reductionsOfLongChainsAlongEveryAxis() {
    Tensor deep = everything(FLOAT32, 200, Shape.shape(2, Shape.UNKNOWN, 3, 4));
    for (int axis = 0; axis < 4; axis++) {
      assertCompilable(Reductions.sum(deep, axis), Reductions.max(deep, axis), deep);
      assertCompilable(Reductions.argMax(deep, axis));
    }
  }

  @Test
  void manyOutputsOverOneDomainInManyOrders() {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(3, 3, 3, 3, 3));
    List<Tensor> outputs = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < 120; i++) {
      y = Arithmetic.add(y, i % 2 == 0 ? Shapes.transpose(x, 4, 3, 2, 1, 0) : x);
      y = Arithmetic.multiply(y, placeholder("p" + i, FLOAT64, Shape.shape(3, 1, 3, 1)));
      outputs.add(y);
    }
    assertCompilable(outputs.toArray(Tensor[]::new));
  }

  @Test
  void hundredsOfPartsJoinedAndCutOut() {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN, 600));
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      parts.add(placeholder("p" + i, FLOAT64, Shape.shape(Shape.UNKNOWN, i % 3)));
    }
    Tensor sum = Indexing.get(x, Range.all(), Range.at(0));
    for (int i = 1; i < 300; i++) {
      Range every = i % 2 == 0 ? Range.at(i) : Range.at(-i);
      sum = Arithmetic.add(sum, Indexing.get(x, Range.all().by(-1), every));
    }
    assertCompilable(Joining.concat(parts, 1), sum);
  }

  @Test
  void productsOfManyBatchAxes() {
    Tensor a = placeholder("a", FLOAT64, Shape.shape(2, 1, -1, 1, 5, 6));
    Tensor b = placeholder("b", FLOAT64, Shape.shape(1, 3, -1, 4, 6, 7));
    assertCompilable(Linear.matmul(a, b));
  }

  @Test
  void aUsersFunctionOfTenThousandOperationsRuns() {
    ScalarExpr code = ScalarExpr.arg(0);
    for (int i = 0; i < 10_000; i++) {
      ScalarOp op = i % 3 == 0 ? ScalarOp.ADD : i % 3 == 1 ? ScalarOp.SUB : ScalarOp.MAX;
      code = ScalarExpr.of(op, code, ScalarExpr.lit(i % 17));
    }
    ScalarFunction huge = ScalarFunction.named("huge").code(code).build();
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN));
    Tensor y = Scalars.apply(huge, x);
    assertCompilable(y);
    double hand = -3.25;
    for (int i = 0; i < 10_000; i++) {
      double literal = i % 17;
      hand = i % 3 == 0 ? hand + literal : i % 3 == 1 ? hand - literal : Math.max(hand, literal);
    }
    assertEquals(NDArray.of(hand), y.evaluate(feed(x, NDArray.of(-3.25))));
  }

  @Test
  void convolutionsAndPoolingOverThreeAxesAndTheirGradients() {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(-1, 4, -1, -1, -1));
    Tensor kernel = placeholder("kernel", FLOAT64, Shape.shape(-1, 2, -1, -1, -1));
    ConvOptions options = ConvOptions.onnx()
        .groups(2)
        .strides(2)
        .dilations(3)
        .padding(WindowPadding.SAME)
        .build();
    Tensor y = Convolutions.conv3d(x, kernel, options);
    PoolOptions overlapping = PoolOptions.size(3)
        .strides(2)
        .padding(WindowPadding.SAME)
        .dataFormat(DataFormat.CHANNELS_FIRST)
        .build();
    Tensor pooled = Pooling.averagePool(Pooling.maxPool(y, overlapping), overlapping);
    List<Tensor> slopes =
        Gradients.gradient(Reductions.sum(Arithmetic.square(pooled)), List.of(x, kernel));
    assertCompilable(pooled, slopes.get(0), slopes.get(1));
  }
}

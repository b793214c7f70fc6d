package io.opwalk.examples.benchmarks.peers.ort;

import static io.opwalk.examples.benchmarks.workload.Elementwise.A;
import static io.opwalk.examples.benchmarks.workload.Elementwise.B;
import static io.opwalk.examples.benchmarks.workload.Elementwise.C;
import static io.opwalk.examples.benchmarks.workload.Elementwise.D;

import io.opwalk.examples.benchmarks.workload.ConvLayer;
import io.opwalk.examples.benchmarks.workload.Elementwise;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Lstm;
import io.opwalk.examples.benchmarks.workload.MatMul;
import io.opwalk.examples.benchmarks.workload.Mlp;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Problem;
import io.opwalk.examples.benchmarks.workload.Softmax;
import io.opwalk.examples.benchmarks.workload.Vgg16;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A problem as an ONNX model. */
final class OnnxModel {
  private static final Map<String, List<Long>> PADDED = Map.of("pads", List.of(1L, 1L, 1L, 1L));
  private static final Map<String, List<Long>> HALVED =
      Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L));
  private static final Map<String, Long> LAST = Map.of("axis", -1L);

  private OnnxModel() {}

  /**
   * The file of a problem.
   *
   * @throws UnsupportedOperationException where the runtime has nothing for it
   */
  static byte[] bytes(Problem problem, Precision precision) {
    OnnxGraph graph = new OnnxGraph(precision);
    List<String> x = inputs(problem, precision).stream().map(graph::input).toList();
    return graph.model(outputs(graph, problem, x));
  }

  /**
   * What is fed, to v0, v1 and so on.
   *
   * @throws UnsupportedOperationException where the runtime has nothing for the problem
   */
  static List<JavaArray> inputs(Problem problem, Precision precision) {
    if (problem instanceof Mlp mlp) {
      return List.of(mlp.input(precision));
    } else if (problem instanceof Elementwise elementwise) {
      return List.of(elementwise.input(precision));
    } else if (problem instanceof MatMul product) {
      return List.of(product.a(precision), product.b(precision));
    } else if (problem instanceof Softmax softmax) {
      return List.of(softmax.input(precision));
    } else if (problem instanceof ConvLayer layer) {
      return List.of(layer.input(precision));
    } else if (problem instanceof Vgg16 vgg16) {
      return List.of(vgg16.input(precision));
    } else if (problem instanceof Lstm lstm) {
      return List.of(lstm.input(precision));
    }
    throw new UnsupportedOperationException("it does not train");
  }

  private static List<String> outputs(OnnxGraph graph, Problem problem, List<String> x) {
    Precision precision = graph.precision();
    if (problem instanceof Mlp mlp) {
      return mlp(graph, mlp, x.get(0));
    } else if (problem instanceof Elementwise elementwise) {
      return List.of(elementwise(graph, elementwise, x.get(0)));
    } else if (problem instanceof MatMul) {
      return List.of(graph.node("MatMul", x.get(0), x.get(1)));
    } else if (problem instanceof Softmax) {
      return List.of(graph.node("Softmax", LAST, x.get(0)));
    } else if (problem instanceof ConvLayer layer) {
      String kernel = graph.constant(layer.kernel(precision));
      return List.of(graph.node("Conv", PADDED, x.get(0), kernel));
    } else if (problem instanceof Vgg16 vgg16) {
      return List.of(vgg16(graph, vgg16, x.get(0)));
    }
    if (precision == Precision.F64) {
      throw new UnsupportedOperationException("its LSTM does not support doubles");
    }
    return List.of(OnnxLstm.node(graph, (Lstm) problem, x.get(0)));
  }

  private static List<String> mlp(OnnxGraph graph, Mlp mlp, String x) {
    List<String> outputs = new ArrayList<>();
    String y = x;
    for (int i = 0; i < mlp.layers(); i++) {
      String kernel = graph.constant(mlp.kernel(i, graph.precision()));
      String bias = graph.constant(mlp.bias(i, graph.precision()));
      String sum = graph.node("Gemm", y, kernel, bias);
      y = switch (mlp.activations().get(i)) {
        case RELU -> graph.node("Relu", sum);
        case SOFTPLUS -> softplus(graph, sum);
        case SIGMOID -> graph.node("Sigmoid", sum);
        case SOFTMAX -> graph.node("Softmax", LAST, sum);
      };
      outputs = mlp.withLogits() ? List.of(y, sum) : List.of(y);
    }
    return outputs;
  }

  private static String elementwise(OnnxGraph graph, Elementwise elementwise, String x) {
    String line = graph.node("Add", graph.node("Mul", x, graph.constant(A)), graph.constant(B));
    return switch (elementwise.formula()) {
      case TRANSCENDENTAL -> {
        String tanh = graph.node("Tanh", graph.node("Mul", graph.constant(C), x));
        String product = graph.node("Mul", graph.node("Sigmoid", line), tanh);
        yield graph.node("Add", product, softplus(graph, graph.node("Sub", x, graph.constant(D))));
      }
      case POLYNOMIAL -> {
        String product = graph.node("Mul", line, graph.node("Sub", x, graph.constant(C)));
        yield graph.node("Add", product, graph.node("Mul", graph.constant(D), x));
      }
    };
  }

  /** The runtime has no Softplus of doubles. */
  private static String softplus(OnnxGraph graph, String x) {
    if (graph.precision() == Precision.F32) {
      return graph.node("Softplus", x);
    }
    return graph.node("Log", graph.node("Add", graph.constant(1), graph.node("Exp", x)));
  }

  private static String vgg16(OnnxGraph graph, Vgg16 vgg16, String x) {
    Precision precision = graph.precision();
    String y = x;
    for (int i = 0; i < vgg16.stages().size(); i++) {
      String kernel = graph.constant(vgg16.convKernel(i, precision));
      String bias = graph.constant(vgg16.convBias(i, precision));
      y = graph.node("Relu", graph.node("Conv", PADDED, y, kernel, bias));
      if (vgg16.stages().get(i).pooled()) {
        y = graph.node("MaxPool", HALVED, y);
      }
    }
    y = graph.node("Flatten", y);
    int last = vgg16.widths().size() - 2;
    for (int i = 0; i <= last; i++) {
      String kernel = graph.constant(vgg16.denseKernel(i, precision));
      String bias = graph.constant(vgg16.denseBias(i, precision));
      String sum = graph.node("Gemm", y, kernel, bias);
      y = i == last ? graph.node("Softmax", LAST, sum) : graph.node("Relu", sum);
    }
    return y;
  }
}

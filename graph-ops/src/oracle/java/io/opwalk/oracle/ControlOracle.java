package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Control;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scan;
import io.opwalk.ops.ScanBuilder;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;

/** ONNX's control flow: graphs as attributes, which read what is outside of them by name. */
final class ControlOracle {
  private static final Values NUMBERS = Values.between(-2, 2);

  private ControlOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("If", EXACT, ControlOracle::branches),
        OracleRow.of("Loop", EXACT, draw -> draw.flip() ? counted(draw) : conditional(draw)),
        OracleRow.of("Scan", EXACT, ControlOracle::scan));
  }

  private static NodeProto node(String op, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .addOutput(output)
        .addAllInput(List.of(inputs))
        .build();
  }

  private static GraphProto graph(
      List<ValueInfoProto> inputs, List<NodeProto> nodes, String... outputs) {
    GraphProto.Builder graph =
        GraphProto.newBuilder().setName("body").addAllInput(inputs).addAllNode(nodes);
    for (String output : outputs) {
      graph.addOutput(ValueInfoProto.newBuilder().setName(output));
    }
    return graph.build();
  }

  private static NDArray numbers(Draw draw, DType dtype, List<Integer> shape) {
    return draw.array(dtype, shape, NUMBERS);
  }

  private static Configuration branches(Draw draw) {
    DType dtype = draw.pick(FLOAT64, FLOAT32);
    List<Integer> shape = draw.shape(0, 3);
    GraphProto then = graph(
        List.of(), List.of(node("Add", "a", "x1", "x2"), node("Mul", "b", "a", "x2")), "a", "b");
    GraphProto otherwise =
        graph(List.of(), List.of(node("Sub", "c", "x1", "x2"), node("Neg", "d", "x1")), "c", "d");
    return Configuration.of(draw.array(BOOL, List.of(), Values.of(0, 1)))
        .outside(numbers(draw, dtype, shape))
        .outside(numbers(draw, dtype, shape))
        .attribute("then_branch", then)
        .attribute("else_branch", otherwise)
        .givesAll(in -> Control.condAll(
            in.get(0),
            () -> {
              Tensor sum = Arithmetic.add(in.get(1), in.get(2));
              return List.of(sum, Arithmetic.multiply(sum, in.get(2)));
            },
            () -> List.of(
                Arithmetic.subtract(in.get(1), in.get(2)), Arithmetic.negative(in.get(1)))));
  }

  /** v' = v w + i, a number of times, and all of them. */
  private static Configuration counted(Draw draw) {
    DType dtype = draw.pick(FLOAT64, FLOAT32);
    List<Integer> shape = draw.shape(0, 3);
    long steps = draw.between(0, 6);
    NodeProto number = node("Cast", "number", "i").toBuilder()
        .addAttribute(OnnxModel.attribute("to", OnnxModel.dataType(dtype).getNumber()))
        .build();
    GraphProto body = graph(
        List.of(
            OnnxModel.described("i", INT64, List.of()),
            OnnxModel.described("going", BOOL, List.of()),
            OnnxModel.described("v", dtype, shape)),
        List.of(
            node("Identity", "on", "going"),
            number,
            node("Mul", "product", "v", "x3"),
            node("Add", "next", "product", "number"),
            node("Identity", "given", "next")),
        "on",
        "next",
        "given");
    return Configuration.of()
        .known(NDArray.scalar(steps))
        .absent()
        .shared(numbers(draw, dtype, shape))
        .outside(numbers(draw, dtype, shape))
        .attribute("body", body)
        .givesAll(in -> {
          Scan scan = Scan.times(steps)
              .carrying(in.get(0), Tensors.constant(0L))
              .step((state, none) -> {
                Tensor i = Tensors.cast(state.get(1), dtype);
                Tensor next = Arithmetic.add(Arithmetic.multiply(state.get(0), in.get(1)), i);
                return Scan.next(next, Arithmetic.add(state.get(1), 1)).giving(next);
              });
          return List.of(scan.finalState(0), scan.output(0));
        });
  }

  /** Doubled as long as all elements are small. */
  private static Configuration conditional(Draw draw) {
    List<Integer> shape = draw.shape(0, 3);
    NDArray limit = NDArray.scalar(draw.number(3, 100)).cast(FLOAT32);
    GraphProto body = graph(
        List.of(
            OnnxModel.described("i", INT64, List.of()),
            OnnxModel.described("going", BOOL, List.of()),
            OnnxModel.described("v", FLOAT32, shape)),
        List.of(
            node("Add", "next", "v", "v"),
            node("Abs", "size", "next"),
            node("ReduceMax", "largest", "size").toBuilder()
                .addAttribute(OnnxModel.attribute("keepdims", 0))
                .build(),
            node("Less", "on", "largest", "x3")),
        "on",
        "next");
    return Configuration.of()
        .absent()
        .known(NDArray.scalar(true))
        .shared(draw.array(FLOAT32, shape, Values.awayFromZero(0.5, 2)))
        .outside(limit)
        .attribute("body", body)
        .gives(in -> Control.whileLoop(
            20,
            in.get(0),
            v -> Logic.less(Reductions.max(Arithmetic.abs(v)), in.get(1)),
            v -> Arithmetic.add(v, v)));
  }

  /** h' = h w + x, in either direction, and h' - x of each step. */
  private static Configuration scan(Draw draw) {
    DType dtype = draw.pick(FLOAT64, FLOAT32);
    List<Integer> shape = draw.shape(0, 2);
    List<Integer> sequence = new ArrayList<>(shape);
    sequence.add(0, draw.between(1, 5));
    boolean isReverse = draw.flip();
    GraphProto body = graph(
        List.of(OnnxModel.described("h", dtype, shape), OnnxModel.described("x", dtype, shape)),
        List.of(
            node("Mul", "product", "h", "x2"),
            node("Add", "next", "product", "x"),
            node("Sub", "given", "next", "x")),
        "next",
        "given");
    return Configuration.of(numbers(draw, dtype, shape), numbers(draw, dtype, sequence))
        .outside(numbers(draw, dtype, shape))
        .attribute("body", body)
        .attribute("num_scan_inputs", 1)
        .attribute("scan_input_directions", List.of(isReverse ? 1 : 0))
        .attribute("scan_output_directions", List.of(isReverse ? 1 : 0))
        .givesAll(in -> {
          ScanBuilder builder = Scan.over(in.get(1)).carrying(in.get(0));
          Scan done = (isReverse ? builder.reverse() : builder).step((state, elements) -> {
            Tensor next =
                Arithmetic.add(Arithmetic.multiply(state.get(0), in.get(2)), elements.get(0));
            return Scan.next(next).giving(Arithmetic.subtract(next, elements.get(0)));
          });
          return List.of(done.finalState(0), done.output(0));
        });
  }
}

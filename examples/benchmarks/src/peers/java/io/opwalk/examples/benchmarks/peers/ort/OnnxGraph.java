package io.opwalk.examples.benchmarks.peers.ort;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes an ONNX model, a node at a time; every method gives back the name of a value. */
final class OnnxGraph {
  private static final long IR_VERSION = 10;
  private static final long OPSET = 21;

  private final Precision precision;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("benchmark");
  private int values;

  OnnxGraph(Precision precision) {
    this.precision = precision;
  }

  Precision precision() {
    return precision;
  }

  /** An input of an array's shape. */
  String input(JavaArray like) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    like.dims().forEach(dim -> dims.addDimBuilder().setDimValue(dim));
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(dataType().getNumber()).setShape(dims);
    String name = newName();
    graph.addInput(ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type)));
    return name;
  }

  /** An array that is a part of the model. */
  String constant(JavaArray array) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.size(), precision.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
    if (array.flat() instanceof double[] doubles) {
      bytes.asDoubleBuffer().put(doubles);
    } else {
      bytes.asFloatBuffer().put((float[]) array.flat());
    }
    String name = newName();
    TensorProto.Builder tensor = TensorProto.newBuilder()
        .setName(name)
        .setDataType(dataType().getNumber())
        .setRawData(ByteString.copyFrom(bytes));
    array.dims().forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** A number that is a part of the model. */
  String constant(double value) {
    Object flat = precision == Precision.F64 ? new double[] {value} : new float[] {(float) value};
    return constant(new JavaArray(flat, List.of()));
  }

  /** The first output of a node without attributes. */
  String node(String op, String... inputs) {
    return node(op, Map.of(), inputs);
  }

  /** As {@link #node(String, String...)}, with attributes: longs and lists of longs. */
  String node(String op, Map<String, ?> attributes, String... inputs) {
    String output = newName();
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(op).addAllInput(List.of(inputs)).addOutput(output);
    attributes.forEach((name, value) -> {
      AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
      if (value instanceof Collection<?> list) {
        attribute.setType(AttributeType.INTS);
        list.forEach(element -> attribute.addInts((Long) element));
      } else {
        attribute.setType(AttributeType.INT).setI((Long) value);
      }
      node.addAttribute(attribute);
    });
    graph.addNode(node);
    return output;
  }

  /** The file's bytes. */
  byte[] model(List<String> outputs) {
    // Without types: the runtime works them out.
    outputs.forEach(output -> graph.addOutput(ValueInfoProto.newBuilder().setName(output)));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private TensorProto.DataType dataType() {
    return precision == Precision.F64 ? TensorProto.DataType.DOUBLE : TensorProto.DataType.FLOAT;
  }

  private String newName() {
    return "v" + values++;
  }
}

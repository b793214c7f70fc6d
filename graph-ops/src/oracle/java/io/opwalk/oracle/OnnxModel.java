package io.opwalk.oracle;

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
import io.opwalk.DType;
import io.opwalk.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Models of one node, in ONNX's file format. The inputs are called x0, x1, ... and the outputs y0,
 * y1, ...; what Opwalk's expression knows when it is built is part of the model too.
 */
final class OnnxModel {
  /** The version of the file format that came with opset 22; later ones are read by its rules. */
  private static final long IR_VERSION = 10;

  /** What names of values in a dtype of the runtime's own end with. */
  private static final String AS_COMPUTED = "c";

  private OnnxModel() {}

  /** The model of a configuration. */
  static byte[] bytes(OracleRow row, Configuration configuration, int outputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(row.op());
    GraphProto.Builder graph = GraphProto.newBuilder().setName(row.op());
    List<Configuration.Input> inputs = configuration.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).value().isEmpty()) {
        node.addInput("");
        continue;
      }
      NDArray value = inputs.get(i).value().get();
      if (!inputs.get(i).isOutside()) {
        node.addInput(castTo(configuration.computedIn(), inputName(i), graph));
      }
      if (inputs.get(i).isShared()) {
        graph.addInput(described(inputName(i), value.dtype(), value.shape()));
      } else {
        graph.addInitializer(tensor(value).setName(inputName(i)));
      }
    }
    configuration.attributes().forEach((name, value) -> node.addAttribute(attribute(name, value)));
    for (int i = 0; i < outputs; i++) {
      String name = outputName(i);
      node.addOutput(configuration.computedIn().isPresent() ? name + AS_COMPUTED : name);
      // Without a type: the runtime works it out, and that is compared as well.
      graph.addOutput(ValueInfoProto.newBuilder().setName(outputName(i)));
    }
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(row.opset()))
        .setGraph(castBack(configuration, node.build(), graph))
        .build()
        .toByteArray();
  }

  /** The name of a value in the dtype to compute in. */
  private static String castTo(
      Optional<TensorProto.DataType> type, String name, GraphProto.Builder graph) {
    type.ifPresent(each -> graph.addNode(cast(name, name + AS_COMPUTED, each)));
    return type.isPresent() ? name + AS_COMPUTED : name;
  }

  /** The graph with the node, and its outputs in the dtype of its first input. */
  private static GraphProto.Builder castBack(
      Configuration configuration, NodeProto node, GraphProto.Builder graph) {
    graph.addNode(node);
    configuration.computedIn().ifPresent(type -> {
      TensorProto.DataType ours = dataType(configuration.shared().get(0).dtype());
      for (String name : node.getOutputList()) {
        String given = name.substring(0, name.length() - AS_COMPUTED.length());
        graph.addNode(cast(name, given, ours));
      }
    });
    return graph;
  }

  private static NodeProto cast(String from, String to, TensorProto.DataType type) {
    return NodeProto.newBuilder()
        .setOpType("Cast")
        .addInput(from)
        .addOutput(to)
        .addAttribute(attribute("to", type.getNumber()))
        .build();
  }

  static String inputName(int i) {
    return "x" + i;
  }

  static String outputName(int i) {
    return "y" + i;
  }

  /** A value of the given name and type. */
  static ValueInfoProto described(String name, DType dtype, List<Integer> shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    shape.forEach(dim -> dims.addDimBuilder().setDimValue(dim));
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(dataType(dtype).getNumber()).setShape(dims);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  /** ONNX's word for a dtype. */
  static TensorProto.DataType dataType(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> TensorProto.DataType.DOUBLE;
      case FLOAT32 -> TensorProto.DataType.FLOAT;
      case INT64 -> TensorProto.DataType.INT64;
      case INT32 -> TensorProto.DataType.INT32;
      case BOOL -> TensorProto.DataType.BOOL;
    };
  }

  private static TensorProto.Builder tensor(NDArray value) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(dataType(value.dtype()).getNumber());
    value.shape().forEach(tensor::addDims);
    ByteBuffer bytes =
        ByteBuffer.allocate(value.size() * value.dtype().byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    value.putInto(bytes);
    return tensor.setRawData(ByteString.copyFrom(bytes.flip()));
  }

  /** An attribute; see {@link Configuration#attributes}. */
  static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Integer || value instanceof Long) {
      return attribute
          .setType(AttributeType.INT)
          .setI(((Number) value).longValue())
          .build();
    }
    if (value instanceof Double number) {
      return attribute.setType(AttributeType.FLOAT).setF(number.floatValue()).build();
    }
    if (value instanceof String text) {
      return attribute
          .setType(AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(text))
          .build();
    }
    if (value instanceof NDArray array) {
      return attribute.setType(AttributeType.TENSOR).setT(tensor(array)).build();
    }
    if (value instanceof GraphProto graph) {
      return attribute.setType(AttributeType.GRAPH).setG(graph).build();
    }
    if (value instanceof List<?> list) {
      if (list.stream().anyMatch(String.class::isInstance)) {
        list.forEach(text -> attribute.addStrings(ByteString.copyFromUtf8((String) text)));
        return attribute.setType(AttributeType.STRINGS).build();
      }
      boolean isFloats = list.stream().anyMatch(Double.class::isInstance);
      attribute.setType(isFloats ? AttributeType.FLOATS : AttributeType.INTS);
      for (Object element : list) {
        if (isFloats) {
          attribute.addFloats(((Double) element).floatValue());
        } else {
          attribute.addInts(((Number) element).longValue());
        }
      }
      return attribute.build();
    }
    throw new IllegalArgumentException(
        "the attribute '" + name + "' is a " + value.getClass().getName());
  }
}

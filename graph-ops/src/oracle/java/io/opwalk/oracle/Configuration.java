package io.opwalk.oracle;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One application of an ONNX op, and the same in Opwalk's words.
 *
 * @param inputs the node's inputs in order
 * @param attributes the node's attributes: an {@code Integer}, {@code Long}, {@code Double},
 *     {@code String}, {@code NDArray}, graph, or a list of {@code Integer}, {@code Double} or
 *     {@code String}
 * @param scale a magnitude below which no result is asked to be more precise
 * @param computedIn the dtype that the node computes in, where none of Opwalk's is
 * @param expression from what is fed to Opwalk to the node's outputs
 */
record Configuration(
    List<Input> inputs,
    Map<String, Object> attributes,
    double scale,
    Optional<TensorProto.DataType> computedIn,
    Function<List<Tensor>, List<Tensor>> expression) {

  /**
   * An input of the node.
   *
   * @param value its value; none for an optional input that is left out
   * @param isShared whether it is fed to Opwalk's expression too, and not known to that otherwise
   * @param isOutside whether it is no input of the node, but read by a graph among its attributes
   */
  record Input(Optional<NDArray> value, boolean isShared, boolean isOutside) {}

  /** Starts a configuration with tensors that both sides are fed. */
  static Builder of(NDArray... shared) {
    Builder builder = new Builder();
    for (NDArray value : shared) {
      builder.shared(value);
    }
    return builder;
  }

  /** What is fed to Opwalk's expression. */
  List<NDArray> shared() {
    return inputs.stream()
        .filter(Input::isShared)
        .map(input -> input.value().orElseThrow())
        .toList();
  }

  /** The types of the inputs and the attributes, for messages. */
  String describe() {
    List<String> types = inputs.stream()
        .map(input -> input.value().map(NDArray::describe).orElse("none"))
        .toList();
    return String.join(", ", types) + " " + attributes;
  }

  /** Collects a configuration. */
  static final class Builder {
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private double scale;
    private Optional<TensorProto.DataType> computedIn = Optional.empty();

    private Builder() {}

    /** A tensor that both sides are fed. */
    Builder shared(NDArray value) {
      inputs.add(new Input(Optional.of(value), true, false));
      return this;
    }

    /** A tensor that both sides are fed, and only a graph among the attributes reads. */
    Builder outside(NDArray value) {
      inputs.add(new Input(Optional.of(value), true, true));
      return this;
    }

    /** Has the runtime compute in a dtype of its own: inputs are cast to it, and outputs back. */
    Builder computedIn(TensorProto.DataType type) {
      computedIn = Optional.of(type);
      return this;
    }

    /** An input that Opwalk's expression knows when it is built, as sizes and axes are. */
    Builder known(NDArray value) {
      inputs.add(new Input(Optional.of(value), false, false));
      return this;
    }

    /** As {@link #known}: int64 of rank 1, as ONNX wants axes. */
    Builder known(List<Integer> values) {
      return known(NDArray.of(values.stream().mapToLong(Integer::longValue).toArray()));
    }

    /** An optional input that is left out. */
    Builder absent() {
      inputs.add(new Input(Optional.empty(), false, false));
      return this;
    }

    Builder attribute(String name, Object value) {
      attributes.put(name, value);
      return this;
    }

    /** As the attribute of the name, 1 or 0. */
    Builder attribute(String name, boolean value) {
      return attribute(name, value ? 1 : 0);
    }

    /** Results below this magnitude are compared as if they had it. */
    Builder scale(double magnitude) {
      scale = magnitude;
      return this;
    }

    /** Opwalk's expression of an op of one output. */
    Configuration gives(Function<List<Tensor>, Tensor> expression) {
      return givesAll(in -> List.of(expression.apply(in)));
    }

    /** Opwalk's expression of an op of several outputs. */
    Configuration givesAll(Function<List<Tensor>, List<Tensor>> expression) {
      return new Configuration(
          List.copyOf(inputs), Map.copyOf(attributes), scale, computedIn, expression);
    }
  }
}

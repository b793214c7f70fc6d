package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.family.TNumber;

/**
 * A graph under construction.
 *
 * @param <T> the type of its tensors
 */
final class TfGraph<T extends TNumber> {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Class<T> type;
  private final Precision precision;
  private final List<Operand<T>> inputs = new ArrayList<>();
  private final List<JavaArray> values = new ArrayList<>();
  private final List<Operand<T>> outputs = new ArrayList<>();
  private final Map<Variable<T>, JavaArray> weights = new LinkedHashMap<>();

  TfGraph(Class<T> type, Precision precision) {
    this.type = type;
    this.precision = precision;
  }

  Graph graph() {
    return graph;
  }

  Ops tf() {
    return tf;
  }

  Precision precision() {
    return precision;
  }

  List<Operand<T>> inputs() {
    return inputs;
  }

  List<JavaArray> values() {
    return values;
  }

  List<Operand<T>> outputs() {
    return outputs;
  }

  Map<Variable<T>, JavaArray> weights() {
    return weights;
  }

  /** A placeholder, and what a call feeds to it. */
  Operand<T> input(JavaArray value) {
    Operand<T> input = tf.placeholder(type, Placeholder.shape(Shape.of(value.longDims())));
    inputs.add(input);
    values.add(value);
    return input;
  }

  /** A variable, and its first value. */
  Variable<T> weight(JavaArray value) {
    Variable<T> weight = tf.variable(Shape.of(value.longDims()), type);
    weights.put(weight, value);
    return weight;
  }

  /** A constant of rank 0. */
  Operand<T> number(double value) {
    Object flat = precision.newArray(1);
    if (flat instanceof double[] doubles) {
      doubles[0] = value;
    } else {
      ((float[]) flat)[0] = (float) value;
    }
    return tf.constantOf(tensor(new JavaArray(flat, List.of())));
  }

  /** A placeholder that the first value of a variable is fed to. */
  Operand<T> firstValue(JavaArray value) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(value.longDims())));
  }

  T tensor(JavaArray value) {
    return type.cast(TfArrays.tensor(value));
  }

  void output(Operand<T> output) {
    outputs.add(output);
  }
}

package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.workload.JavaArray;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Assign;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.family.TNumber;

/**
 * A graph with a session, whose variables have their first values; callers share it.
 *
 * @param <T> the type of its tensors
 */
final class TfModel<T extends TNumber> {
  /** All that is not split within an op runs on the calling thread, which is fastest here. */
  private static final int ON_THE_CALLER = -1;

  private final TfGraph<T> graph;
  private final Session session;

  TfModel(TfGraph<T> graph, int threads) {
    this.graph = graph;
    List<Operand<T>> values = new ArrayList<>();
    List<Assign<T>> assignments = new ArrayList<>();
    graph.weights().forEach((weight, value) -> {
      Operand<T> first = graph.firstValue(value);
      values.add(first);
      assignments.add(graph.tf().assign(weight, first));
    });
    ConfigProto config = ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(ON_THE_CALLER)
        .build();
    this.session = new Session(graph.graph(), config);
    int place = 0;
    for (JavaArray value : graph.weights().values()) {
      try (Tensor tensor = graph.tensor(value)) {
        Session.Runner runner = session.runner().feed(values.get(place), tensor);
        runner.addTarget(assignments.get(place)).run().close();
      }
      place++;
    }
    // They are many megabytes of Java arrays, which nobody needs any more.
    graph.weights().clear();
  }

  /** One run from Java arrays to Java arrays; the targets are computed too, but not given back. */
  List<JavaArray> call(List<? extends Op> targets) {
    List<Tensor> fed = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      for (int i = 0; i < graph.inputs().size(); i++) {
        Tensor tensor = graph.tensor(graph.values().get(i));
        fed.add(tensor);
        runner.feed(graph.inputs().get(i), tensor);
      }
      graph.outputs().forEach(runner::fetch);
      targets.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        List<JavaArray> arrays = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
          arrays.add(TfArrays.toJava(result.get(i)));
        }
        return arrays;
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  void close() {
    session.close();
    graph.graph().close();
  }
}

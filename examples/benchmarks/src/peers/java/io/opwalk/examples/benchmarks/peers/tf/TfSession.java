package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import java.util.List;

/** Calls of a model. */
final class TfSession implements Session {
  private final TfModel<?> model;
  private final boolean owner;
  private List<JavaArray> results = List.of();

  /**
   * A session.
   *
   * @param model the model
   * @param owner whether the model is closed with it
   */
  TfSession(TfModel<?> model, boolean owner) {
    this.model = model;
    this.owner = owner;
  }

  @Override
  public void run() {
    results = model.call(List.of());
  }

  /** Images are channels last here, and are given back as the others have them. */
  @Override
  public List<JavaArray> results() {
    return results.stream().map(Layouts::channelsFirst).toList();
  }

  @Override
  public Session another() {
    return new TfSession(model, false);
  }

  @Override
  public void close() {
    if (owner) {
      model.close();
    }
  }
}

package io.opwalk.examples.benchmarks.peers.ort;

import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the model that W9 starts with, as its user would have it: in a file. */
public final class OrtModelFile {
  private OrtModelFile() {}

  /** Takes the file and the precision. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), OnnxModel.bytes(Workloads.firstResult(), Precision.of(args[1])));
  }
}

package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Measurement;
import java.util.List;

/**
 * An engine, as the runner starts it.
 *
 * @param name what it is called on the command line and in the results
 * @param title what it is called in tables
 * @param main the class of the engine, or the name of the C program's mode
 * @param classpath the file in {@code target/peers} that has its class path
 * @param jvmFlags flags its JVM needs
 */
record EngineKind(String name, String title, String main, String classpath, List<String> jvmFlags) {
  /** Ours. */
  static final String OURS = Measurement.OURS;

  /** Whose process is the C program. */
  static final String C_PROGRAM = "loops";

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String PACKAGE = "io.opwalk.examples.benchmarks.";

  /** All there are; which of them are installed is for the runner to find out. */
  static List<EngineKind> all() {
    return List.of(
        java(OURS, "Opwalk", "opwalk.OpwalkEngine", "ours", VECTORS),
        java("ours-logit", "Opwalk, logits too", "opwalk.LogitEngine", "ours", VECTORS),
        java("ours-scalar", "Opwalk without vectors", "opwalk.OpwalkEngine", "ours"),
        java("java", "Java by hand", "plain.PlainEngine", "ours"),
        new EngineKind("c", "C (gcc)", "formula", C_PROGRAM, List.of()),
        new EngineKind("c-triad", "C triad", "triad", C_PROGRAM, List.of()),
        new EngineKind("c-fma", "C fma", "fma", C_PROGRAM, List.of()),
        java("ejml", "EJML", "peers.ejml.EjmlEngine", "ejml"),
        java("ort", "ONNX Runtime", "peers.ort.OrtEngine", "ort"),
        java("ort-tuned", "ONNX Runtime, tuned", "peers.ort.TunedOrtEngine", "ort"),
        java("djl", "DJL PyTorch", "peers.djl.DjlEngine", "djl"),
        java("tf", "TensorFlow", "peers.tf.TfEngine", "tf"));
  }

  private static EngineKind java(
      String name, String title, String main, String classpath, String... flags) {
    return new EngineKind(name, title, PACKAGE + main, classpath, List.of(flags));
  }

  boolean isProgram() {
    return classpath.equals(C_PROGRAM);
  }

  /** Whether it shows what the machine can do, and computes nothing that could be compared. */
  boolean isLimit() {
    return name.equals("c-triad") || name.equals("c-fma");
  }

  /** Whether it is compiled while it runs, and so takes long to get warm. */
  boolean isCompiledLate() {
    return classpath.equals(Measurement.OURS) || name.equals("ejml");
  }
}

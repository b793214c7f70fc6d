package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An engine, as the runner starts it.
 *
 * @param name what it is called on the command line and in the results
 * @param title what it is called in tables
 * @param main the class of the engine, or the name of the C program's mode
 * @param classpath the file in {@code target/peers} that has its class path
 * @param jvmFlags flags its JVM needs
 * @param jdk the home of its JDK, where that is another one than the runner's
 */
record EngineKind(
    String name,
    String title,
    String main,
    String classpath,
    List<String> jvmFlags,
    Optional<Path> jdk) {
  /** Ours. */
  static final String OURS = Measurement.OURS;

  /** Ours in a JVM without the vector module. */
  static final String OURS_SCALAR = "ours-scalar";

  /** Ours, started from an archive of its classes; in W9 only. */
  static final String OURS_ARCHIVED = "ours-archive";

  /** Whose process is the C program. */
  static final String C_PROGRAM = "loops";

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String PACKAGE = "io.opwalk.examples.benchmarks.";

  /** All there are; which of them are installed is for the runner to find out. */
  static List<EngineKind> all() {
    return List.of(
        java(OURS, "Opwalk", "opwalk.OpwalkEngine", "ours", VECTORS),
        java("ours-logit", "Opwalk, logits too", "opwalk.LogitEngine", "ours", VECTORS),
        java(OURS_SCALAR, "Opwalk without vectors", "opwalk.OpwalkEngine", "ours"),
        java(OURS_ARCHIVED, "Opwalk, class archive", "opwalk.OpwalkEngine", "ours", VECTORS),
        java("java", "Java by hand", "plain.PlainEngine", "ours"),
        program("c", "C (gcc)", "formula"),
        program("c-triad", "C triad", "triad"),
        program("c-fma", "C fma", "fma"),
        java("ejml", "EJML", "peers.ejml.EjmlEngine", "ejml"),
        java("ort", "ONNX Runtime", "peers.ort.OrtEngine", "ort"),
        java("ort-tuned", "ONNX Runtime, tuned", "peers.ort.TunedOrtEngine", "ort"),
        java("djl", "DJL PyTorch", "peers.djl.DjlEngine", "djl"),
        java("tf", "TensorFlow", "peers.tf.TfEngine", "tf"));
  }

  private static EngineKind java(
      String name, String title, String main, String classpath, String... flags) {
    return new EngineKind(name, title, PACKAGE + main, classpath, List.of(flags), Optional.empty());
  }

  private static EngineKind program(String name, String title, String mode) {
    return new EngineKind(name, title, mode, C_PROGRAM, List.of(), Optional.empty());
  }

  /** The engine of a name. */
  static EngineKind of(String name) {
    return all().stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  /** Ours on another JDK: {@code ours-jdk17}, titled {@code Opwalk, JDK 17}. */
  static EngineKind oursOn(Jdk jdk) {
    EngineKind ours = of(OURS);
    return new EngineKind(
        OURS + "-jdk" + jdk.version(),
        ours.title + ", JDK " + jdk.version(),
        ours.main,
        ours.classpath,
        ours.jvmFlags,
        Optional.of(jdk.home()));
  }

  /** Whether it is ours in its usual form, which takes part in all workloads. */
  boolean isAlwaysMeasured() {
    return name.equals(OURS) || jdk.isPresent();
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
    return classpath.equals(OURS) || name.equals("ejml");
  }
}

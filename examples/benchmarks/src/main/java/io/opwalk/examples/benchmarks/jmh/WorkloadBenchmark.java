package io.opwalk.examples.benchmarks.jmh;

import io.opwalk.examples.benchmarks.engine.Engine;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.engine.Setting;
import io.opwalk.examples.benchmarks.opwalk.OpwalkEngine;
import io.opwalk.examples.benchmarks.plain.PlainEngine;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import io.opwalk.examples.benchmarks.workload.Workloads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A call of each workload, from Java arrays to Java arrays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkloadBenchmark {
  /** The name of the workload. */
  @Param({
    "W1", "W2-b1", "W2-b1-logit", "W2-b256", "W2-b256-logit", "W3", "W3b", "W4-n64", "W4-n256",
    "W4-n512", "W4-n1024", "W4-n2048", "W5-conv", "W5-vgg16", "W6", "W7", "W8", "W11"
  })
  public String workload;

  /** f64 or f32. */
  @Param({"f64", "f32"})
  public String dtype;

  /** How many threads one call may use. */
  @Param({"1", "2"})
  public int threads;

  /** Ours, or the plain loops, which have only some of the workloads and one thread. */
  @Param("ours")
  public String engine;

  private Session session;

  /** Builds and compiles. */
  @Setup
  public void open() {
    Workload found = Workloads.all().stream()
        .filter(candidate -> candidate.name().equals(workload))
        .findFirst()
        .orElseThrow();
    Engine chosen = engine.equals("ours") ? new OpwalkEngine() : new PlainEngine();
    session = chosen.open(found.problem(), new Setting(Precision.of(dtype), threads));
  }

  /** Lets go. */
  @TearDown
  public void close() {
    session.close();
  }

  /** One call. */
  @Benchmark
  public void call() {
    session.run();
  }
}

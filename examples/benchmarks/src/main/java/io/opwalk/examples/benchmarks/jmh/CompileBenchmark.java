package io.opwalk.examples.benchmarks.jmh;

import io.opwalk.cpu.CpuBackend;
import io.opwalk.examples.benchmarks.opwalk.ForwardModel;
import io.opwalk.examples.benchmarks.opwalk.OpwalkEngine;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import io.opwalk.examples.benchmarks.workload.Workloads;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
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
import org.openjdk.jmh.annotations.Warmup;

/** Compiling in a warm JVM, by a backend without cached kernels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompileBenchmark {
  /** The name of the workload. */
  @Param({"W1", "W2-b1", "W5-vgg16", "W11"})
  public String workload;

  private ForwardModel model;

  /** Builds the graph. */
  @Setup
  public void build() {
    Workload found = Workloads.all().stream()
        .filter(candidate -> candidate.name().equals(workload))
        .findFirst()
        .orElseThrow();
    model = OpwalkEngine.model(found.problem(), Precision.F32);
  }

  /** One compilation. */
  @Benchmark
  public CompiledFunction compile() {
    return new CpuBackend().compile(model.inputs(), model.outputs(), CompileOptions.defaults());
  }
}

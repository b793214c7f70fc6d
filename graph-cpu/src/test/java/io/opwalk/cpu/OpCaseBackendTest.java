package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompileReport;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table: this backend against the reference, bit for bit; without the phase that
 * gives other bits on purpose, where a rule of it fired.
 */
@Tag("first-tier")
class OpCaseBackendTest {
  private static final List<Tier> TIERS = List.of(Tier.SCALAR, Tier.VECTOR);
  private static final List<Backend> BACKENDS = TIERS.stream()
      .<Backend>map(tier -> new CpuBackend(CpuOptions.builder().tier(tier).build()))
      .toList();
  private static final Backend REFERENCE = new ReferenceBackend();
  private static final String STABLE = "stable";

  static List<OpCase> rows() {
    return OpCases.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void givesTheBitsOfTheReference(OpCase row) {
    for (Trial trial : row.trials()) {
      List<Tensor> placeholders = trial.placeholders();
      Tensor output = trial.output(placeholders);
      Feed feed = Trial.feed(placeholders, trial.values());
      NDArray expected = run(REFERENCE, placeholders, output, feed, CompileOptions.defaults());
      for (int i = 0; i < BACKENDS.size(); i++) {
        String where = trial + ", " + TIERS.get(i) + ": ";
        difference(expected, BACKENDS.get(i), placeholders, output, feed)
            .ifPresent(each -> fail(where + each));
      }
    }
  }

  private static Optional<String> difference(
      NDArray expected, Backend cpu, List<Tensor> inputs, Tensor output, Feed feed) {
    CompileReport report = new CompileReport();
    CompileOptions all = CompileOptions.builder().listener(report).build();
    Optional<String> difference = Bits.difference(expected, run(cpu, inputs, output, feed, all));
    if (difference.isPresent() && isStabilised(report)) {
      CompileOptions exact = CompileOptions.builder().withoutPhase(STABLE).build();
      return Bits.difference(expected, run(cpu, inputs, output, feed, exact));
    }
    return difference;
  }

  private static boolean isStabilised(CompileReport report) {
    return report.fired().stream().anyMatch(rule -> rule.phase().equals(STABLE));
  }

  private static NDArray run(
      Backend backend, List<Tensor> inputs, Tensor output, Feed feed, CompileOptions options) {
    return backend.compile(inputs, List.of(output), options).callSingle(feed);
  }
}

package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table: this backend against the reference, bit for bit. */
class OpCaseBackendTest {
  private static final Backend CPU = new CpuBackend();
  private static final Backend REFERENCE = new ReferenceBackend();

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
      NDArray expected = run(REFERENCE, placeholders, output, feed);
      NDArray actual = run(CPU, placeholders, output, feed);
      Bits.difference(expected, actual).ifPresent(difference -> fail(trial + ": " + difference));
    }
  }

  private static NDArray run(Backend backend, List<Tensor> inputs, Tensor output, Feed feed) {
    return backend.compile(inputs, List.of(output), CompileOptions.defaults()).callSingle(feed);
  }
}

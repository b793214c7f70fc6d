package io.opwalk.oracle;

import java.util.List;
import java.util.stream.Stream;

/** The oracle's table. */
final class OracleRows {
  private OracleRows() {}

  static List<OracleRow> all() {
    return Stream.of(
            UnaryOracle.all(),
            ActivationOracle.all(),
            BinaryOracle.all(),
            ReductionOracle.all(),
            SignalOracle.all(),
            SpectrumOracle.all(),
            ShapeOracle.all(),
            IndexingOracle.all(),
            ArrangingOracle.all(),
            LinearOracle.all(),
            SortingOracle.all(),
            ProbabilityOracle.all(),
            SequenceOracle.all(),
            ControlOracle.all(),
            RegionOracle.all(),
            NormalizationOracle.all(),
            PoolOracle.all(),
            WindowOracle.all(),
            ResizeOracle.all())
        .flatMap(List::stream)
        .toList();
  }
}

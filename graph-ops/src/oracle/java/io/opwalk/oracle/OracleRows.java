package io.opwalk.oracle;

import java.util.List;
import java.util.stream.Stream;

/** The oracle's table. */
final class OracleRows {
  private OracleRows() {}

  static List<OracleRow> all() {
    return Stream.of(UnaryOracle.all(), BinaryOracle.all())
        .flatMap(List::stream)
        .toList();
  }
}

package io.opwalk.oracle;

import io.opwalk.testing.cases.Tolerance;
import java.util.function.Function;

/**
 * One row of the oracle's table: an ONNX op, and Opwalk's expression of it.
 *
 * <pre>{@code
 * OracleRow.of("Transpose", EXACT, draw -> {
 *   NDArray x = draw.array(FLOAT32, draw.shape(1, 4), Values.ordinary());
 *   List<Integer> order = draw.permutation(x.rank());
 *   return Configuration.of(x)
 *       .attribute("perm", order)
 *       .gives(in -> transpose(in.get(0), order));
 * })
 * }</pre>
 *
 * @param op the op's name in the standard's default domain, unique
 * @param opset the version of the standard that the op is taken from
 * @param tolerance how far apart the two may be, in units in the last place
 * @param generator draws a configuration of the op
 */
record OracleRow(
    String op, int opset, Tolerance tolerance, Function<Draw, Configuration> generator) {
  /** The version whose ops are meant unless a row says otherwise. */
  static final int OPSET = 22;

  /** How many configurations of each op are compared. */
  static final int CONFIGURATIONS = 20;

  static OracleRow of(String op, Tolerance tolerance, Function<Draw, Configuration> generator) {
    return new OracleRow(op, OPSET, tolerance, generator);
  }

  /** This row with the op of another version. */
  OracleRow ofOpset(int version) {
    return new OracleRow(op, version, tolerance, generator);
  }

  /** The configuration of the given number, always the same. */
  Configuration configuration(int number) {
    return generator.apply(new Draw(31L * op.hashCode() + number));
  }
}

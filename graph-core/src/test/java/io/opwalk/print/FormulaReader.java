package io.opwalk.print;

import io.opwalk.testing.RandomGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes what a printed formula says, by the usual grammar: a chain of {@code + -} is read from
 * the left, as is one of {@code *}; a sign is looser than {@code ^}, which does not chain.
 */
final class FormulaReader {
  private final Map<String, Double> variables;
  private final String text;
  private int at;

  private FormulaReader(String line, Map<String, Double> variables) {
    this.text = line.replace(" ", "");
    this.variables = variables;
  }

  /** The value of the last line; lines above it define variables. */
  static double evaluate(String formula, Map<String, Double> inputs) {
    Map<String, Double> variables = new HashMap<>(inputs);
    double last = Double.NaN;
    for (String line : formula.lines().toList()) {
      int equals = line.indexOf(" = ");
      FormulaReader reader =
          new FormulaReader(equals < 0 ? line : line.substring(equals + 3), variables);
      last = reader.sum();
      if (reader.at != reader.text.length()) {
        throw new IllegalArgumentException("not understood from " + reader.at + " on: " + line);
      }
      if (equals >= 0) {
        variables.put(line.substring(0, equals), last);
      }
    }
    return last;
  }

  private double sum() {
    double left = product();
    while (next('+') || next('-')) {
      String function = text.charAt(at++) == '+' ? "add" : "subtract";
      left = RandomGraph.apply(function, List.of(left, product()));
    }
    return left;
  }

  private double product() {
    double left = signed();
    while (next('*')) {
      at++;
      left = RandomGraph.apply("multiply", List.of(left, signed()));
    }
    return left;
  }

  private double signed() {
    if (next('-')) {
      at++;
      return RandomGraph.apply("negative", List.of(power()));
    }
    return power();
  }

  private double power() {
    double base = atom();
    if (!next('^')) {
      return base;
    }
    at++;
    return RandomGraph.apply("power", List.of(base, atom()));
  }

  private double atom() {
    if (next('(')) {
      at++;
      double inner = sum();
      if (!next(')')) {
        throw new IllegalArgumentException("expected ) at " + at + " of " + text);
      }
      at++;
      return inner;
    }
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    Double value = variables.get(text.substring(start, at));
    if (value == null) {
      throw new IllegalArgumentException("no variable at " + start + " of " + text);
    }
    return value;
  }

  private boolean next(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }
}

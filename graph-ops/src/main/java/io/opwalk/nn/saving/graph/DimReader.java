package io.opwalk.nn.saving.graph;

import io.opwalk.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sizes as {@link Dim#toString} prints them, of symbols {@code d0}, {@code d1} and so on:
 * sums, products, {@code floor(a/b)}, {@code max(a, b)} and {@code min(a, b)}.
 */
final class DimReader {
  private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+|[a-z]+\\d*|\\S)");

  /** How deep formulas may be nested. */
  private static final int DEEPEST = 200;

  private final List<Dim.Symbol> symbols;
  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private DimReader(String text, List<Dim.Symbol> symbols) {
    this.text = text;
    this.symbols = symbols;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      matcher.region(matcher.end(), text.length());
    }
    tokens.add("");
  }

  /**
   * The size that a text says.
   *
   * @param symbols the symbols by number
   * @throws IllegalArgumentException where it says none
   */
  static Dim read(String text, List<Dim.Symbol> symbols) {
    DimReader reader = new DimReader(text, symbols);
    try {
      Dim dim = reader.sum(0);
      reader.require("");
      return dim;
    } catch (ArithmeticException | IndexOutOfBoundsException | NumberFormatException wrong) {
      throw reader.complaint(wrong.getMessage());
    }
  }

  private Dim sum(int depth) {
    if (depth > DEEPEST) {
      throw complaint("it is nested too deeply");
    }
    Dim sum = take("-") ? product(depth).times(-1) : product(depth);
    while (true) {
      if (take("+")) {
        sum = sum.plus(product(depth));
      } else if (take("-")) {
        sum = sum.minus(product(depth));
      } else {
        return sum;
      }
    }
  }

  private Dim product(int depth) {
    Dim product = factor(depth);
    while (take("*")) {
      product = product.times(factor(depth));
    }
    return product;
  }

  private Dim factor(int depth) {
    String token = tokens.get(at);
    at++;
    switch (token) {
      case "(":
        Dim inner = sum(depth + 1);
        require(")");
        return inner;
      case "floor":
        require("(");
        Dim numerator = sum(depth + 1);
        require("/");
        Dim divisor = sum(depth + 1);
        require(")");
        return numerator.floorDiv(divisor);
      case "max":
        return extremum(Dim::max, depth);
      case "min":
        return extremum(Dim::min, depth);
      default:
        return leaf(token);
    }
  }

  private Dim extremum(BinaryOperator<Dim> choose, int depth) {
    require("(");
    Dim chosen = sum(depth + 1);
    while (take(",")) {
      chosen = choose.apply(chosen, sum(depth + 1));
    }
    require(")");
    return chosen;
  }

  private Dim leaf(String token) {
    if (token.matches("\\d+")) {
      return Dim.of(Long.parseLong(token));
    }
    if (token.matches("d\\d+")) {
      return symbols.get(Integer.parseInt(token.substring(1)));
    }
    throw complaint("'" + token + "' is no size");
  }

  private boolean take(String token) {
    boolean found = tokens.get(at).equals(token);
    at += found ? 1 : 0;
    return found;
  }

  private void require(String token) {
    if (!take(token)) {
      throw complaint("expected '" + token + "', found '" + tokens.get(at) + "'");
    }
  }

  private IllegalArgumentException complaint(String what) {
    return new IllegalArgumentException("'" + text + "' is no size: " + what);
  }
}

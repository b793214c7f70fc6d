package io.opwalk.print;

import java.util.List;
import java.util.Objects;

/**
 * How an op is written in a formula: what {@link FormulaPrinter} asks of an op, so that it need
 * know none.
 *
 * <pre>{@code
 * Notation.infix("+", Precedence.SUM)            // a + b
 * Notation.prefix("-", Precedence.SIGN)          // -a
 * Notation.call("sum", List.of("axes=[1]"))      // sum(a, axes=[1])
 * Notation.literal("1.0")                        // 1.0
 * }</pre>
 *
 * <p>An op of another number of inputs than its notation has room for is written as a call.
 *
 * @param form where the symbol stands
 * @param symbol the operator, or the function's name
 * @param precedence how tightly it binds
 * @param arguments what a call shows behind its inputs, such as attributes
 */
public record Notation(Form form, String symbol, Precedence precedence, List<String> arguments) {

  /** Where the symbol stands. */
  public enum Form {
    /** {@code f(a, b)}, or {@code f} alone where there are no inputs. */
    CALL,
    /** {@code a o b o c}, for two inputs and more. */
    INFIX,
    /** {@code o a}, for one input. */
    PREFIX,
    /** {@code a o}, for one input. */
    SUFFIX,
    /** A value written out, for no input. */
    LITERAL
  }

  /** Checks that nothing is missing. */
  public Notation {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(precedence, "precedence");
    arguments = List.copyOf(arguments);
  }

  /** {@code symbol(a, b)}; the symbol alone for a leaf that has no name. */
  public static Notation call(String symbol) {
    return call(symbol, List.of());
  }

  /** {@code symbol(a, b, arguments...)}. */
  public static Notation call(String symbol, List<String> arguments) {
    return new Notation(Form.CALL, symbol, Precedence.ATOM, arguments);
  }

  /** {@code a symbol b}. */
  public static Notation infix(String symbol, Precedence precedence) {
    return new Notation(Form.INFIX, symbol, precedence, List.of());
  }

  /** {@code symbol a}, without a space between. */
  public static Notation prefix(String symbol, Precedence precedence) {
    return new Notation(Form.PREFIX, symbol, precedence, List.of());
  }

  /** {@code a symbol}, without a space between: {@code xᵀ}. */
  public static Notation suffix(String symbol) {
    return new Notation(Form.SUFFIX, symbol, Precedence.SUFFIX, List.of());
  }

  /**
   * A value that its text says in full, such as {@code -1.0}: two equal texts may both be shown.
   */
  public static Notation literal(String text) {
    Precedence precedence = text.startsWith("-") ? Precedence.SIGN : Precedence.ATOM;
    return new Notation(Form.LITERAL, text, precedence, List.of());
  }
}

package io.opwalk.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An op of the ONNX standard, and what it is in Opwalk.
 *
 * @param name its name in the standard's default domain
 * @param functions what it is called here, as {@code Class.method}; mostly one, none where it is an
 *     expression or not covered
 * @param words the expression, a remark on the functions, or why there is neither
 * @param isCovered whether Opwalk can do what it does
 * @param whyNotCompared why it is covered, and yet not compared with ONNX Runtime
 */
public record OnnxOp(
    String name,
    List<String> functions,
    String words,
    boolean isCovered,
    Optional<String> whyNotCompared) {
  private static final Pattern CALL = Pattern.compile("(\\w+)\\(");

  /** Opwalk has it, under these names. */
  static OnnxOp same(String name, String... functions) {
    return new OnnxOp(name, List.of(functions), "", true, Optional.empty());
  }

  /** It is an expression of Opwalk's functions. */
  static OnnxOp by(String name, String expression) {
    return new OnnxOp(name, List.of(), expression, true, Optional.empty());
  }

  /** Opwalk does not have it. */
  static OnnxOp none(String name, String reason) {
    return new OnnxOp(name, List.of(), reason, false, Optional.empty());
  }

  /** This op with a remark on how it differs. */
  OnnxOp but(String remark) {
    return new OnnxOp(name, functions, remark, isCovered, whyNotCompared);
  }

  /** This op, of which the oracle has no row. */
  OnnxOp notCompared(String reason) {
    return new OnnxOp(name, functions, words, isCovered, Optional.of(reason));
  }

  /** The names of the functions that the expression calls. */
  List<String> calls() {
    return isCovered && functions.isEmpty()
        ? CALL.matcher(words).results().map(call -> call.group(1)).toList()
        : List.of();
  }

  /** What covers it, for the page. */
  String text() {
    if (!isCovered) {
      return words;
    }
    if (functions.isEmpty()) {
      return "`" + words + "`";
    }
    String names = "`" + String.join("`, `", functions) + "`";
    return words.isEmpty() ? names : names + ": " + words;
  }
}

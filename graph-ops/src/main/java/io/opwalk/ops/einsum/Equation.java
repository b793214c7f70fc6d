package io.opwalk.ops.einsum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An equation such as {@code ij,jk->ik}, by NumPy's rules: a letter for each axis of each operand,
 * and {@code ...} for any axes between them.
 *
 * @param operands the terms on the left, of letters and at most one {@code ...}
 * @param output the term on the right; where there was none, the letters that occur once, sorted,
 *     behind {@code ...} if any operand has it
 */
record Equation(List<String> operands, String output) {
  static final String ELLIPSIS = "...";
  private static final String ARROW = "->";

  Equation {
    operands = List.copyOf(operands);
  }

  /**
   * Reads an equation.
   *
   * @throws IllegalArgumentException where it is none, naming the term and the character
   */
  static Equation parse(String text) {
    String packed = text.replaceAll("\\s", "");
    int arrow = packed.indexOf(ARROW);
    String left = arrow < 0 ? packed : packed.substring(0, arrow);
    List<String> operands = Arrays.asList(left.split(",", -1));
    for (int i = 0; i < operands.size(); i++) {
      requireTerm(text, "operand " + i, operands.get(i));
    }
    if (arrow < 0) {
      return new Equation(operands, implied(operands));
    }
    String output = packed.substring(arrow + ARROW.length());
    requireTerm(text, "the output", output);
    Map<Character, Integer> counts = counts(List.of(output));
    for (Map.Entry<Character, Integer> label : counts.entrySet()) {
      if (label.getValue() > 1) {
        throw refusal(text, "the output has the label '" + label.getKey() + "' twice");
      }
      if (operands.stream().noneMatch(term -> term.indexOf(label.getKey()) >= 0)) {
        throw refusal(
            text, "the output has the label '" + label.getKey() + "', which no operand has");
      }
    }
    return new Equation(operands, output);
  }

  private static void requireTerm(String text, String which, String term) {
    String letters = term.replaceFirst("\\.\\.\\.", "");
    for (char label : letters.toCharArray()) {
      if (!isLabel(label)) {
        String hint = label == '.' ? ", '...' once at most" : "";
        throw refusal(
            text,
            which + " is '" + term + "', expected letters" + hint + ", found '" + label + "'");
      }
    }
  }

  private static boolean isLabel(char label) {
    return label >= 'a' && label <= 'z' || label >= 'A' && label <= 'Z';
  }

  private static IllegalArgumentException refusal(String text, String what) {
    return new IllegalArgumentException("equation '" + text + "': " + what);
  }

  private static Map<Character, Integer> counts(List<String> terms) {
    Map<Character, Integer> counts = new TreeMap<>();
    for (String term : terms) {
      for (char label : term.replace(ELLIPSIS, "").toCharArray()) {
        counts.merge(label, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String implied(List<String> operands) {
    boolean ellipsis = operands.stream().anyMatch(term -> term.contains(ELLIPSIS));
    return counts(operands).entrySet().stream()
        .filter(label -> label.getValue() == 1)
        .map(label -> label.getKey().toString())
        .collect(Collectors.joining("", ellipsis ? ELLIPSIS : "", ""));
  }

  /**
   * The labels of a term over as many axes: a letter is its character, the axes of {@code ...} are
   * -1 for the last of them, -2 for that before.
   *
   * @param covered how many axes {@code ...} stands for
   */
  static List<Integer> labels(String term, int covered) {
    List<Integer> labels = new ArrayList<>();
    int at = term.indexOf(ELLIPSIS);
    for (int i = 0; i < term.length(); i++) {
      if (i == at) {
        for (int axis = covered; axis > 0; axis--) {
          labels.add(-axis);
        }
        i += ELLIPSIS.length() - 1;
      } else {
        labels.add((int) term.charAt(i));
      }
    }
    return labels;
  }

  /** How many axes a term names by letters. */
  static int letters(String term) {
    return term.replace(ELLIPSIS, "").length();
  }

  /** How an error calls a label. */
  static String name(int label) {
    return label < 0 ? "axis " + label + " of '...'" : "label '" + (char) label + "'";
  }

  @Override
  public String toString() {
    return String.join(",", operands) + ARROW + output;
  }
}

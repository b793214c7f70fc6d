package io.opwalk.testing.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes that trials use, one shape per input, in short: {@code "(7,13) (13)"}. Awkward sizes
 * are those around the widths of vectors and blocks: 0, 1, 3, 7, 13, 64, 207, 1025.
 */
public final class Sizes {
  private static final Pattern SHAPE = Pattern.compile("\\(([^)]*)\\)");

  private Sizes() {}

  /** The shapes that each text lists. */
  public static List<List<List<Integer>>> of(String... texts) {
    return Arrays.stream(texts).map(Sizes::shapes).toList();
  }

  private static List<List<Integer>> shapes(String text) {
    List<List<Integer>> shapes = new ArrayList<>();
    Matcher matcher = SHAPE.matcher(text);
    while (matcher.find()) {
      shapes.add(Arrays.stream(matcher.group(1).split(","))
          .map(String::strip)
          .filter(size -> !size.isEmpty())
          .map(Integer::valueOf)
          .toList());
    }
    return List.copyOf(shapes);
  }

  /** For one input of any rank. */
  public static List<List<List<Integer>>> unary() {
    return of(
        "()", "(0)", "(1)", "(3)", "(7)", "(13)", "(64)", "(207)", "(1025)", "(3,0)", "(0,3)",
        "(1,7)", "(13,3)", "(2,3,5)");
  }

  /** For two inputs that broadcast against each other. */
  public static List<List<List<Integer>>> binary() {
    return of(
        "() ()",
        "(0) (0)",
        "(1) (1)",
        "(3) (3)",
        "(64) (64)",
        "(207) (207)",
        "(1025) (1025)",
        "(13) ()",
        "() (13)",
        "(0) ()",
        "(0) (1)",
        "(1) (7)",
        "(7,13) (13)",
        "(13) (7,13)",
        "(7,1) (1,13)",
        "(7,1) (7,13)",
        "(3,0) (1,1)",
        "(2,1,5) (3,1)",
        "(2,3,5) (2,1,1)");
  }

  /** For three inputs that broadcast against each other. */
  public static List<List<List<Integer>>> ternary() {
    return of(
        "() () ()",
        "(0) (0) (0)",
        "(1) (1) (1)",
        "(7) (7) (7)",
        "(64) (64) (64)",
        "(207) () ()",
        "(1025) (1025) ()",
        "() (13) ()",
        "() () (13)",
        "(7,1) (13) ()",
        "(7,1) (1,13) (7,13)",
        "(3,0) (1,1) ()",
        "(2,1,5) (3,1) (5)");
  }

  /** For four inputs that broadcast against each other. */
  public static List<List<List<Integer>>> quaternary() {
    return of(
        "() () () ()",
        "(0) (0) (0) (0)",
        "(7) (7) (7) (7)",
        "(207) () () ()",
        "() (13) () (1)",
        "(2,1,5) (3,1) (5) ()");
  }

  /** As many inputs as said, one to four. */
  public static List<List<List<Integer>>> broadcasting(int inputs) {
    return switch (inputs) {
      case 1 -> unary();
      case 2 -> binary();
      case 3 -> ternary();
      case 4 -> quaternary();
      default -> throw new IllegalArgumentException("no sizes for " + inputs + " inputs");
    };
  }
}

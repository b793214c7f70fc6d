package io.opwalk.ops;

import java.util.List;
import java.util.Locale;

/**
 * What is put around the input of a convolution or of pooling before windows slide over it.
 *
 * @param kind by which rule
 * @param before for {@link Kind#EXPLICIT}, how many elements in front of each axis, or one number
 *     for all; else empty
 * @param after likewise, behind
 */
public record WindowPadding(Kind kind, List<Integer> before, List<Integer> after) {
  /** A rule. */
  public enum Kind {
    /** Nothing: windows lie within the input. */
    VALID,
    /**
     * As much as gives {@code ceil(length / stride)} windows, one half on either side, an odd
     * element behind: TensorFlow's and Keras's rule, ONNX's SAME_UPPER.
     */
    SAME,
    /** As {@link #SAME}, an odd element in front. */
    SAME_LOWER,
    /** In front only, so that no result depends on what comes after it; Keras's for Conv1D. */
    CAUSAL,
    /** As many elements as said. */
    EXPLICIT
  }

  /** Nothing. */
  public static final WindowPadding VALID = new WindowPadding(Kind.VALID, List.of(), List.of());

  /** See {@link Kind#SAME}. */
  public static final WindowPadding SAME = new WindowPadding(Kind.SAME, List.of(), List.of());

  /** See {@link Kind#SAME_LOWER}. */
  public static final WindowPadding SAME_LOWER =
      new WindowPadding(Kind.SAME_LOWER, List.of(), List.of());

  /** See {@link Kind#CAUSAL}. */
  public static final WindowPadding CAUSAL = new WindowPadding(Kind.CAUSAL, List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where a number is negative, the lists differ in length, or
   *     there are numbers with a rule that asks for none
   */
  public WindowPadding {
    before = List.copyOf(before);
    after = List.copyOf(after);
    boolean fits = before.size() == after.size() && before.isEmpty() == (kind != Kind.EXPLICIT);
    if (!fits
        || before.stream().anyMatch(count -> count < 0)
        || after.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("padding " + kind + " before " + before + " and after "
          + after + ": explicit padding takes as many numbers before as after, none negative; the"
          + " others take none");
    }
  }

  /** As many elements on both sides of every axis. */
  public static WindowPadding of(int everywhere) {
    return of(List.of(everywhere), List.of(everywhere));
  }

  /** As many elements in front of and behind each axis, or one number for all. */
  public static WindowPadding of(List<Integer> before, List<Integer> after) {
    return new WindowPadding(Kind.EXPLICIT, before, after);
  }

  /** This padding with a number for each of as many axes. */
  WindowPadding over(int axes) {
    return kind == Kind.EXPLICIT
        ? of(PerAxis.of("padding", before, axes), PerAxis.of("padding", after, axes))
        : this;
  }

  /** The rule's name, or the numbers. */
  @Override
  public String toString() {
    return kind == Kind.EXPLICIT
        ? before.equals(after) ? before.toString() : before + ".." + after
        : kind.name().toLowerCase(Locale.ROOT);
  }
}

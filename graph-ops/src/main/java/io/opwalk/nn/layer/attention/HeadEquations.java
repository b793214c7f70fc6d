package io.opwalk.nn.layer.attention;

import java.util.List;

/**
 * The products of multi-head attention in Einstein's convention: axes of the query are a, b, c ...,
 * those along which keys are looked for are A, B, C ... in keys and values; heads are h, features
 * of keys and values k and v, and what a projection sums over x.
 *
 * @param rank how many axes query, keys and values have
 * @param along the axes along which keys are looked for
 */
record HeadEquations(int rank, List<Integer> along) {
  /** Copies the axes. */
  HeadEquations {
    along = List.copyOf(along);
  }

  private String outer() {
    StringBuilder labels = new StringBuilder();
    for (int axis = 0; axis < rank - 1; axis++) {
      labels.append(query(axis));
    }
    return labels.toString();
  }

  private static char query(int axis) {
    return (char) ('a' + axis);
  }

  /** The outer axes of keys and values. */
  private String keys() {
    StringBuilder labels = new StringBuilder();
    for (int axis = 0; axis < rank - 1; axis++) {
      labels.append(along.contains(axis) ? Character.toUpperCase(query(axis)) : query(axis));
    }
    return labels.toString();
  }

  /** (batch, others, h, queries along the axes, keys along the axes). */
  private String scores() {
    StringBuilder labels = new StringBuilder();
    for (int axis = 0; axis < rank - 1; axis++) {
      if (!along.contains(axis)) {
        labels.append(query(axis));
      }
    }
    labels.append('h');
    along.forEach(axis -> labels.append(query(axis)));
    along.forEach(axis -> labels.append(Character.toUpperCase(query(axis))));
    return labels.toString();
  }

  /** From features to features of each head. */
  String project() {
    return outer() + "x,xhk->" + outer() + "hk";
  }

  /** From queries and keys to scores. */
  String compare() {
    return outer() + "hk," + keys() + "hk->" + scores();
  }

  /** From weights and values to what each head makes of them. */
  String mix() {
    return scores() + "," + keys() + "hv->" + outer() + "hv";
  }

  /** From what heads make to the output, whose own axes are p, q ... */
  String combine(int outputAxes) {
    StringBuilder labels = new StringBuilder();
    for (int axis = 0; axis < outputAxes; axis++) {
      labels.append((char) ('p' + axis));
    }
    return outer() + "hv,hv" + labels + "->" + outer() + labels;
  }
}

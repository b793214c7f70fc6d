package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;

/**
 * A local variable. With more than one lane it is a set of partial results, one per lane.
 *
 * @param name unique within the function
 * @param dtype what it holds
 * @param lanes 1, or how many partial results there are
 */
public record Local(String name, DType dtype, int lanes) {
  /** A variable that holds one element. */
  public static Local of(String name, DType dtype) {
    return new Local(name, dtype, 1);
  }

  // Written out, since a fresh JVM takes a millisecond to make this up.
  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + dtype.hashCode()) + lanes;
  }

  @Override
  public String toString() {
    return name;
  }
}

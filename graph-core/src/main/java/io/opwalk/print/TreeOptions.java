package io.opwalk.print;

/**
 * What a tree shows.
 *
 * <pre>{@code
 * TreePrinter.print(graph, TreeOptions.defaults().withMaxDepth(3).withSites(false))
 * }</pre>
 *
 * @param maxDepth how many levels below an output are shown, from 0
 * @param types whether each tensor's shape and dtype are shown
 * @param sites whether the user's line is shown
 */
public record TreeOptions(int maxDepth, boolean types, boolean sites) {
  /** Checks the depth. */
  public TreeOptions {
    if (maxDepth < 0) {
      throw new IllegalArgumentException("maxDepth must be 0 or more, found " + maxDepth);
    }
  }

  /** Everything: all levels, types and lines. */
  public static TreeOptions defaults() {
    return new TreeOptions(Integer.MAX_VALUE, true, true);
  }

  /** These options with another depth. */
  public TreeOptions withMaxDepth(int newMaxDepth) {
    return new TreeOptions(newMaxDepth, types, sites);
  }

  /** These options with types shown or not. */
  public TreeOptions withTypes(boolean newTypes) {
    return new TreeOptions(maxDepth, newTypes, sites);
  }

  /** These options with the user's lines shown or not. */
  public TreeOptions withSites(boolean newSites) {
    return new TreeOptions(maxDepth, types, newSites);
  }
}

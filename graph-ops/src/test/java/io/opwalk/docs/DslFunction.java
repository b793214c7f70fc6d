package io.opwalk.docs;

import java.util.List;

/**
 * A function of {@code io.opwalk.ops} with all its overloads, as the sources have it.
 *
 * @param theme the class it is in
 * @param name its name
 * @param signatures the parameters of each overload with their types
 * @param meaning the first sentence of its Javadoc, in Markdown
 */
record DslFunction(String theme, String name, List<String> signatures, String meaning) {
  /** {@code Class.method}. */
  String fullName() {
    return theme + "." + name;
  }
}

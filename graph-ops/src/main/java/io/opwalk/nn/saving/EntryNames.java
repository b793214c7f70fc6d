package io.opwalk.nn.saving;

import java.util.regex.Pattern;

/** What the entries of an archive are called: names that are safe as file names everywhere. */
final class EntryNames {
  private static final Pattern DOCUMENT = Pattern.compile("[a-z0-9_-]{1,100}");

  private EntryNames() {}

  /** Whether a document may have the name. */
  static boolean isDocument(String name) {
    return DOCUMENT.matcher(name).matches() && !name.equals("manifest");
  }

  /** The entry of a document. */
  static String ofDocument(String name) {
    return name + ".json";
  }

  /** The entry of an array, counted from 0. */
  static String ofArray(int index) {
    return "arrays/" + index + ".bin";
  }
}

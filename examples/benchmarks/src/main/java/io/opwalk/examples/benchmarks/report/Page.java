package io.opwalk.examples.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the docs, a part of which is generated. */
public final class Page {
  private static final String BEGIN = "<!-- results: begin -->";
  private static final String END = "<!-- results: end -->";

  private Page() {}

  /**
   * Replaces what is between the markers.
   *
   * @throws IllegalArgumentException where the page has no markers; it is left as it was
   */
  public static void update(Path page, String generated) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          page + " has no lines " + BEGIN + " and, behind it, " + END);
    }
    Files.writeString(
        page, text.substring(0, begin + BEGIN.length()) + "\n" + generated + text.substring(end));
  }
}

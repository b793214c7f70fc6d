package io.opwalk.examples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints {@code its} arguments, and what it reads from <b>standard input</b>. Not a lesson:
 * {@link LessonScriptTest} runs it.
 */
final class Lesson98Echo {
  private Lesson98Echo() {}

  public static void main(String[] args) throws IOException {
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(String.join("|", args) + "<" + input.strip());
  }
}

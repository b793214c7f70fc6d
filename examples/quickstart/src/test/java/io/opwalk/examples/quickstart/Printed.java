package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a lesson printed, to be read line by line. Capturing it takes standard output away. */
final class Printed {
  /** A floating-point number as Java writes it, as a group. */
  static final String NUMBER = "(-?\\d+\\.\\d+(?:E-?\\d+)?)";

  private final List<String> lines;
  private int read;

  private Printed(List<String> lines) {
    this.lines = lines;
  }

  /** A lesson's main method, with its arguments given. */
  interface Lesson {
    void run() throws Exception;
  }

  /** Runs a lesson and keeps what it prints. */
  static Printed by(Lesson lesson) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      lesson.run();
    } finally {
      System.setOut(before);
    }
    return new Printed(out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** The same text, to be read from its first line. */
  Printed again() {
    return new Printed(lines);
  }

  List<String> lines() {
    return lines;
  }

  /** Goes on to the next line, which must be as described; gives back the groups. */
  Matcher next(String pattern) {
    String line = read == lines.size() ? "(end of output)" : lines.get(read++);
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    assertTrue(matcher.matches(), () -> "expected " + pattern + ", found " + line + "\n" + this);
    return matcher;
  }

  /** Goes on behind the first line that is as described. */
  Matcher skipTo(String pattern) {
    while (read < lines.size() && !lines.get(read).matches(pattern)) {
      read++;
    }
    return next(pattern);
  }

  /** As {@link #next}; gives back the first group as a number. */
  double nextNumber(String pattern) {
    return Double.parseDouble(next(pattern).group(1));
  }

  /** Goes on to the next line, which must be a vector in brackets, indented. */
  double[] nextVector() {
    String elements = next("  \\[(.*)]").group(1);
    return Arrays.stream(elements.split(", ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** Asks that nothing be left to read. */
  void end() {
    assertTrue(read == lines.size(), () -> "expected the end after line " + read + "\n" + this);
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}

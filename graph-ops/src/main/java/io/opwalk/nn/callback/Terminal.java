package io.opwalk.nn.callback;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What is known of the terminal that the process has, if it has one. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output goes to a terminal that can rewrite a line. */
  static boolean isThere() {
    Console console = System.console();
    return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
  }

  /** Some JDKs above 17 have a console also where there is no terminal, and tell by a method. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException older) {
      return true;
    }
  }

  /** Whether a character can be written to it. */
  static boolean canShow(char character) {
    String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
    return Charset.isSupported(name) && Charset.forName(name).newEncoder().canEncode(character);
  }
}

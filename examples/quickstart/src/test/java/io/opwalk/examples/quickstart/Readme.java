package io.opwalk.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The project's README, read for what can be checked of it. */
final class Readme {
  /** From where Maven runs the tests of this module. */
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("(?:]\\(|^\\[\\w+]: )([^)\\s]+)", Pattern.MULTILINE);

  private final String text;

  private Readme(String text) {
    this.text = text;
  }

  static Readme read() throws IOException {
    return new Readme(Files.readString(ROOT.resolve("README.md")));
  }

  /** The contents of all code blocks of a language. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Where its links lead, those into the web aside. */
  List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("http"))
        .toList();
  }

  /** The sections under a heading: the text up to the next one. */
  List<String> sections(String heading) {
    return Pattern.compile(
            "^## " + heading + "\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(section -> section.group(1))
        .toList();
  }

  static Readme of(String section) {
    return new Readme(section);
  }
}

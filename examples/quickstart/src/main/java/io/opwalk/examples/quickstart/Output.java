package io.opwalk.examples.quickstart;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the lessons share in what they print and write. */
final class Output {
  private Output() {}

  /** 17 significant digits, which are enough to read back the same double. */
  static String digits(double value) {
    return String.format(Locale.ROOT, "%.17g", new BigDecimal(value));
  }

  /**
   * A file for a lesson to write, in the directory {@code target/lessons} of this module: wherever
   * the lesson was started.
   *
   * @return its path, from the working directory
   */
  static Path file(String name) throws IOException {
    try {
      Path classes = Path.of(
          Output.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path directory = Files.createDirectories(classes.resolveSibling("lessons"));
      return Path.of("").toAbsolutePath().relativize(directory).resolve(name);
    } catch (URISyntaxException notAFile) {
      throw new IOException("the lessons must be run from a directory of classes", notAFile);
    }
  }
}

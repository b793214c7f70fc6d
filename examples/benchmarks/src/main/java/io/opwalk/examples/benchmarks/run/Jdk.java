package io.opwalk.examples.benchmarks.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK.
 *
 * @param home where it is
 * @param version the number of its feature release, such as 17
 */
record Jdk(Path home, int version) {
  /**
   * The JDK of a home, which has a file that says its version.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Jdk at(Path home) {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException missing) {
      throw new IllegalArgumentException("there is no JDK at " + home, missing);
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    try {
      return new Jdk(home, Runtime.Version.parse(version).feature());
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "the JDK at " + home + " says its version is '" + version + "'", unknown);
    }
  }
}

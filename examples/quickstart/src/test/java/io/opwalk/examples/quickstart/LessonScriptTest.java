package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of the script {@code lesson} beside a source tree with one known lesson in it. */
final class LessonScriptTest {
  private static final String PACKAGE_PATH = "io/opwalk/examples/quickstart";
  private static final String LISTING =
      " 98  Prints its arguments, and what it reads from standard input.\n";

  @TempDir
  Path home;

  @TempDir
  Path elsewhere;

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void copyTheScriptAndOneLesson() throws IOException {
    Path sources = Files.createDirectories(home.resolve("src/main/java").resolve(PACKAGE_PATH));
    Files.copy(
        Path.of("src/test/java", PACKAGE_PATH, "Lesson98Echo.java"),
        sources.resolve("Lesson98Echo.java"));
    Files.copy(Path.of("lesson"), home.resolve("lesson"));
  }

  @Test
  void listsNumberAndFirstSentence() throws Exception {
    assertEquals(new Outcome(0, LISTING, ""), lesson());
  }

  @Test
  void saysWhatToDoWhenNothingIsBuilt() throws Exception {
    Outcome outcome = lesson("98");
    assertAll(
        () -> assertEquals(1, outcome.exit()),
        () -> assertEquals("", outcome.out()),
        () -> assertTrue(outcome.err().contains("mvn -DskipTests package"), outcome.err()));
  }

  @Test
  void runsALessonWithItsArgumentsAndInputFromAnyDirectory() throws Exception {
    build();
    assertEquals(new Outcome(0, "one|two words<typed\n", ""), lesson("98", "one", "two words"));
  }

  @Test
  void namesTheLessonsThereAreWhenTheNumberIsUnknown() throws Exception {
    build();
    assertEquals(
        new Outcome(2, "", "lesson: there is no lesson 9; there are:\n" + LISTING), lesson("9"));
  }

  @Test
  void runsALessonByItsName() throws Exception {
    build();
    assertEquals(new Outcome(0, "one<typed\n", ""), lesson("echo", "one"));
  }

  @Test
  void refusesWhatIsNoLesson() throws Exception {
    assertEquals(
        new Outcome(
            2,
            "",
            "lesson: expected the number or the name of a lesson, found 'story'; there are:\n"
                + LISTING),
        lesson("story"));
  }

  @Test
  void findsEveryLessonOfTheModule() throws Exception {
    List<String> numbers;
    try (Stream<Path> files = Files.list(Path.of("src/main/java", PACKAGE_PATH))) {
      numbers = files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("Lesson\\d\\d.*\\.java"))
          .map(name -> String.valueOf(Integer.parseInt(name.substring(6, 8))))
          .sorted()
          .toList();
    }
    Outcome outcome = run(Path.of("lesson").toAbsolutePath());
    List<String> listed = outcome
        .out()
        .lines()
        .map(line -> line.strip().split(" ", 2)[0])
        .sorted()
        .toList();
    assertEquals(numbers, listed, outcome.out());
  }

  /** Writes what the Maven build writes for the script to find. */
  private void build() throws IOException {
    Files.createDirectories(home.resolve("target"));
    Files.writeString(
        home.resolve("target/classpath"), Path.of("target/test-classes").toAbsolutePath() + "\n");
  }

  private Outcome lesson(String... arguments) throws Exception {
    return run(home.resolve("lesson"), arguments);
  }

  private Outcome run(Path script, String... arguments) throws Exception {
    File out = elsewhere.resolve("out").toFile();
    File err = elsewhere.resolve("err").toFile();
    Path in = Files.writeString(elsewhere.resolve("in"), "typed\n");
    ProcessBuilder builder = new ProcessBuilder(
            Stream.concat(Stream.of("bash", script.toString()), Stream.of(arguments))
                .toList())
        .directory(elsewhere.toFile())
        .redirectInput(in.toFile())
        .redirectOutput(out)
        .redirectError(err);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("lesson did not end within a minute");
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }
}

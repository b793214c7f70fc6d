package io.opwalk.examples.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the runner, with child JVMs and all, on workloads that take no time. */
final class RunnerTest {
  @TempDir
  private Path home;

  private int exitCode;

  @BeforeEach
  void layOut() throws IOException {
    Path peers = Files.createDirectories(home.resolve("target/peers"));
    Files.writeString(peers.resolve("ours.classpath"), System.getProperty("java.class.path"));
  }

  @Test
  void printsOneLinePerPeer() throws IOException {
    String line = "RATIO %s threads=1 ours=\\S+ peer=java:\\S+ speedup=\\d+\\.\\d\\d";
    List<String> lines = run("--tiny", "W1", "W8", "--threads", "1", "--dtype", "f64,f32");
    List<String> ratios =
        lines.stream().filter(text -> text.startsWith("RATIO")).toList();
    List<String> expected = List.of("W1 f64", "W1 f32", "W8 f64", "W8 f32");
    assertEquals(expected.size(), ratios.size(), lines::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(ratios.get(i).matches(String.format(line, expected.get(i))), ratios.get(i));
    }
    assertEquals(0, exitCode, lines::toString);
  }

  @Test
  void comparesFirstCallsWithTheVectorModuleAndWithout() throws IOException {
    String line = "COLD W8 f32 with=\\S+ without=\\S+ ratio=\\d+\\.\\d\\d cpu-ratio=\\S+ %s";
    List<String> lines = run("--tiny", "W8", "--dtype", "f32", "--cold");
    assertTrue(lines.get(1).matches(String.format(line, "call=1")), lines::toString);
    assertTrue(lines.get(2).matches(String.format(line, "calls=2-10")), lines::toString);
    assertEquals(0, exitCode, lines::toString);
    assertEquals(2, exitCodeOf("--tiny", "W99", "--cold"));
  }

  @Test
  void measuresOursOnAnotherJdk() throws IOException {
    String home = System.getProperty("java.home");
    String name = "ours-jdk" + Runtime.version().feature();
    List<String> lines = run("--tiny", "W1", "--threads", "1", "--dtype", "f64", "--jdk", home);
    assertTrue(
        lines.stream().anyMatch(l -> l.matches("RATIO W1 f64 .* peer=" + name + ":\\S+ .*")),
        lines::toString);
    assertEquals(0, exitCode, lines::toString);
    assertEquals(2, exitCodeOf("--tiny", "W1", "--jdk", this.home.toString()));
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    List<String> lines = run("--tiny", "W4", "--threads", "1", "--dtype", "f64");
    assertTrue(lines.contains("# ejml is not there, and left out"), lines::toString);
    assertEquals(0, exitCode, lines::toString);
  }

  @Test
  void saysWhyAnEngineCannot() throws IOException {
    List<String> lines = run("--tiny", "W8", "--threads", "2", "--dtype", "f64");
    assertTrue(
        lines.contains("SKIP W8 f64 threads=2 java: the plain loops have one thread"),
        lines::toString);
    assertEquals(0, exitCode, lines::toString);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws IOException {
    assertEquals("peers: there is no option --fast", run("--fast").get(0));
    assertEquals(2, exitCode);
    assertTrue(run("W99").toString().contains("there is no workload [W99]; there are W1 "));
    assertEquals(2, exitCode);
  }

  private int exitCodeOf(String... arguments) throws IOException {
    run(arguments);
    return exitCode;
  }

  private List<String> run(String... arguments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      exitCode = Runner.run(home, out, arguments);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

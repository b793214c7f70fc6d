package io.opwalk.examples.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.examples.benchmarks.report.Measurement.Figure;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of figures that are known. */
final class ReportTest {
  private static final Measurement ONE = measurement("W4-n64", 1, 2000, 6000, 3000);
  private static final Measurement TWO = measurement("W4-n64", 2, 1000, 6000, 2000);

  @TempDir
  private Path directory;

  @Test
  void linesSayWhatIsFasterByHowMuch() {
    assertEquals(
        List.of(
            "RATIO W4-n64 f64 threads=1 ours=2.00 peer=c:6.00 speedup=3.00",
            "RATIO W4-n64 f64 threads=1 ours=2.00 peer=ort:3.00 speedup=1.50",
            "MEMORY W4-n64 f64 threads=1 ours=50 c=? ort=70 (peak resident MB),"
                + " ours allocates 16 bytes per call, live heap 20 MB"),
        Lines.of(ONE));
  }

  @Test
  void thereAreNoLinesWithoutOurs() {
    assertTrue(Lines.of(new Measurement("W1", Precision.F32, 1, ONE.peers())).isEmpty());
  }

  @Test
  void tablesHaveAColumnForEachEngineThatWasThere() {
    String expected = """
        | workload | dtype | threads | Opwalk | C | ONNX Runtime | best runtime / ours |
        |---|---|---|---|---|---|---|
        | W4-n64 | f64 | 1 | **2.00 us** | 6.00 us (3.00x) | 3.00 us (1.50x) | 1.50x |
        | W4-n64 | f64 | 2 | **1.00 us** | 6.00 us (6.00x) | 2.00 us (2.00x) | 2.00x |
        """;
    assertEquals(expected, tables().times());
  }

  @Test
  void scalingComparesTheSameWorkload() {
    String expected = """
        | workload | dtype | Opwalk | best runtime |
        |---|---|---|---|
        | W4-n64 | f64 | 2.00x | 1.50x |
        """;
    assertEquals(expected, tables().scaling());
  }

  @Test
  void chartsAreDrawn() throws IOException {
    Path file = directory.resolve("chart.png");
    assertTrue(Chart.write(List.of(ONE, TWO), 1, file));
    assertTrue(ImageIO.read(file.toFile()).getWidth() > 0);
    assertFalse(Chart.write(List.of(ONE, TWO), 3, directory.resolve("none.png")));
  }

  @Test
  void pagesChangeBetweenTheMarkers() throws IOException {
    Path page = directory.resolve("page.md");
    Files.writeString(page, "a\n<!-- results: begin -->\nold\n<!-- results: end -->\nb\n");
    Page.update(page, "new\n");
    String expected = "a\n<!-- results: begin -->\nnew\n<!-- results: end -->\nb\n";
    assertEquals(expected, Files.readString(page));
    Files.writeString(page, "no markers");
    assertThrows(IllegalArgumentException.class, () -> Page.update(page, "new"));
    assertEquals("no markers", Files.readString(page));
  }

  private static Tables tables() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("ours", "Opwalk");
    titles.put("c", "C");
    titles.put("ejml", "EJML");
    titles.put("ort", "ONNX Runtime");
    return new Tables(List.of(ONE, TWO), titles);
  }

  private static Measurement measurement(
      String workload, int threads, double ours, double c, double ort) {
    List<Figure> figures = List.of(
        new Figure("ours", ours, 16, OptionalLong.of(50_000_000), OptionalLong.of(20_000_000)),
        new Figure("c", c, 0, OptionalLong.empty(), OptionalLong.empty()),
        new Figure("ort", ort, 0, OptionalLong.of(70_000_000), OptionalLong.empty()));
    return new Measurement(workload, Precision.F64, threads, figures);
  }
}

package io.opwalk.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.train.History;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Looks at the pixels: nothing here says what a chart looks like, only what is where. */
final class HistoryPlotTest {
  private static final int TRAINING = 0xFF0072B2;
  private static final int VALIDATION = 0xFFD55E00;

  /** How high a color is on average between two columns, from the top; empty where it is not. */
  private static OptionalDouble height(BufferedImage image, int color, double from, double to) {
    return IntStream.range(0, image.getHeight())
        .filter(y -> IntStream.range((int) (from * image.getWidth()), (int) (to * image.getWidth()))
            .anyMatch(x -> image.getRGB(x, y) == color))
        .average();
  }

  private static boolean has(BufferedImage image, int color) {
    return height(image, color, 0, 1).isPresent();
  }

  @Test
  void aLossGoesDownAndAnAccuracyUp() {
    BufferedImage image = HistoryPlot.of(Histories.training()).image();
    assertEquals(2 * 2 * 480, image.getWidth());
    assertEquals(2 * 340, image.getHeight());
    // To the left and right of the legends, which have the colors too.
    double lossFirst = height(image, TRAINING, 0.02, 0.1).orElseThrow();
    double lossLater = height(image, TRAINING, 0.15, 0.25).orElseThrow();
    assertTrue(lossFirst < lossLater, lossFirst + " " + lossLater);
    double accuracyFirst = height(image, TRAINING, 0.52, 0.6).orElseThrow();
    double accuracyLater = height(image, TRAINING, 0.65, 0.7).orElseThrow();
    assertTrue(accuracyFirst > accuracyLater, accuracyFirst + " " + accuracyLater);
    assertFalse(has(image, VALIDATION));
  }

  @Test
  void validationHasAColorOfItsOwn() {
    BufferedImage image = HistoryPlot.of(Histories.validated()).image();
    assertTrue(has(image, TRAINING));
    assertTrue(has(image, VALIDATION));
  }

  @Test
  void aTitleIsAbove() {
    HistoryPlot plain = HistoryPlot.of(Histories.training());
    HistoryPlot titled = plain.withTitle("Digits");
    int more = titled.image().getHeight() - plain.image().getHeight();
    assertTrue(more > 0);
    assertEquals(plain.image().getHeight(), titled.withTitle("").image().getHeight());
    BufferedImage top = titled.image().getSubimage(0, 0, titled.image().getWidth(), more);
    assertTrue(has(top, 0xFF000000));
  }

  @Test
  void manyNumbersStandInRows() {
    Map<String, double[]> series = new LinkedHashMap<>();
    for (String name : List.of("loss", "accuracy", "auc", "precision", "recall")) {
      series.put(name, new double[] {1, 2});
    }
    BufferedImage image =
        HistoryPlot.of(Histories.of(series)).withPanelSize(200, 150).image();
    assertEquals(2 * 3 * 200, image.getWidth());
    assertEquals(2 * 2 * 150, image.getHeight());
  }

  @Test
  void oneEpochIsAPoint() {
    assertTrue(has(
        HistoryPlot.of(Histories.of(Map.of("loss", new double[] {0.5}))).image(), TRAINING));
  }

  @Test
  void aLevelCurveIsDrawn() {
    assertTrue(has(
        HistoryPlot.of(Histories.of(Map.of("loss", new double[] {0, 0, 0}))).image(), TRAINING));
  }

  @Test
  void savesPng(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("History.PNG");
    HistoryPlot plot = HistoryPlot.of(Histories.validated());
    plot.save(file);
    BufferedImage read = ImageIO.read(file.toFile());
    BufferedImage drawn = plot.image();
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        assertEquals(drawn.getRGB(x, y), read.getRGB(x, y));
      }
    }
  }

  @Test
  void savesSvg(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.svg");
    HistoryPlot.of(Histories.validated()).withTitle("Digits & more").save(file);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    // Its DTD is on the web.
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element svg = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    assertEquals("960px", svg.getAttribute("width"));
    assertTrue(svg.getTextContent().contains("Digits & more"));
    String text = Files.readString(file);
    assertTrue(text.contains("rgb(0,114,178)") && text.contains("rgb(213,94,0)"), "colors");
  }

  @Test
  void svgSaysWhatItNeeds(@TempDir Path folder) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!entry.contains("VectorGraphics2D")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> history = without.loadClass("io.opwalk.nn.train.History");
      Object training = without
          .loadClass("io.opwalk.plot.Histories")
          .getDeclaredMethod("training")
          .invoke(null);
      Class<?> type = without.loadClass("io.opwalk.plot.HistoryPlot");
      Object plot = type.getMethod("of", history).invoke(null, training);
      InvocationTargetException failure = assertThrows(
          InvocationTargetException.class,
          () -> type.getMethod("save", Path.class).invoke(plot, folder.resolve("h.svg")));
      assertEquals(IllegalStateException.class, failure.getCause().getClass());
      assertTrue(failure.getCause().getMessage().contains("VectorGraphics2D"));
      type.getMethod("save", Path.class).invoke(plot, folder.resolve("h.png"));
      assertTrue(Files.size(folder.resolve("h.png")) > 0);
    }
  }

  @Test
  void refusesWhatItCannotDraw(@TempDir Path folder) {
    assertThrows(IllegalArgumentException.class, () -> HistoryPlot.of(new History(List.of())));
    History nothing = Histories.of(Map.of("loss", new double[] {Double.NaN}));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> HistoryPlot.of(nothing));
    assertTrue(error.getMessage().contains("1 epochs"), error.getMessage());
    HistoryPlot plot = HistoryPlot.of(Histories.training());
    assertThrows(IllegalArgumentException.class, () -> plot.withPanelSize(199, 400));
    IllegalArgumentException name = assertThrows(
        IllegalArgumentException.class, () -> plot.save(folder.resolve("history.jpg")));
    assertTrue(name.getMessage().contains("history.jpg"), name.getMessage());
    assertFalse(Files.exists(folder.resolve("history.jpg")));
  }
}

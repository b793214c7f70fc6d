package io.opwalk.plot;

import io.opwalk.nn.train.History;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A picture of how a training went: for the loss and each metric, the curve of training and, where
 * there is one, of validation, over the epochs from 1.
 *
 * <pre>{@code
 * HistoryPlot.of(history).withTitle("LeNet on 8,000 digits").save(Path.of("history.png"));
 * }</pre>
 *
 * <p>The legend names the best value of each curve: the lowest of a number that training made less,
 * else the highest. Values that are infinite or NaN are left out. Fonts are those of the machine.
 */
public final class HistoryPlot {
  /** Pixels of a PNG for each unit of width and height, so that it is sharp on dense screens. */
  private static final int PNG_SCALE = 2;

  private static final int TITLE_HEIGHT = 34;
  private static final int TITLE_SIZE = 18;
  private static final int MOST_IN_A_ROW = 3;

  private final List<Panel> panels;
  private final String title;
  private final int panelWidth;
  private final int panelHeight;

  private HistoryPlot(List<Panel> panels, String title, int panelWidth, int panelHeight) {
    this.panels = panels;
    this.title = title;
    this.panelWidth = panelWidth;
    this.panelHeight = panelHeight;
  }

  /**
   * A picture without a title, of panels of 480 by 340.
   *
   * @throws IllegalArgumentException where the history has no epoch, or none of its values is
   *     finite
   */
  public static HistoryPlot of(History history) {
    List<Panel> panels = Panel.of(history);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to draw: this history has "
          + history.epochs().size() + " epochs and no finite number");
    }
    return new HistoryPlot(panels, "", 480, 340);
  }

  /** This picture with a line above the panels; none if it is empty. */
  public HistoryPlot withTitle(String newTitle) {
    return new HistoryPlot(
        panels, Objects.requireNonNull(newTitle, "newTitle"), panelWidth, panelHeight);
  }

  /**
   * This picture with panels of another size.
   *
   * @throws IllegalArgumentException where a panel is too small to be read: less than 200 by 150
   */
  public HistoryPlot withPanelSize(int width, int height) {
    if (width < 200 || height < 150) {
      throw new IllegalArgumentException(
          "a panel must be 200 by 150 or more, found " + width + " by " + height);
    }
    return new HistoryPlot(panels, title, width, height);
  }

  /**
   * Writes the picture.
   *
   * @param file {@code .png}, twice as many pixels each way as the picture is wide and high, or
   *     {@code .svg}; its folder must exist
   * @throws IllegalArgumentException where the name ends otherwise
   * @throws IllegalStateException where SVG is asked for and the library for it, VectorGraphics2D,
   *     is not on the class path
   */
  public void save(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      BufferedImage image = image();
      try (OutputStream out = Files.newOutputStream(file)) {
        ImageIO.write(image, "png", out);
      }
    } else if (name.endsWith(".svg")) {
      saveSvg(file);
    } else {
      throw new IllegalArgumentException(
          "the name of a picture must end in .png or .svg, found " + file);
    }
  }

  private void saveSvg(Path file) throws IOException {
    try {
      SvgFile.write(file, width(), height(), this::paint);
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "SVG needs de.erichseifert.vectorgraphics2d:VectorGraphics2D on the class path; PNG does"
              + " not",
          missing);
    }
  }

  /** The picture as pixels, twice as many each way as the picture is wide and high. */
  public BufferedImage image() {
    BufferedImage image =
        new BufferedImage(PNG_SCALE * width(), PNG_SCALE * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_SCALE, PNG_SCALE);
    paint(graphics);
    graphics.dispose();
    return image;
  }

  private int columns() {
    return panels.size() <= MOST_IN_A_ROW
        ? panels.size()
        : (int) Math.ceil(Math.sqrt(panels.size()));
  }

  private int width() {
    return columns() * panelWidth;
  }

  private int height() {
    int rows = (panels.size() + columns() - 1) / columns();
    return top() + rows * panelHeight;
  }

  private int top() {
    return title.isEmpty() ? 0 : TITLE_HEIGHT;
  }

  private void paint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    if (!title.isEmpty()) {
      graphics.setColor(Color.BLACK);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE));
      FontMetrics metrics = graphics.getFontMetrics();
      int left = (width() - metrics.stringWidth(title)) / 2;
      graphics.drawString(title, left, TITLE_HEIGHT - metrics.getDescent());
    }
    for (int i = 0; i < panels.size(); i++) {
      int x = i % columns() * panelWidth;
      int y = top() + i / columns() * panelHeight;
      graphics.translate(x, y);
      PanelChart.of(panels.get(i), panelWidth, panelHeight)
          .paint(graphics, panelWidth, panelHeight);
      graphics.translate(-x, -y);
    }
  }
}

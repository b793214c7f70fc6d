package io.opwalk.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes SVG. All that needs the library for it is in here, so that it may be missing. */
final class SvgFile {
  private SvgFile() {}

  static void write(Path file, int width, int height, Consumer<Graphics2D> painter)
      throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    painter.accept(graphics);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(width, height))
          .writeTo(out);
    }
  }
}

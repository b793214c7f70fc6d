package io.opwalk.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A ring around a point. */
final class Ring extends Marker {
  private static final int TIMES_LARGER = 2;

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    double diameter = TIMES_LARGER * size;
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter));
  }
}

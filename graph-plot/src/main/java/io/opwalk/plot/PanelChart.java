package io.opwalk.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The chart of a panel: how everything looks. */
final class PanelChart {
  /** Blue and vermilion of Okabe and Ito, which differ to all eyes. */
  private static final List<Color> COLORS = List.of(new Color(0x0072B2), new Color(0xD55E00));

  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color TEXT = new Color(0x333333);
  private static final int FONT_SIZE = 13;
  private static final int LONGEST_NUMBER = 9;
  private static final Marker BEST = new Ring();

  /** With more points than this, marks would hide the line. */
  private static final int MOST_MARKS = 40;

  private PanelChart() {}

  static XYChart of(Panel panel, int width, int height) {
    XYChart chart = new XYChartBuilder()
        .width(width)
        .height(height)
        .title(panel.name())
        .xAxisTitle("epoch")
        .build();
    style(chart.getStyler(), panel);
    for (Curve curve : panel.curves()) {
      Color color = COLORS.get(curve.label().equals("training") ? 0 : 1);
      int best = curve.best(panel.falls());
      double value = curve.values().get(best);
      String label = curve.label() + ", best " + number(value);
      XYSeries line = chart.addSeries(label, curve.epochs(), curve.values());
      paint(line, color);
      if (curve.epochs().size() > MOST_MARKS) {
        line.setMarker(SeriesMarkers.NONE);
      }
      String name = "best of " + curve.label();
      XYSeries ring = chart.addSeries(name, List.of(curve.epochs().get(best)), List.of(value));
      paint(ring, color);
      ring.setMarker(BEST).setShowInLegend(false);
    }
    return chart;
  }

  private static void paint(XYSeries series, Color color) {
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
    series.setLineColor(color);
    series.setLineWidth(2);
  }

  private static void style(XYStyler style, Panel panel) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
    style.setBaseFont(font);
    style.setChartTitleFont(font.deriveFont(Font.BOLD, FONT_SIZE + 3f));
    style.setLegendFont(font);
    style.setAxisTitleFont(font);
    style.setAxisTickLabelsFont(font);
    style.setChartFontColor(TEXT);
    style.setAxisTickLabelsColor(TEXT);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setAxisTickMarksColor(GRID);
    style.setLegendBorderColor(GRID);
    style.setChartTitleBoxVisible(false);
    style.setMarkerSize(6);
    style.setLocale(Locale.ROOT);
    // Where the curves are not, as long as they do what they should.
    style.setLegendPosition(panel.falls() ? LegendPosition.InsideNE : LegendPosition.InsideSE);
    style.setPlotGridVerticalLinesVisible(false);
    // An axis from whole number to whole number, or its marks are between the epochs.
    style.setXAxisMin((double) Math.min(panel.firstEpoch(), panel.lastEpoch() - 1));
    style.setXAxisMax((double) panel.lastEpoch());
    style.setXAxisTickLabelsFormattingFunction(PanelChart::wholeNumber);
    style.setYAxisTickLabelsFormattingFunction(PanelChart::number);
  }

  private static String wholeNumber(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : "";
  }

  /** Four digits, without zeros that say nothing. */
  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    String plain = rounded.toPlainString();
    return plain.length() <= LONGEST_NUMBER ? plain : rounded.toString();
  }
}

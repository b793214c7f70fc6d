package io.opwalk.examples.benchmarks.report;

import io.opwalk.examples.benchmarks.workload.Precision;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The speedups over the best runtime, as dots. */
public final class Chart {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 500;
  private static final int LABEL_ANGLE = 60;

  private Chart() {}

  /**
   * Draws the measurements of one number of threads, where there are any with a runtime.
   *
   * @param file a PNG
   * @return whether there is anything to see
   */
  public static boolean write(List<Measurement> measurements, int threads, Path file)
      throws IOException {
    List<Measurement> shown = measurements.stream()
        .filter(m -> m.threads() == threads && Speedups.best(m).isPresent())
        .toList();
    if (shown.isEmpty()) {
      return false;
    }
    CategoryChart chart = new CategoryChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Time of the best native runtime over Opwalk's, " + threads
            + (threads == 1 ? " thread" : " threads"))
        .yAxisTitle("times faster")
        .build();
    // Bars begin at 0, which a logarithmic axis does not have.
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    chart.getStyler().setYAxisLogarithmic(true);
    // Whole decades, one of them beginning or ending where both are as fast.
    double lowest =
        shown.stream().mapToDouble(m -> Speedups.best(m).orElseThrow()).min().orElse(1);
    double highest =
        shown.stream().mapToDouble(m -> Speedups.best(m).orElseThrow()).max().orElse(1);
    chart.getStyler().setYAxisMin(Math.min(1, Math.pow(10, Math.floor(Math.log10(lowest)))));
    chart.getStyler().setYAxisMax(Math.max(10, Math.pow(10, Math.ceil(Math.log10(highest)))));
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLabelRotation(LABEL_ANGLE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    List<String> workloads =
        shown.stream().map(Measurement::workload).distinct().toList();
    for (Precision precision : Precision.values()) {
      List<Double> speedups = new ArrayList<>();
      for (String workload : workloads) {
        Optional<Double> speedup = shown.stream()
            .filter(m -> m.workload().equals(workload) && m.precision() == precision)
            .findFirst()
            .flatMap(Speedups::best);
        speedups.add(speedup.orElse(null));
      }
      if (speedups.stream().anyMatch(value -> value != null)) {
        chart.addSeries(precision.toString(), workloads, speedups);
      }
    }
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
    return true;
  }
}

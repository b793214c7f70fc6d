package io.opwalk.nn.layer.shape;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.input;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.ResizeOptions.Interpolation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of another size, against what Keras's formulas give pixel by pixel. */
final class Resizing2DTest {
  /** Means of some dozen values of magnitude 1, with a few roundings each. */
  private static final double TOLERANCE = 1e-13;

  private static double[][] image(int height, int width) {
    double[] values =
        new RandomUniform(-1, 1).initialize(FLOAT64, List.of(height * width), 5).toDoubles();
    double[][] image = new double[height][width];
    for (int i = 0; i < values.length; i++) {
      image[i / width][i % width] = values[i];
    }
    return image;
  }

  private static double keys(double t) {
    double x = Math.abs(t);
    if (x >= 2) {
      return 0;
    }
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }

  private static double sinc(double t) {
    return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  }

  private static double kernel(Interpolation kind, double t) {
    double reach = kind == Interpolation.LANCZOS3 ? 3 : 5;
    return switch (kind) {
      case CUBIC -> keys(t);
      case LANCZOS3, LANCZOS5 -> Math.abs(t) >= reach ? 0 : sinc(t) * sinc(t / reach);
      default -> Math.max(0, 1 - Math.abs(t));
    };
  }

  /** One line at another length: pixels inside count by a kernel around the new one's middle. */
  private static double[] line(double[] from, int length, Interpolation kind, boolean antialias) {
    double[] to = new double[length];
    double scale = from.length / (double) length;
    for (int i = 0; i < length; i++) {
      double at = (i + 0.5) * scale - 0.5;
      if (kind == Interpolation.NEAREST) {
        to[i] = from[(int) Math.floor((i + 0.5) * scale)];
        continue;
      }
      double wider = antialias ? Math.max(scale, 1) : 1;
      double total = 0;
      double sum = 0;
      for (int j = 0; j < from.length; j++) {
        double t = (j - at) / wider;
        double weight = kernel(kind, t);
        total += weight;
        sum += weight * from[j];
      }
      to[i] = sum / total;
    }
    return to;
  }

  private static double[][] transposed(double[][] image) {
    double[][] other = new double[image[0].length][image.length];
    for (int i = 0; i < image.length; i++) {
      for (int j = 0; j < image[0].length; j++) {
        other[j][i] = image[i][j];
      }
    }
    return other;
  }

  private static double[][] stretched(
      double[][] image, int height, int width, Interpolation kind, boolean antialias) {
    double[][] wide =
        Stream.of(image).map(row -> line(row, width, kind, antialias)).toArray(double[][]::new);
    return transposed(Stream.of(transposed(wide))
        .map(column -> line(column, height, kind, antialias))
        .toArray(double[][]::new));
  }

  private static NDArray channelsLast(double[][] image) {
    double[] flat = Stream.of(image).flatMapToDouble(java.util.Arrays::stream).toArray();
    return NDArray.of(flat).reshape(1, image.length, image[0].length, 1);
  }

  private static void assertResized(double[][] expected, Resizing2D layer, double[][] image) {
    Tensor x = input(FLOAT64, image.length, image[0].length, 1);
    NDArray found = x.then(layer).evaluate(feed(x, channelsLast(image)));
    assertEquals(List.of(1, expected.length, expected[0].length, 1), found.shape());
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[0].length; j++) {
        assertEquals(expected[i][j], found.getDouble(0, i, j, 0), TOLERANCE, i + ", " + j);
      }
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of(Interpolation.values())
        .flatMap(kind -> Stream.of(
            Arguments.of(kind, false, 4, 10),
            Arguments.of(kind, false, 3, 3),
            Arguments.of(kind, false, 12, 2)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itStretches(Interpolation kind, boolean antialias, int height, int width) {
    double[][] image = image(6, 5);
    Resizing2D layer = Resizing2D.builder(height, width)
        .interpolation(kind)
        .antialias(antialias)
        .build();
    assertResized(stretched(image, height, width, kind, antialias), layer, image);
  }

  static Stream<Arguments> smoothly() {
    return Stream.of(Interpolation.values())
        .filter(kind -> kind != Interpolation.NEAREST)
        .flatMap(kind -> Stream.of(Arguments.of(kind, true, 2, 3), Arguments.of(kind, true, 3, 8)));
  }

  @ParameterizedTest
  @MethodSource("smoothly")
  void allPixelsCountIfAsked(Interpolation kind, boolean antialias, int height, int width) {
    itStretches(kind, antialias, height, width);
  }

  @Test
  void ofTheSameSizeImagesStayAsTheyAre() {
    double[][] image = image(6, 5);
    for (Interpolation kind : List.of(Interpolation.LANCZOS3, Interpolation.LANCZOS5)) {
      assertResized(image, Resizing2D.builder(6, 5).interpolation(kind).build(), image);
      Config config = Resizing2D.builder(6, 5).interpolation(kind).build().config();
      assertEquals(kind.name().toLowerCase(Locale.ROOT), config.get("interpolation"));
    }
  }

  @Test
  void lanczosMakesSpaceLargerAsResizingDoes() {
    double[][] image = image(3, 4);
    Tensor x = input(FLOAT64, 3, 4, 1);
    Config config = Config.builder()
        .put("size", List.of(2, 3))
        .put("interpolation", "lanczos5")
        .build();
    NDArray found = x.then(StandardLayers.registry().fromConfig("UpSampling2D", config))
        .evaluate(feed(x, channelsLast(image)));
    NDArray expected = channelsLast(stretched(image, 6, 12, Interpolation.LANCZOS5, false));
    assertArrayEquals(expected.toDoubles(), found.toDoubles(), TOLERANCE);
  }

  @Test
  void itCutsOffWhatExceedsTheRatio() {
    double[][] tall = image(9, 4);
    // 4 of 9 rows, from the third on.
    double[][] middle = {tall[2], tall[3], tall[4], tall[5]};
    Resizing2D square = Resizing2D.builder(2, 2).cropToAspectRatio(true).build();
    assertResized(stretched(middle, 2, 2, Interpolation.LINEAR, false), square, tall);
    assertResized(
        transposed(stretched(middle, 2, 2, Interpolation.LINEAR, false)),
        Resizing2D.builder(2, 2).cropToAspectRatio(true).build(),
        transposed(tall));
  }

  @Test
  void itFillsUpWhatLacks() {
    double[][] flat = image(2, 5);
    double[] fill = {7, 7, 7, 7, 7};
    // Of three rows that lack, one goes to either side, and one is left out.
    double[][] filled = {fill, flat[0], flat[1], fill};
    assertResized(
        stretched(filled, 3, 3, Interpolation.LINEAR, false),
        Resizing2D.builder(3, 3).padToAspectRatio(true).fillValue(7).build(),
        flat);
    assertResized(
        transposed(stretched(filled, 3, 3, Interpolation.LINEAR, false)),
        Resizing2D.builder(3, 3).padToAspectRatio(true).fillValue(7).build(),
        transposed(flat));
  }

  @Test
  void channelsMayComeFirst() {
    Tensor last = input(FLOAT64, 4, 6, 1);
    Tensor first = input("first", FLOAT64, 1, 4, 6);
    for (boolean crop : List.of(true, false)) {
      ResizingBuilder builder =
          Resizing2D.builder(2, 2).cropToAspectRatio(crop).padToAspectRatio(!crop);
      NDArray images = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 4, 6, 1), 3);
      NDArray expected = last.then(builder.build()).evaluate(feed(last, images));
      Tensor found = first.then(builder.dataFormat(DataFormat.CHANNELS_FIRST).build());
      assertEquals(
          expected.reshape(2, 1, 2, 2), found.evaluate(feed(first, images.reshape(2, 1, 4, 6))));
    }
  }

  @Test
  void sizesThatAreNotKnownHaveNoRatio() {
    Tensor open = input("open", FLOAT64, Shape.UNKNOWN, 5, 1);
    open.then(Resizing2D.builder(2, 2).build());
    Resizing2D crop =
        Resizing2D.builder(2, 2).cropToAspectRatio(true).name("crop").build();
    TypeException error = assertThrows(TypeException.class, () -> open.then(crop));
    assertTrue(error.getMessage().startsWith("layer 'crop' keeps the ratio"), error.getMessage());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Config size = Config.builder().put("height", 2).put("width", 2).build();
    for (Config wrong : List.of(
        size.with("fill_mode", "reflect"),
        size.with("interpolation", "area"),
        size.with("crop_to_aspect_ratio", true).with("pad_to_aspect_ratio", true),
        size.with("fill_value", "white"))) {
      assertThrows(
          ConfigException.class,
          () -> StandardLayers.registry().fromConfig("Resizing", wrong),
          wrong.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> Resizing2D.builder(0, 2));
  }
}

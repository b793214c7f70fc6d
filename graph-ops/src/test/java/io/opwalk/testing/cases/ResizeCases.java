package io.opwalk.testing.cases;

import static io.opwalk.ops.Resizing.resize;
import static io.opwalk.ops.Resizing.upSampling;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Normalizations;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Coordinates;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.ResizeOptions.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** Resizing, against which element counts for how much; and local response normalization. */
final class ResizeCases {
  private static final List<DType> ALL =
      List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32, DType.BOOL);

  /** An element beside infinity counts nothing, but nothing times infinity is NaN. */
  private static final Operand FINITE = Operand.any().withoutSpecial();

  private ResizeCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Coordinates coordinates : Coordinates.values()) {
      for (Rounding rounding : Rounding.values()) {
        rows.add(nearest(coordinates, rounding));
      }
      rows.add(interpolated(Interpolation.LINEAR, coordinates));
      rows.add(interpolated(Interpolation.CUBIC, coordinates));
    }
    rows.add(interpolated(Interpolation.LANCZOS3, Coordinates.HALF_PIXEL));
    rows.add(scaled(Coordinates.HALF_PIXEL));
    rows.add(scaled(Coordinates.HALF_PIXEL_SYMMETRIC));
    rows.add(scaled(Coordinates.ALIGN_CORNERS));
    rows.add(smaller(Interpolation.LINEAR));
    rows.add(smaller(Interpolation.CUBIC));
    rows.add(smaller(Interpolation.LANCZOS3));
    rows.add(inside());
    rows.add(upSampled());
    rows.add(response(1));
    rows.add(response(2));
    return rows;
  }

  /** Which elements a new one is made of, and how much each counts. */
  private interface Shares {
    TreeMap<Integer, Double> of(int index, int from, int to);
  }

  private static double position(
      Coordinates coordinates, int index, int from, int to, double scale) {
    return switch (coordinates) {
      case HALF_PIXEL -> (index + 0.5) / scale - 0.5;
      // What the last of n * scale elements loses by rounding is shared by both ends.
      case HALF_PIXEL_SYMMETRIC -> (index + 0.5) / scale - 0.5 + (from - to / scale) / 2;
      case PYTORCH_HALF_PIXEL -> to == 1 ? 0 : (index + 0.5) / scale - 0.5;
      case ALIGN_CORNERS -> to == 1 ? 0 : index * (from - 1.0) / (from * scale - 1);
      case ASYMMETRIC -> index / scale;
    };
  }

  private static TreeMap<Integer, Double> spread(
      double at, int first, int last, int from, IntToDoubleFunction weight) {
    TreeMap<Integer, Double> shares = new TreeMap<>();
    for (int i = first; i <= last; i++) {
      int element = Math.min(Math.max(i, 0), from - 1);
      shares.merge(element, weight.applyAsDouble(i), Double::sum);
    }
    return shares;
  }

  private static TreeMap<Integer, Double> shares(Interpolation kind, double at, int from) {
    int low = (int) Math.floor(at);
    return switch (kind) {
      case LINEAR -> spread(at, low, low + 1, from, i -> 1 - Math.abs(at - i));
      case CUBIC -> spread(at, low - 1, low + 2, from, i -> keys(Math.abs(at - i)));
      default ->
        normalized(spread(at, low - 3, low + 4, from, i -> weight(kind, Math.abs(at - i))));
    };
  }

  /** Keys' kernel with a = -0.75, written out. */
  private static double keys(double t) {
    return t <= 1
        ? 1.25 * t * t * t - 2.25 * t * t + 1
        : -0.75 * t * t * t + 3.75 * t * t - 6 * t + 3;
  }

  private static int nearest(Rounding rounding, double at, int from) {
    int below = (int) Math.floor(at);
    double beyond = at - below;
    boolean up = switch (rounding) {
      case PREFER_FLOOR -> beyond > 0.5;
      case PREFER_CEIL -> beyond >= 0.5;
      case FLOOR -> false;
      case CEIL -> beyond > 0;
    };
    return Math.min(Math.max(up ? below + 1 : below, 0), from - 1);
  }

  private static OpCase nearest(Coordinates coordinates, Rounding rounding) {
    ResizeOptions options =
        ResizeOptions.toSizes(5, 2).coordinates(coordinates).rounding(rounding).build();
    return OpCase.named("resize to the nearest, " + coordinates + ", " + rounding)
        .covers("Resizing.resize")
        .operands(Operand.any())
        .dtypes(ALL)
        .sizes("(2,3,5,2)", "(1,1,1,1)", "(0,4,2,1)", "(1,7,4,1)")
        .build(in -> resize(in.get(0), options))
        .oracle(in -> {
          NDArray x = in.get(0);
          List<Integer> shape = List.of(x.dim(0), 5, 2, x.dim(3));
          return Expected.of(Grid.gather(
              x,
              shape,
              index -> List.of(
                  index.get(0),
                  picked(coordinates, rounding, index.get(1), x.dim(1), 5),
                  picked(coordinates, rounding, index.get(2), x.dim(2), 2),
                  index.get(3))));
        })
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static int picked(
      Coordinates coordinates, Rounding rounding, int index, int from, int to) {
    double scale = (double) to / from;
    return nearest(rounding, position(coordinates, index, from, to, scale), from);
  }

  private static OpCase interpolated(Interpolation kind, Coordinates coordinates) {
    ResizeOptions options = ResizeOptions.toSizes(3, 5)
        .axes(-2, -1)
        .interpolation(kind)
        .coordinates(coordinates)
        .build();
    return OpCase.named("resize, " + kind + ", " + coordinates)
        .covers("Resizing.resize")
        .operands(FINITE)
        .sizes("(2,1,3)", "(1,4,2)", "(0,3,3)", "(1,7,9)")
        .build(in -> resize(in.get(0), options))
        .oracle(in -> mixed(
            in.get(0),
            List.of(3, 5),
            (index, from, to) ->
                shares(kind, position(coordinates, index, from, to, (double) to / from), from)))
        .tolerance(mixing())
        .row();
  }

  /** The terms are products of an element and two weights, each off by some roundings. */
  private static Tolerance mixing() {
    return Tolerance.ulps(
        24, "weights are off by an ulp or two of their terms, and up to sixteen are added");
  }

  private static Expected mixed(NDArray x, List<Integer> sizes, Shares shares) {
    List<Object> elements = Elements.list(x);
    List<Integer> shape = List.of(x.dim(0), sizes.get(0), sizes.get(1));
    List<Double> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Double> terms = new ArrayList<>();
      shares
          .of(index.get(1), x.dim(1), sizes.get(0))
          .forEach((row, high) -> shares
              .of(index.get(2), x.dim(2), sizes.get(1))
              .forEach((column, wide) -> {
                int at = Grid.offset(List.of(index.get(0), row, column), x.shape());
                terms.add(high * wide * (Double) elements.get(at));
              }));
      values.add(Exact.sum(terms));
      // Where weights cancel, that they add up to 1 is what they are off by.
      double largest = terms.stream().mapToDouble(Math::abs).max().orElse(0);
      scale.add(Exact.sum(terms.stream().map(Math::abs).toList()) + largest + loudest(x));
    }
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(each -> each).toArray());
  }

  private static double loudest(NDArray x) {
    return Elements.list(x).stream()
        .mapToDouble(e -> Math.abs((Double) e))
        .max()
        .orElse(0);
  }

  private static OpCase scaled(Coordinates coordinates) {
    ResizeOptions options = ResizeOptions.byScales(1.5, 0.75)
        .axes(1, 2)
        .interpolation(Interpolation.LINEAR)
        .coordinates(coordinates)
        .build();
    return OpCase.named("resize by scales, " + coordinates)
        .covers("Resizing.resize")
        .operands(FINITE)
        .sizes("(1,3,7)", "(2,2,4)")
        .build(in -> resize(in.get(0), options))
        .oracle(in -> {
          NDArray x = in.get(0);
          // The scale itself counts, not what is left of it after rounding down.
          List<Integer> sizes = List.of(x.dim(1) * 3 / 2, x.dim(2) * 3 / 4);
          return mixed(x, sizes, (index, from, to) -> {
            double scale = to > from ? 1.5 : 0.75;
            return shares(
                Interpolation.LINEAR, position(coordinates, index, from, to, scale), from);
          });
        })
        .tolerance(mixing())
        .row();
  }

  /** Every element counts in some new one: the shorter the axis, the wider the weights. */
  private static OpCase smaller(Interpolation kind) {
    ResizeOptions options = ResizeOptions.toSizes(2, 5)
        .axes(1, 2)
        .interpolation(kind)
        .antialias(true)
        .build();
    return OpCase.named("resize, antialias, " + kind)
        .covers("Resizing.resize")
        .operands(FINITE)
        .sizes("(1,5,11)", "(2,2,3)", "(1,9,5)")
        .fixedSizes()
        .build(in -> resize(in.get(0), options))
        .oracle(in -> mixed(in.get(0), List.of(2, 5), (index, from, to) -> {
          double scale = (double) to / from;
          double shrink = Math.min(scale, 1);
          double at = (index + 0.5) / scale - 0.5;
          int reach = (int) Math.ceil(5 / shrink);
          int low = (int) Math.floor(at);
          return normalized(spread(
              at,
              low - reach,
              low + reach + 1,
              from,
              i -> weight(kind, Math.abs(at - i) * shrink)));
        }))
        .tolerance(mixing())
        .row();
  }

  private static double weight(Interpolation kind, double t) {
    return switch (kind) {
      case LINEAR -> Math.max(1 - t, 0);
      case CUBIC -> t >= 2 ? 0 : keys(t);
      case LANCZOS3 -> t >= 3 ? 0 : sinc(t) * sinc(t / 3);
      case LANCZOS5 -> t >= 5 ? 0 : sinc(t) * sinc(t / 5);
      case NEAREST -> throw new AssertionError(kind);
    };
  }

  private static double sinc(double t) {
    return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  }

  private static TreeMap<Integer, Double> normalized(TreeMap<Integer, Double> shares) {
    double sum = shares.values().stream().mapToDouble(share -> share).sum();
    shares.replaceAll((element, share) -> share / sum);
    return shares;
  }

  private static OpCase inside() {
    ResizeOptions options = ResizeOptions.toSizes(4, 7)
        .axes(1, 2)
        .interpolation(Interpolation.CUBIC)
        .excludeOutside(true)
        .build();
    return OpCase.named("resize, nothing beyond the ends")
        .covers("Resizing.resize")
        .operands(FINITE)
        .sizes("(1,3,4)", "(2,2,9)", "(1,1,1)")
        .build(in -> resize(in.get(0), options))
        .oracle(in -> mixed(in.get(0), List.of(4, 7), (index, from, to) -> {
          double at = (index + 0.5) * from / to - 0.5;
          int low = (int) Math.floor(at);
          int first = Math.max(low - 1, 0);
          int last = Math.min(low + 2, from - 1);
          return normalized(spread(at, first, last, from, i -> keys(Math.abs(at - i))));
        }))
        .tolerance(mixing())
        .row();
  }

  private static OpCase upSampled() {
    return OpCase.named("upSampling")
        .covers("Resizing.upSampling")
        .operands(Operand.any())
        .dtypes(ALL)
        .sizes("(2,3,2,2)", "(1,1,1,1)", "(0,2,2,1)")
        .build(in -> upSampling(in.get(0), DataFormat.CHANNELS_LAST, Interpolation.NEAREST, 2, 3))
        .oracle(in -> {
          NDArray x = in.get(0);
          return Expected.of(Grid.gather(
              x,
              List.of(x.dim(0), 2 * x.dim(1), 3 * x.dim(2), x.dim(3)),
              index -> List.of(index.get(0), index.get(1) / 2, index.get(2) / 3, index.get(3))));
        })
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase response(int axis) {
    return OpCase.named("localResponseNorm along axis " + axis)
        .covers("Normalizations.localResponseNorm")
        .operands(FINITE)
        .sizes("(2,5,3)", "(1,1,1)", "(1,2,7)", "(0,3,2)")
        .build(in -> Normalizations.localResponseNorm(in.get(0), axis - 3, 4, 0.5, 0.75, 2))
        .oracle(in -> {
          NDArray x = in.get(0);
          List<Double> values = new ArrayList<>();
          for (List<Integer> index : Grid.indices(x.shape())) {
            double sum = 0;
            // Of four neighbours, one before and two behind.
            for (int c = index.get(axis) - 1; c <= index.get(axis) + 2; c++) {
              if (c >= 0 && c < x.dim(axis)) {
                List<Integer> at = new ArrayList<>(index);
                at.set(axis, c);
                double each = (Double) Elements.list(x).get(Grid.offset(at, x.shape()));
                sum += each * each;
              }
            }
            double each = (Double) Elements.list(x).get(Grid.offset(index, x.shape()));
            values.add(each / Math.pow(2 + 0.125 * sum, 0.75));
          }
          return Expected.of(Elements.array(DType.FLOAT64, x.shape(), values));
        })
        .tolerance(Tolerance.ulps(12, "four squares and their sum, a power and a quotient"))
        .row();
  }
}

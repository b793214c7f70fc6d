package io.opwalk.testing.cases;

import static io.opwalk.ops.Sampling.affineGrid;
import static io.opwalk.ops.Sampling.gridSample;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Sampling.Outside;
import java.util.ArrayList;
import java.util.List;

/** Images looked at through grids, against a sum over all elements of each image. */
final class SamplingCases {
  private static final Tolerance PLACED = Tolerance.ulps(
      40, "places are off by a few roundings, weights by as many times a slope of up to 2");

  private SamplingCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Outside outside : Outside.values()) {
      rows.add(nearest(outside));
      rows.add(mixed(Interpolation.LINEAR, outside, false));
      rows.add(mixed(Interpolation.LINEAR, outside, true));
      rows.add(mixed(Interpolation.CUBIC, outside, false));
      rows.add(mixed(Interpolation.CUBIC, outside, true));
    }
    rows.add(threeAxes());
    rows.add(affine(true, List.of(3, 2)));
    rows.add(affine(false, List.of(1, 4)));
    return rows;
  }

  private static OpCase nearest(Outside outside) {
    // Eighths, over two and four elements: halfway is halfway in float32 too.
    Operand grid = Operand.of((dtype, random) -> random.nextInt(-12, 13) / 8.0).withoutSpecial();
    return OpCase.named("gridSample, the nearest, " + outside)
        .covers("Sampling.gridSample")
        .operands(Operand.any(), grid)
        .sizes("(2,3,2,4) (2,3,5,2)", "(1,1,4,2) (1,1,1,2)", "(0,1,2,2) (0,3,1,2)")
        .build(in -> gridSample(in.get(0), in.get(1), Interpolation.NEAREST, outside, false))
        .oracle(in -> sampled(in, Interpolation.NEAREST, outside, false))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase mixed(Interpolation kind, Outside outside, boolean alignCorners) {
    Operand numbers = Operand.any().withoutSpecial();
    Operand grid =
        Operand.of(Values.between(-1.4, 1.4)).withoutSpecial().smoothOn(Values.between(-1.4, 1.4));
    return OpCase.named("gridSample, " + kind + ", " + outside + (alignCorners ? ", corners" : ""))
        .covers("Sampling.gridSample")
        .operands(numbers, grid)
        .sizes("(2,2,3,4) (2,3,1,2)", "(1,1,2,5) (1,2,3,2)", "(1,0,2,2) (1,1,3,2)")
        .build(in -> gridSample(in.get(0), in.get(1), kind, outside, alignCorners))
        .oracle(in -> sampled(in, kind, outside, alignCorners))
        .tolerance(PLACED)
        .row();
  }

  private static OpCase threeAxes() {
    Operand grid =
        Operand.of(Values.between(-1.4, 1.4)).withoutSpecial().smoothOn(Values.between(-1.4, 1.4));
    return OpCase.named("gridSample of volumes")
        .covers("Sampling.gridSample")
        .operands(Operand.any().withoutSpecial(), grid)
        .sizes("(1,2,2,3,2) (1,1,2,1,3)")
        .build(in -> gridSample(in.get(0), in.get(1), Interpolation.LINEAR, Outside.ZEROS, false))
        .oracle(in -> sampled(in, Interpolation.LINEAR, Outside.ZEROS, false))
        .tolerance(PLACED)
        .row();
  }

  private static Expected sampled(
      List<NDArray> in, Interpolation kind, Outside outside, boolean alignCorners) {
    NDArray x = in.get(0);
    NDArray grid = in.get(1);
    int axes = x.rank() - 2;
    double[] places = Elements.doubles(grid);
    double[] elements = Elements.doubles(x);
    List<Integer> shape = new ArrayList<>(x.shape().subList(0, 2));
    shape.addAll(grid.shape().subList(1, axes + 1));
    List<Double> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    double loudest = 0;
    for (double element : elements) {
      loudest = Math.max(loudest, Math.abs(element));
    }
    for (List<Integer> index : Grid.indices(shape)) {
      List<Integer> at = new ArrayList<>(index);
      at.remove(1);
      List<double[]> shares = new ArrayList<>();
      for (int axis = 0; axis < axes; axis++) {
        List<Integer> number = new ArrayList<>(at);
        number.add(axes - 1 - axis);
        double place = places[Grid.offset(number, grid.shape())];
        shares.add(shares(place, x.dim(axis + 2), kind, outside, alignCorners));
      }
      // A sum that begins at -0.0 keeps the sign of a single zero.
      double sum = -0.0;
      boolean isAny = false;
      for (List<Integer> element : Grid.indices(x.shape().subList(2, axes + 2))) {
        double weight = 1;
        for (int axis = 0; axis < axes; axis++) {
          weight *= shares.get(axis)[element.get(axis)];
        }
        List<Integer> source = new ArrayList<>(index.subList(0, 2));
        source.addAll(element);
        if (weight != 0) {
          isAny = true;
          sum += weight * elements[Grid.offset(source, x.shape())];
        }
      }
      values.add(isAny ? sum : 0);
      // A place among up to five elements, and slopes along each axis, cost as many roundings.
      scale.add(8 * loudest);
    }
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(each -> each).toArray());
  }

  /** How much each element along an axis counts. */
  private static double[] shares(
      double place, int length, Interpolation kind, Outside outside, boolean alignCorners) {
    double at = alignCorners ? (place + 1) / 2 * (length - 1) : ((place + 1) * length - 1) / 2;
    double low = alignCorners ? 0 : -0.5;
    double high = alignCorners ? length - 1 : length - 0.5;
    if (kind == Interpolation.NEAREST) {
      at = Math.rint(at);
    }
    if (at < low || at > high) {
      at = switch (outside) {
        case ZEROS -> at;
        // A cubic near an end depends on how far beyond it the place is.
        case BORDER -> kind == Interpolation.CUBIC ? at : Math.min(Math.max(at, 0), length - 1);
        case REFLECTION -> mirrored(at, low, high);
      };
    }
    double[] shares = new double[length];
    int around = (int) Math.floor(at);
    for (int i = around - 2; i <= around + 3; i++) {
      double weight = weight(kind, Math.abs(at - i));
      boolean isWithin = i >= 0 && i < length;
      if (weight != 0 && (isWithin || outside != Outside.ZEROS)) {
        int element = isWithin
            ? i
            : outside == Outside.BORDER
                ? Math.min(Math.max(i, 0), length - 1)
                : (int) Math.min(Math.max(mirrored(i, low, high), 0), length - 1);
        shares[element] += weight;
      }
    }
    return shares;
  }

  private static double weight(Interpolation kind, double t) {
    return switch (kind) {
      case NEAREST -> t <= 0.5 ? 1 : 0;
      case LINEAR -> Math.max(1 - t, 0);
      case CUBIC ->
        t <= 1
            ? 1.25 * t * t * t - 2.25 * t * t + 1
            : t < 2 ? -0.75 * t * t * t + 3.75 * t * t - 6 * t + 3 : 0;
      default -> throw new AssertionError(kind);
    };
  }

  private static double mirrored(double at, double low, double high) {
    double place = at;
    while (place < low || place > high) {
      place = place < low ? 2 * low - place : 2 * high - place;
    }
    return place;
  }

  private static OpCase affine(boolean alignCorners, List<Integer> lengths) {
    return OpCase.named("affineGrid of " + lengths + (alignCorners ? ", corners" : ""))
        .covers("Sampling.affineGrid")
        .operands(Operand.any().withoutSpecial())
        .sizes("(2,2,3)", "(0,2,3)", "(1,2,3)")
        .build(in -> affineGrid(in.get(0), lengths, alignCorners))
        .oracle(in -> {
          NDArray maps = in.get(0);
          double[] numbers = Elements.doubles(maps);
          List<Integer> shape = new ArrayList<>(List.of(maps.dim(0)));
          shape.addAll(lengths);
          shape.add(2);
          List<Double> values = new ArrayList<>();
          List<Double> scale = new ArrayList<>();
          for (List<Integer> index : Grid.indices(shape)) {
            double y = corner(index.get(1), lengths.get(0), alignCorners);
            double x = corner(index.get(2), lengths.get(1), alignCorners);
            int row = (index.get(0) * 2 + index.get(3)) * 3;
            values.add(numbers[row] * x + numbers[row + 1] * y + numbers[row + 2]);
            scale.add(
                Math.abs(numbers[row]) + Math.abs(numbers[row + 1]) + Math.abs(numbers[row + 2]));
          }
          return new Expected(
              Elements.array(DType.FLOAT64, shape, values),
              scale.stream().mapToDouble(each -> each).toArray());
        })
        .tolerance(Tolerance.ulps(8, "three products, their sum, and the places themselves"))
        .row();
  }

  private static double corner(int index, int length, boolean alignCorners) {
    double step = alignCorners ? 2.0 / (length - 1) : 2.0 / length;
    return alignCorners ? -1 + index * step : -1 + step / 2 + index * step;
  }
}

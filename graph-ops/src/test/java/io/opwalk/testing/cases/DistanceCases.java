package io.opwalk.testing.cases;

import static io.opwalk.ops.Norms.cosineSimilarity;
import static io.opwalk.ops.Norms.normalize;
import static io.opwalk.ops.Norms.pairwiseDistance;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Vectors of length 1, angles and distances, against norms with many digits. */
final class DistanceCases {
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");
  private static final Operand NUMBERS = NormCases.NUMBERS.withSpecial(
      Values.ordinary().mixedWith(Values.of(Double.NaN, Double.POSITIVE_INFINITY, 0, 0x1p600, -1)));

  /** Vectors apart from each other: a distance of 0 has no derivative. */
  private static final Operand LOW = Operand.any()
      .withSpecial(Values.ordinary().mixedWith(Values.of(0, Double.NaN, -1e9)))
      .smoothOn(Values.between(-2, -0.5));

  private static final Operand HIGH = LOW.smoothOn(Values.between(0.5, 2));

  private DistanceCases() {}

  static List<OpCase> all() {
    return List.of(
        unit("normalize", x -> normalize(x), -1, NormCases::euclidean),
        unit("normalize along the first axis", x -> normalize(x, 0), 0, NormCases::euclidean),
        unit(
            "normalize by the sum",
            x -> normalize(x, 1, -1, 1e-3),
            -1,
            x -> Exact.sum(x.stream().map(Math::abs).toList())),
        angle("cosineSimilarity", in -> cosineSimilarity(in.get(0), in.get(1)), -1)
            .sizes("(3) (3)", "(1) (1)", "(4,3) (4,3)", "(4,3) (1,3)", "(0,3) (0,3)", "(2,0) (2,0)")
            .row(),
        angle("cosineSimilarity along -2", in -> cosineSimilarity(in.get(0), in.get(1), -2), -2)
            .sizes("(3,4) (3,4)", "(2,3,1) (1,3,4)")
            .row(),
        distance(
            "pairwiseDistance",
            in -> pairwiseDistance(in.get(0), in.get(1)),
            x -> NormCases.euclidean(x)),
        distance(
            "pairwiseDistance of power 1",
            in -> pairwiseDistance(in.get(0), in.get(1), 1),
            x -> Exact.sum(x.stream().map(Math::abs).toList())));
  }

  private static List<Double> lane(NDArray x, List<Integer> index, int axis) {
    int at = axis < 0 ? axis + x.rank() : axis;
    List<Object> elements = Elements.list(x);
    List<Double> lane = new ArrayList<>();
    List<Integer> source = new ArrayList<>(Grid.repeated(index, x.shape()));
    for (int i = 0; i < x.dim(at); i++) {
      source.set(at, i);
      lane.add((Double) elements.get(Grid.offset(source, x.shape())));
    }
    return lane;
  }

  private static OpCase unit(
      String name, Function<Tensor, Tensor> build, int axis, ToDoubleFunction<List<Double>> norm) {
    double epsilon = name.contains("sum") ? 1e-3 : 1e-12;
    return OpCase.named(name)
        .covers("Norms.normalize")
        .operands(NUMBERS)
        .sizes("(1)", "(7)", "(0)", "(64)", "(4,3)", "(2,3,4)", "(3,1)", "(0,3)")
        .build(in -> build.apply(in.get(0)))
        .oracle(in -> {
          NDArray x = in.get(0);
          List<Object> elements = Elements.list(x);
          List<Object> values = new ArrayList<>();
          List<Double> scale = new ArrayList<>();
          for (List<Integer> index : Grid.indices(x.shape())) {
            List<Double> lane = lane(x, index, axis);
            double element = (Double) elements.get(Grid.offset(index, x.shape()));
            double value = element / Math.max(norm.applyAsDouble(lane), epsilon);
            values.add(value);
            scale.add((2 * lane.size() + 12) * (Math.abs(value) + Float.MIN_NORMAL));
          }
          return expected(x.shape(), values, scale);
        })
        .tolerance(ROUNDINGS)
        .row();
  }

  private static Expected expected(List<Integer> shape, List<Object> values, List<Double> scale) {
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static OpCase.Builder angle(String name, Function<List<Tensor>, Tensor> build, int axis) {
    Operand operand = NUMBERS.withoutSpecial();
    return OpCase.named(name)
        .covers("Norms.cosineSimilarity")
        .operands(operand, operand)
        .build(build)
        .oracle(in -> {
          NDArray a = in.get(0);
          NDArray b = in.get(1);
          List<Integer> shape = new ArrayList<>();
          for (int i = 0; i < a.rank(); i++) {
            shape.add(a.dim(i) == 1 ? b.dim(i) : a.dim(i));
          }
          int at = axis + a.rank();
          List<Integer> result = new ArrayList<>(shape);
          result.remove(at);
          List<Object> values = new ArrayList<>();
          List<Double> scale = new ArrayList<>();
          for (List<Integer> index : Grid.indices(result)) {
            List<Integer> whole = new ArrayList<>(index);
            whole.add(at, 0);
            List<Double> left = lane(a, whole, axis);
            List<Double> right = lane(b, whole, axis);
            List<Double> pairs = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
              pairs.add(left.get(i));
              pairs.add(right.get(i));
            }
            double lengths = Math.max(NormCases.euclidean(left), 1e-12)
                * Math.max(NormCases.euclidean(right), 1e-12);
            values.add(Exact.dot(pairs) / lengths);
            // Relative to the sum of the magnitudes of terms that may cancel, 1 at most.
            scale.add(6.0 * left.size() + 30);
          }
          return expected(result, values, scale);
        })
        .tolerance(ROUNDINGS);
  }

  private static OpCase distance(
      String name, Function<List<Tensor>, Tensor> build, ToDoubleFunction<List<Double>> norm) {
    return OpCase.named(name)
        .covers("Norms.pairwiseDistance")
        .operands(LOW, HIGH)
        .sizes(
            "(2,3) (4,3)",
            "(1,1) (1,1)",
            "(2,2,3) (4,3)",
            "(0,3) (2,3)",
            "(2,0) (3,0)",
            "(2,1,2) (1,3,2)")
        .build(build)
        .oracle(in -> {
          NDArray a = in.get(0);
          NDArray b = in.get(1);
          List<Integer> shape = new ArrayList<>(a.rank() >= b.rank() ? a.shape() : b.shape());
          for (int i = 0; i < shape.size() - 2; i++) {
            boolean repeated = a.dim(i) == 1 && b.rank() == a.rank();
            shape.set(i, repeated ? b.dim(i) : a.dim(i));
          }
          shape.set(shape.size() - 2, a.dim(-2));
          shape.set(shape.size() - 1, b.dim(-2));
          List<Object> values = new ArrayList<>();
          List<Double> scale = new ArrayList<>();
          for (List<Integer> index : Grid.indices(shape)) {
            List<Integer> first = new ArrayList<>(index);
            first.set(first.size() - 1, 0);
            List<Integer> second = new ArrayList<>(index);
            second.set(second.size() - 2, index.get(index.size() - 1));
            second.set(second.size() - 1, 0);
            List<Double> left = lane(a, first, -1);
            List<Double> right = lane(b, second, -1);
            List<Double> difference = new ArrayList<>();
            double size = 0;
            for (int i = 0; i < left.size(); i++) {
              difference.add(left.get(i) - right.get(i));
              size += Math.abs(left.get(i)) + Math.abs(right.get(i));
            }
            values.add(norm.applyAsDouble(difference));
            // A difference is off by an ulp of its operands.
            scale.add((2 * left.size() + 12) * size);
          }
          return expected(shape, values, scale);
        })
        .tolerance(ROUNDINGS)
        .row();
  }
}

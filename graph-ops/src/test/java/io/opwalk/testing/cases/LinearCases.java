package io.opwalk.testing.cases;

import static io.opwalk.ops.Linear.dot;
import static io.opwalk.ops.Linear.matmul;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Matrix products, against exact sums. */
final class LinearCases {
  private LinearCases() {}

  static List<OpCase> all() {
    Operand operand =
        Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));
    return List.of(
        OpCase.named("matmul")
            .covers("Linear.matmul")
            .operands(operand, operand)
            .dtypes(DTypes.NUMERIC)
            .sizes(
                "(1,1) (1,1)",
                "(3,7) (7,13)",
                "(13,64) (64,3)",
                "(3,207) (207,9)",
                "(1,1025) (1025,2)",
                "(64,3) (3,64)",
                "(3,0) (0,7)",
                "(0,3) (3,7)",
                "(3,7) (7,0)",
                "(1,13) (13,1)",
                "(7,1) (1,7)",
                "(17,9) (9,33)")
            .build(in -> matmul(in.get(0), in.get(1)))
            .oracle(in -> product(in.get(0), in.get(1)))
            .tolerance(ReductionCases.ORDER)
            .row(),
        OpCase.named("matmul of batches")
            .covers("Linear.matmul")
            .operands(operand, operand)
            .dtypes(DTypes.NUMERIC)
            .sizes(
                "(2,3,7) (7,5)",
                "(3,7) (2,7,5)",
                "(2,3,7) (2,7,5)",
                "(2,1,3,7) (1,4,7,5)",
                "(0,3,7) (7,5)",
                "(1,3,7) (5,7,2)")
            .build(in -> matmul(in.get(0), in.get(1)))
            .oracle(in -> product(in.get(0), in.get(1)))
            .tolerance(ReductionCases.ORDER)
            .row(),
        OpCase.named("matmul of vectors")
            .covers("Linear.matmul")
            .operands(operand, operand)
            .dtypes(DTypes.NUMERIC)
            .sizes("(7) (7,13)", "(13,7) (7)", "(0) (0,3)", "(2,3,7) (7)", "(7) (2,7,3)")
            .build(in -> matmul(in.get(0), in.get(1)))
            .oracle(LinearCases::vectors)
            .tolerance(ReductionCases.ORDER)
            .row(),
        OpCase.named("dot")
            .covers("Linear.dot")
            .operands(operand, operand)
            .dtypes(DTypes.NUMERIC)
            .sizes("(0) (0)", "(1) (1)", "(13) (13)", "(1025) (1025)")
            .build(in -> dot(in.get(0), in.get(1)))
            .oracle(LinearCases::vectors)
            .tolerance(ReductionCases.ORDER)
            .row());
  }

  /** NumPy's rule: a vector counts as a matrix, and the axis so added is removed. */
  private static Expected vectors(List<NDArray> in) {
    NDArray a = in.get(0);
    NDArray b = in.get(1);
    Expected product = product(
        a.rank() == 1 ? a.reshape(1, a.dim(0)) : a, b.rank() == 1 ? b.reshape(b.dim(0), 1) : b);
    List<Integer> shape = new ArrayList<>(product.values().shape());
    if (b.rank() == 1) {
      shape.remove(shape.size() - 1);
    }
    if (a.rank() == 1) {
      shape.remove(shape.size() - (b.rank() == 1 ? 1 : 2));
    }
    int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
    return new Expected(product.values().reshape(dims), product.scale());
  }

  private static Expected product(NDArray a, NDArray b) {
    List<Integer> shape =
        new ArrayList<>(a.rank() >= b.rank() ? a.shape() : b.shape().subList(0, b.rank()));
    int rank = shape.size();
    for (int axis = 0; axis < rank - 2; axis++) {
      shape.set(axis, Math.max(batch(a, rank, axis), batch(b, rank, axis)));
      if (batch(a, rank, axis) == 0 || batch(b, rank, axis) == 0) {
        shape.set(axis, 0);
      }
    }
    shape.set(rank - 2, a.dim(-2));
    shape.set(rank - 1, b.dim(-1));
    List<Object> left = Elements.list(a);
    List<Object> right = Elements.list(b);
    boolean floating = a.dtype().isFloating();
    List<Object> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Double> numbers = new ArrayList<>();
      BigInteger whole = BigInteger.ZERO;
      for (int k = 0; k < a.dim(-1); k++) {
        Object x = left.get(at(a, index, rank - 1, k));
        Object y = right.get(at(b, index, rank - 2, k));
        if (floating) {
          numbers.add((Double) x);
          numbers.add((Double) y);
        } else {
          whole = whole.add(BigInteger.valueOf((Long) x).multiply(BigInteger.valueOf((Long) y)));
        }
      }
      values.add(floating ? (Object) Exact.dot(numbers) : (Object) whole.longValue());
      scale.add(floating ? Exact.dotScale(numbers, a.dtype()) : 0);
    }
    NDArray expected = Elements.array(floating ? DType.FLOAT64 : a.dtype(), shape, values);
    return new Expected(expected, scale.stream().mapToDouble(x -> x).toArray());
  }

  private static int batch(NDArray x, int rank, int axis) {
    int own = axis - (rank - x.rank());
    return own < 0 ? 1 : x.dim(own);
  }

  /** Where an operand has its element for a result's index, with k along its inner axis. */
  private static int at(NDArray x, List<Integer> index, int inner, int k) {
    List<Integer> source = new ArrayList<>(index);
    source.set(inner, k);
    return Grid.offset(Grid.repeated(source, x.shape()), x.shape());
  }
}

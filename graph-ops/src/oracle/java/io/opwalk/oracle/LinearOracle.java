package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.ops.Shapes;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;

/** ONNX's products of matrices, and their determinants. */
final class LinearOracle {
  private static final List<DType> FLOATS = List.of(FLOAT64, FLOAT32);
  private static final Values ANY = Values.between(-3, 3);

  private static final Tolerance PRODUCT = Tolerance.ulps(
      8, "a few terms of up to 9 in another order or by fused steps; ulps of 9 are counted");

  private static final Tolerance DETERMINANT = Tolerance.ulps(
      64, "the runtime eliminates in float32, and products of up to 4 elements of 3 cancel");

  /** Equations over the labels i of size 2, j of 3, k of 4 and b of 1 to 3. */
  private static final List<String> EQUATIONS = List.of(
      "ij,jk->ik",
      "ij,jk",
      "bij,bjk->bik",
      "...ij,...jk->...ik",
      "ii",
      "ii->i",
      "...ii->...",
      "ij->ji",
      "ij->",
      "ij->j",
      "i,j->ij",
      "i,i->",
      "ij,ij->i",
      "ij,jk,k->i",
      "bij,bik,k->bj");

  private LinearOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("MatMul", PRODUCT, LinearOracle::matmul),
        OracleRow.of("Gemm", PRODUCT, LinearOracle::gemm),
        OracleRow.of("Einsum", PRODUCT, LinearOracle::einsum),
        OracleRow.of("Det", DETERMINANT, LinearOracle::det));
  }

  private static Configuration matmul(Draw draw) {
    DType dtype = draw.pick(FLOATS);
    int rows = draw.between(1, 5);
    int inner = draw.between(1, 9);
    int columns = draw.between(1, 5);
    List<List<Integer>> batches = draw.broadcasting(2);
    List<Integer> left = new ArrayList<>(batches.get(0));
    List<Integer> right = new ArrayList<>(batches.get(1));
    left.addAll(List.of(rows, inner));
    right.addAll(List.of(inner, columns));
    // A vector on either side, now and then.
    int vectors = draw.between(0, 7);
    return Configuration.of(
            draw.array(dtype, vectors == 1 || vectors == 3 ? List.of(inner) : left, ANY),
            draw.array(dtype, vectors == 2 || vectors == 3 ? List.of(inner) : right, ANY))
        .scale(9)
        .gives(in -> Linear.matmul(in.get(0), in.get(1)));
  }

  private static Configuration einsum(Draw draw) {
    DType dtype = draw.pick(FLOATS);
    String equation = EQUATIONS.get(draw.between(0, EQUATIONS.size() - 1));
    int batch = draw.between(1, 3);
    List<NDArray> operands = new ArrayList<>();
    for (String term : equation.split("->")[0].split(",")) {
      List<Integer> shape = new ArrayList<>();
      for (char label : term.replace("...", "b").toCharArray()) {
        shape.add(label == 'b' ? batch : label - 'i' + 2);
      }
      operands.add(draw.array(dtype, shape, ANY));
    }
    return Configuration.of(operands.toArray(NDArray[]::new))
        .attribute("equation", equation)
        // Products of three have ulps of 27.
        .scale(27)
        .gives(in -> Linear.einsum(equation, in));
  }

  private static Configuration det(Draw draw) {
    int size = draw.between(1, 4);
    List<Integer> shape = new ArrayList<>(draw.flip() ? List.of() : draw.shape(1, 2));
    shape.addAll(List.of(size, size));
    return Configuration.of(draw.array(FLOAT32, shape, ANY))
        .scale(Math.pow(3, size))
        .gives(in -> LinearAlgebra.det(in.get(0)));
  }

  private static Configuration gemm(Draw draw) {
    DType dtype = draw.pick(FLOATS);
    int rows = draw.between(1, 5);
    int inner = draw.between(1, 9);
    int columns = draw.between(1, 5);
    boolean isLeftTurned = draw.flip();
    boolean isRightTurned = draw.flip();
    double alpha = draw.number(0.5, 2);
    double beta = draw.number(0.5, 2);
    NDArray a = draw.array(dtype, isLeftTurned ? List.of(inner, rows) : List.of(rows, inner), ANY);
    NDArray b =
        draw.array(dtype, isRightTurned ? List.of(columns, inner) : List.of(inner, columns), ANY);
    NDArray c = draw.array(
        dtype,
        draw.pick(List.of(), List.of(columns), List.of(rows, 1), List.of(rows, columns)),
        ANY);
    boolean isAdded = draw.flip();
    Configuration.Builder configuration =
        isAdded ? Configuration.of(a, b, c) : Configuration.of(a, b);
    return configuration
        .attribute("transA", isLeftTurned)
        .attribute("transB", isRightTurned)
        .attribute("alpha", alpha)
        .attribute("beta", beta)
        .scale(9)
        .gives(in -> {
          Tensor left = isLeftTurned ? Shapes.transpose(in.get(0)) : in.get(0);
          Tensor right = isRightTurned ? Shapes.transpose(in.get(1)) : in.get(1);
          Tensor product = Arithmetic.multiply(Linear.matmul(left, right), alpha);
          return isAdded ? Arithmetic.add(product, Arithmetic.multiply(in.get(2), beta)) : product;
        });
  }
}

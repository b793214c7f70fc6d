package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.composite.Composite;
import java.util.List;
import java.util.Locale;

/**
 * A composite of your own is one node to whoever walks the graph, and its parts to the compiler.
 *
 * <p>It is the gated linear unit of Dauphin et al. (2017), arXiv:1612.08083, without biases:
 * {@code (x · v) * sigmoid(x · w)}. No gradient is written for it; that of its parts will do.
 */
public final class Lesson03Composite {
  /** The unit; inputs are x [n, d], v [d, k] and w [d, k]. */
  record GatedLinearUnit() implements Composite {
    @Override
    public String name() {
      return "GatedLinearUnit";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      if (!fit(inputs)) {
        throw new IllegalArgumentException(
            "takes x [n, d] and two kernels [d, k] of one dtype, found " + inputs);
      }
      TensorType x = inputs.get(0);
      return List.of(x.withShape(x.shape().withDim(1, inputs.get(1).dim(1))));
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      Tensor gate = sigmoid(matmul(x, inputs.get(2)));
      return List.of(multiply(matmul(x, inputs.get(1)), gate));
    }

    private static boolean fit(List<TensorType> inputs) {
      if (inputs.size() != 3 || inputs.get(0).rank() != 2 || inputs.get(1).rank() != 2) {
        return false;
      }
      TensorType x = inputs.get(0);
      TensorType v = inputs.get(1);
      return x.dtype() == v.dtype() && x.dim(1).equals(v.dim(0)) && v.equals(inputs.get(2));
    }
  }

  private Lesson03Composite() {}

  /** Runs the lesson; takes no arguments. */
  public static void main(String[] args) {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN, 2);
    Tensor v = placeholder("v", FLOAT64, 2, 1);
    Tensor w = placeholder("w", FLOAT64, 2, 1);
    Tensor y = Apply.of(new GatedLinearUnit(), x, v, w).output();
    say("One node, whose inputs are its inputs:");
    say("  %s", y);
    say("  %s", y.owner().inputs(0));

    NDArray rows = NDArray.of(List.of(2, 2), 1.0, 2, 3, 4);
    NDArray ones = NDArray.of(List.of(2, 1), 1.0, 1);
    NDArray gates = NDArray.of(List.of(2, 1), 0.5, -0.25);
    say("Its values, and the same by hand:");
    say("  %s", y.evaluate(feed(x, rows).and(v, ones).and(w, gates)).reshape(2));
    say("  [%s, %s]", 3 * logistic(0.5 - 0.5), 7 * logistic(1.5 - 1));

    Tensor slope = Gradients.gradient(sum(y), v);
    say("The gradient with respect to v goes through its parts:");
    say("  %s", slope.evaluate(feed(x, rows).and(v, ones).and(w, gates)).reshape(2));

    try {
      Apply.of(new GatedLinearUnit(), x, v, placeholder("wide", FLOAT64, 2, 3));
    } catch (TypeException refused) {
      say("What does not fit is refused where it is written:");
      say("%s", refused.getMessage());
    }
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}

package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.EvaluationException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Customs;
import io.opwalk.ops.custom.CustomFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kernel of your own is any Java code from arrays to arrays, with a type rule and a gradient.
 *
 * <p>It solves tridiagonal systems by Thomas's algorithm, which goes down the rows and up again: no
 * expression over whole tensors says that, and no general solver is as fast.
 */
public final class Lesson04Kernel {
  /** The solution of [-1 2+s -1] x = b, for a vector b and a shift s of the diagonal. */
  record Tridiagonal(double shift) implements CustomFunction, Differentiable {
    @Override
    public String name() {
      return "Tridiagonal";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      boolean fits =
          inputs.size() == 1 && inputs.get(0).rank() == 1 && inputs.get(0).dtype() == FLOAT64;
      if (!fits) {
        throw new IllegalArgumentException("takes one vector of float64, found " + inputs);
      }
      return inputs;
    }

    @Override
    public List<NDArray> compute(List<NDArray> inputs) {
      double[] x = inputs.get(0).toDoubles();
      double[] factors = new double[x.length];
      double diagonal = 2 + shift;
      for (int i = 0; i < x.length; i++) {
        double pivot = i == 0 ? diagonal : diagonal + factors[i - 1];
        if (pivot == 0) {
          throw new IllegalArgumentException("pivot " + i + " is 0, and rows are not swapped");
        }
        factors[i] = -1 / pivot;
        x[i] = (x[i] + (i == 0 ? 0 : x[i - 1])) / pivot;
      }
      for (int i = x.length - 2; i >= 0; i--) {
        x[i] -= factors[i] * x[i + 1];
      }
      return List.of(NDArray.of(x));
    }

    /** The matrix is symmetric, so the gradient is the solution for the gradient. */
    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      return List.of(
          gradients.get(0).map(gradient -> Customs.apply(this, gradient).get(0)));
    }
  }

  private Lesson04Kernel() {}

  /** Runs the lesson; takes no arguments. */
  public static void main(String[] args) {
    Tensor load = placeholder("load", FLOAT64, UNKNOWN);
    Tensor bend = Customs.apply(new Tridiagonal(0), load).get(0);
    say("A node as any other:");
    say("  %s", bend);
    NDArray even = NDArray.of(1.0, 1, 1, 1, 1);
    say("How an evenly loaded string bends:");
    say("  %s", bend.evaluate(feed(load, even)));

    Tensor target = multiply(load, 2);
    Tensor miss = sum(multiply(subtract(bend, target), subtract(bend, target)));
    Tensor slope = Gradients.gradient(miss, load);
    say("A gradient goes through it:");
    say("  %s", slope.evaluate(feed(load, even)));
    GradientCheck.of(miss, load).run(feed(load, even)).orThrow();
    say("Finite differences agree.");

    try {
      Customs.apply(new Tridiagonal(-2), load).get(0).evaluate(feed(load, even));
    } catch (EvaluationException failed) {
      say("What it complains of names the node and your line:");
      say("%s", failed.getMessage());
    }
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}

package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.Backend;
import io.opwalk.spi.Backends;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares gradients with central differences: a test for gradient rules, and for whole models.
 *
 * <pre>{@code
 * GradientCheck.of(loss, w, b).run(feed(x, image)).orThrow();
 * }</pre>
 *
 * <p>An output y of any shape is made a scalar L, the sum of y times a random weight per element,
 * each of magnitude 0.5 to 1.5, so that errors do not cancel. The analytic gradient of L comes from
 * {@link Gradients#vjpOrZeros}; the numeric one is {@code (L(x+h) - L(x-h)) / 2h} for one element x
 * of one tensor at a time, all others held as they are. Tensors that are not leaves are fed.
 *
 * <p><b>Step.</b> With e the machine epsilon of the coarser dtype involved, the error of the
 * difference is {@code h^2/6 |L'''|} from cutting the Taylor series and about {@code e |y|/h} from
 * rounding. Both are of order {@code e^(2/3)} at {@code h = e^(1/3) max(1, |x|)}, which is the step
 * here (Press et al., <i>Numerical Recipes</i>, 3rd ed., section 5.7): 6e-6 for float64, 5e-3 for
 * float32.
 *
 * <p><b>Error and tolerance.</b> The error is {@code |analytic - numeric| / max(1, |analytic|,
 * |numeric|, S)}, S being the sum of the magnitudes of the terms of L, since rounding is relative
 * to these. The tolerance is {@code 1000 e^(2/3)}, 4e-8 for float64 and 2e-2 for float32: room for
 * third derivatives and condition numbers of some hundreds. A wrong rule is usually off by far
 * more, so check models in float64.
 *
 * <p>Differences mean nothing across a kink, such as that of relu at 0: choose values further from
 * it than the step. A value that is not finite counts as an infinite error.
 *
 * @param output what is differentiated, of a floating dtype
 * @param wrt the tensors with respect to which it is, of floating dtypes
 * @param backend what computes both sides
 * @param seed of the random weights, and of the choice of elements
 * @param samples how many elements of each tensor are compared at most
 */
public record GradientCheck(
    Tensor output, List<Tensor> wrt, Backend backend, long seed, int samples) {
  private static final double TOLERANCE_FACTOR = 1000;

  /** Copies the list. */
  public GradientCheck {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(backend, "backend");
    wrt = List.copyOf(wrt);
    if (wrt.isEmpty() || samples < 1) {
      throw new IllegalArgumentException("nothing to compare: " + wrt.size()
          + " tensors, and at most " + samples + " elements of each");
    }
  }

  /** A check on the best backend, of 100 elements per tensor at most. */
  public static GradientCheck of(Tensor output, Tensor... wrt) {
    return new GradientCheck(output, List.of(wrt), Backends.best(), 1, 100);
  }

  /**
   * As {@link #of(Tensor, Tensor...)} for all floating outputs of a node at once, so that its rule
   * is given all their gradients together.
   *
   * @throws IllegalArgumentException where no output is of a floating dtype
   */
  public static GradientCheck of(Apply node, Tensor... wrt) {
    List<Tensor> outputs =
        node.outputs().stream().filter(output -> output.dtype().isFloating()).toList();
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("no output of a floating dtype: " + node.outputs());
    }
    boolean single = outputs.stream().anyMatch(output -> output.dtype() == DType.FLOAT32);
    DType dtype = single ? DType.FLOAT32 : DType.FLOAT64;
    List<Tensor> flat = outputs.stream()
        .map(output -> Tensors.cast(Shapes.flatten(output), dtype))
        .toList();
    return of(Joining.concat(flat, 0), wrt);
  }

  /** This check on another backend. */
  public GradientCheck on(Backend other) {
    return new GradientCheck(output, wrt, other, seed, samples);
  }

  /** This check with other random numbers. */
  public GradientCheck withSeed(long other) {
    return new GradientCheck(output, wrt, backend, other, samples);
  }

  /** This check with another limit of elements per tensor. */
  public GradientCheck withSamples(int other) {
    return new GradientCheck(output, wrt, backend, seed, other);
  }

  /**
   * The element with the largest error.
   *
   * @param tensor the tensor with respect to which it is
   * @param index the element, one entry per axis
   * @param analytic the gradient as the rules give it
   * @param numeric the gradient by central differences
   * @param error as explained at {@link GradientCheck}
   * @param tolerance the largest error that passes
   * @param compared how many elements were compared, of all tensors
   */
  public record Report(
      Tensor tensor,
      List<Integer> index,
      double analytic,
      double numeric,
      double error,
      double tolerance,
      int compared) {
    /** Copies the index. */
    public Report {
      index = List.copyOf(index);
    }

    private Report outOf(int all) {
      return new Report(tensor, index, analytic, numeric, error, tolerance, all);
    }

    /** Whether no error is above the tolerance. */
    public boolean passed() {
      return error <= tolerance;
    }

    /**
     * Does nothing where the check passed.
     *
     * @throws AssertionError where it did not, with this report
     */
    public void orThrow() {
      if (!passed()) {
        throw new AssertionError(toString());
      }
    }

    /** One line: the verdict, and both gradients at the worst element. */
    @Override
    public String toString() {
      return "gradient " + (passed() ? "right" : "wrong") + ": worst of " + compared
          + " elements at index " + index + " of " + tensor + ": analytic " + analytic
          + ", numeric " + numeric + ", error " + error + ", tolerance " + tolerance;
    }
  }

  /**
   * Compares.
   *
   * @param feed the point at which to differentiate: a value for each placeholder that
   *     {@code output} needs; it may hold values for tensors of {@code wrt} too
   * @throws IllegalArgumentException where no tensor of {@code wrt} has any elements
   */
  public Report run(Feed feed) {
    NDArray value = compile(feed.tensors(), List.of(output)).callSingle(feed);
    NDArray weights = weights(value);
    List<Tensor> slopes =
        Gradients.vjpOrZeros(List.of(output), List.of(Tensors.constant(weights)), wrt);
    List<NDArray> analytic = compile(feed.tensors(), slopes).call(feed);
    List<NDArray> points = compile(feed.tensors(), wrt).call(feed);
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < wrt.size(); i++) {
      reports.addAll(compare(feed, wrt.get(i), points.get(i), analytic.get(i), weights));
    }
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare: all of " + wrt + " are empty");
    }
    Report worst = Collections.max(reports, Comparator.comparingDouble(Report::error));
    return worst.outOf(reports.size());
  }

  private List<Report> compare(
      Feed feed, Tensor tensor, NDArray point, NDArray analytic, NDArray weights) {
    Set<Tensor> inputs = new LinkedHashSet<>(feed.tensors());
    inputs.add(tensor);
    CentralDifferences differences = new CentralDifferences(
        compile(inputs, List.of(output)), feed, tensor, point, weights, epsilon(tensor));
    double scale = differences.scale();
    double[] slopes = CentralDifferences.doubles(analytic);
    List<Report> reports = new ArrayList<>();
    for (int element : elements(point.size())) {
      double numeric = differences.slope(element);
      double largest = Math.max(Math.abs(slopes[element]), Math.abs(numeric));
      double error = Math.abs(slopes[element] - numeric) / Math.max(Math.max(1, scale), largest);
      reports.add(new Report(
          tensor,
          index(element, point.shape()),
          slopes[element],
          numeric,
          Double.isFinite(error) ? error : Double.POSITIVE_INFINITY,
          TOLERANCE_FACTOR * Math.cbrt(Math.pow(epsilon(tensor), 2)),
          1));
    }
    return reports;
  }

  private CompiledFunction compile(Collection<Tensor> inputs, List<Tensor> outputs) {
    return backend.compile(List.copyOf(inputs), outputs, CompileOptions.defaults());
  }

  /** Random weights of the dtype and shape of {@code value}. */
  private NDArray weights(NDArray value) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = random.doubles(value.size(), 0.5, 1.5).toArray();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextBoolean() ? weights[i] : -weights[i];
    }
    return NDArray.of(value.shape(), weights).cast(value.dtype());
  }

  private int[] elements(int size) {
    int[] all = IntStream.range(0, size).toArray();
    return size <= samples ? all : Arrays.copyOf(IntArrays.shuffle(all, new Random(seed)), samples);
  }

  /** The distance from 1 to the next value of the coarser dtype. */
  private double epsilon(Tensor tensor) {
    boolean single = tensor.dtype() == DType.FLOAT32 || output.dtype() == DType.FLOAT32;
    return single ? Math.ulp(1f) : Math.ulp(1d);
  }

  private static List<Integer> index(int element, List<Integer> shape) {
    Integer[] index = new Integer[shape.size()];
    int rest = element;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.get(axis);
      rest /= shape.get(axis);
    }
    return List.of(index);
  }
}

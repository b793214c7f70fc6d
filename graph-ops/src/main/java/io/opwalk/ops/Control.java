package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Cond;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Conditions and the common kinds of loops. {@link Scan} has all that a loop can be.
 *
 * <p>All of them are differentiable in every tensor they use.
 */
public final class Control {
  private Control() {}

  /**
   * All intermediate results of {@link #foldl}: of shape [time, ...], without the initial value.
   *
   * <pre>{@code
   * scan(x, zero, (sum, element) -> add(sum, element));   // cumulative sums
   * }</pre>
   *
   * @param sequence its axis 0 is walked along
   * @param initial what the first step is passed
   * @param step from what the step before passed on, and an element, to what this one passes on, of
   *     the dtype and shape of {@code initial}
   * @throws TypeException where {@code sequence} has rank 0, or the step gives another type
   */
  public static Tensor scan(Tensor sequence, Tensor initial, BinaryOperator<Tensor> step) {
    return Scan.over(sequence)
        .carrying(initial)
        .step((state, elements) -> {
          Tensor next = step.apply(state.get(0), elements.get(0));
          return Scan.next(next).giving(next);
        })
        .output(0);
  }

  /**
   * What the last step passes on, from the first element to the last: {@code step(... step(initial,
   * x[0]) ..., x[n-1])}; the initial value where the sequence is empty.
   *
   * @throws TypeException as {@link #scan}
   */
  public static Tensor foldl(Tensor sequence, Tensor initial, BinaryOperator<Tensor> step) {
    return fold(Scan.over(sequence), initial, step);
  }

  /**
   * As {@link #foldl}, from the last element to the first.
   *
   * @throws TypeException as {@link #scan}
   */
  public static Tensor foldr(Tensor sequence, Tensor initial, BinaryOperator<Tensor> step) {
    return fold(Scan.over(sequence).reverse(), initial, step);
  }

  private static Tensor fold(ScanBuilder scan, Tensor initial, BinaryOperator<Tensor> step) {
    return scan.carrying(initial)
        .step((state, elements) -> Scan.next(step.apply(state.get(0), elements.get(0))))
        .finalState(0);
  }

  /**
   * The function of each element along axis 0: of shape [time, ...].
   *
   * @throws TypeException where {@code sequence} has rank 0
   */
  public static Tensor map(Tensor sequence, UnaryOperator<Tensor> function) {
    return Scan.over(sequence)
        .step((state, elements) -> Scan.giving(function.apply(elements.get(0))))
        .output(0);
  }

  /**
   * What a step gives that is taken again and again as long as a condition holds.
   *
   * <pre>{@code
   * // Newton's iteration for the square root of a
   * whileLoop(50, a, x -> greater(abs(subtract(square(x), a)), 1e-12),
   *     x -> multiply(0.5, add(x, divide(a, x))));
   * }</pre>
   *
   * <p>A gradient takes memory for as many states as {@code most} says.
   *
   * @param most how many steps there are at most; a call in which the condition holds after them
   *     fails with an {@link io.opwalk.EvaluationException}
   * @param condition gives a bool of rank 0; asked before each step
   * @param step from a value to the next, of the same dtype and shape
   * @throws TypeException where condition or step give another type
   */
  public static Tensor whileLoop(
      long most, Tensor initial, UnaryOperator<Tensor> condition, UnaryOperator<Tensor> step) {
    return whileLoop(
            most,
            List.of(initial),
            state -> condition.apply(state.get(0)),
            state -> List.of(step.apply(state.get(0))))
        .get(0);
  }

  /** As {@link #whileLoop(long, Tensor, UnaryOperator, UnaryOperator)}, for several values. */
  public static List<Tensor> whileLoop(
      long most,
      List<Tensor> initial,
      Function<List<Tensor>, Tensor> condition,
      UnaryOperator<List<Tensor>> step) {
    return Scan.times(most)
        .carrying(initial)
        .asLongAs(condition)
        .step((state, elements) -> new Scan.Next(step.apply(state), List.of()))
        .finalState();
  }

  /**
   * The value of one of two branches; the other is not run.
   *
   * <pre>{@code
   * cond(training, () -> dropout(h), () -> h);
   * }</pre>
   *
   * <p>A branch is what its function builds. What was there before, such as {@code h}, is computed
   * in any case. To tell the two apart, each function is called twice.
   *
   * @param predicate a bool of rank 0; to choose element by element, see {@link Logic#where}
   * @throws TypeException where the branches give values of different types
   */
  public static Tensor cond(Tensor predicate, Supplier<Tensor> then, Supplier<Tensor> otherwise) {
    return condAll(predicate, () -> List.of(then.get()), () -> List.of(otherwise.get()))
        .get(0);
  }

  /** As {@link #cond}, for branches that give several values, each as many as the other. */
  public static List<Tensor> condAll(
      Tensor predicate, Supplier<List<Tensor>> then, Supplier<List<Tensor>> otherwise) {
    Set<Apply> before = new HashSet<>();
    List<Tensor> left = builtBy(then, before);
    List<Tensor> right = builtBy(otherwise, before);
    Closure closure = Closure.of(tensor -> !before.contains(tensor.owner()));
    List<Tensor> thenOutputs = closure.close(left);
    List<Tensor> otherwiseOutputs = closure.close(right);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(predicate);
    inputs.addAll(closure.captured());
    return Refusal.naming("cond", inputs, () -> {
      Body first = new Body("then", closure.inputs(), thenOutputs);
      Body second = new Body("otherwise", closure.inputs(), otherwiseOutputs);
      return Apply.of(new Cond(first, second), inputs).outputs();
    });
  }

  /** What the function gives; what it did not build itself is added to {@code before}. */
  private static List<Tensor> builtBy(Supplier<List<Tensor>> branch, Set<Apply> before) {
    List<Tensor> built = branch.get();
    Set<Apply> again = new HashSet<>(Walk.ancestors(branch.get()));
    Walk.ancestors(built).stream().filter(again::contains).forEach(before::add);
    return built;
  }
}

package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Barrier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A piece of graph whose inner values are computed a second time for its gradient, instead of being
 * kept until that is needed (Griewank and Walther, <i>Evaluating Derivatives</i>, 2nd ed., chapter
 * 12; Chen et al., <i>Training Deep Nets with Sublinear Memory Cost</i>, 2016).
 *
 * <pre>{@code
 * for (Layer block : blocks) {
 *   x = x.then(Checkpoint.of(block));
 * }
 * }</pre>
 *
 * <p>Of n pieces in a chain, only what lies between them is kept, and one piece at a time is
 * computed again: with pieces as long as there are many of them, memory grows with the root of the
 * whole length. Values and gradients are those without it, to the bit.
 *
 * <p>It is one node to the walker, whose inputs are those of the function and, behind them, what
 * else it used, such as weights: these get their gradients too.
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * A function like {@code block} whose inner values are not kept, for {@link Tensor#then}.
   *
   * @param block is called once per tensor it is applied to, with a stand-in for it
   */
  public static UnaryOperator<Tensor> of(Function<? super Tensor, ? extends Tensor> block) {
    return x -> apply(List.of(x), inputs -> List.of(block.apply(inputs.get(0)))).get(0);
  }

  /**
   * What a function makes of some tensors, without keeping what is inside.
   *
   * @param block is called once, with stand-ins for the inputs; it gives one tensor at least
   * @return one tensor per tensor that {@code block} gives
   */
  public static List<Tensor> apply(
      List<Tensor> inputs, Function<List<Tensor>, List<Tensor>> block) {
    Section.Traced traced = Section.trace(inputs, block);
    return Apply.of(new Piece(traced.section()), traced.arguments()).outputs();
  }

  /** Whether a node is what {@link #apply} makes. */
  public static boolean isOne(Apply apply) {
    return apply.op() instanceof Piece;
  }

  private record Piece(Section section) implements Composite, Differentiable {
    @Override
    public String name() {
      return "Checkpoint";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return section.types(inputs);
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return section.apply(inputs);
    }

    @Override
    public Op substitute(Function<Dim.Symbol, Dim> dims) {
      Section substituted = section.substitute(dims);
      return substituted == section ? this : new Piece(substituted);
    }

    /** Through the piece once more, over inputs that wait for the gradients of the outputs. */
    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      List<Tensor> again = new ArrayList<>();
      for (Tensor input : apply.inputs()) {
        List<Tensor> awaited = new ArrayList<>(List.of(input));
        gradients.forEach(gradient -> gradient.ifPresent(awaited::add));
        again.add(Apply.of(new Barrier(), awaited).output());
      }
      List<Tensor> floating =
          again.stream().filter(input -> input.dtype().isFloating()).toList();
      ReverseMode pass = new ReverseMode(
          section.apply(again), gradients, floating, Set.copyOf(new HashSet<>(again)));
      return again.stream().map(pass::gradient).toList();
    }
  }
}

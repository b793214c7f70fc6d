package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.TypeException;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A piece of graph with a gradient of the user's own, in place of that of the ops it is made of:
 * where there is a more stable form, or where the true gradient is of no use.
 *
 * <pre>{@code
 * // Rounds, and lets the gradient pass as if it did not: the straight-through estimator.
 * Tensor q = CustomGradient.of("quantise", x, in -> round(in), (in, out, g) -> g);
 * }</pre>
 *
 * <p>It is one node to the walker; a compiler sees what the forward function made of its inputs. A
 * derivative in a direction is the transpose of the gradient where that is linear in the cotangent,
 * else that of the forward function. Gradients of gradients are those of what the rule builds.
 */
public final class CustomGradient {
  private CustomGradient() {}

  /** The gradient of a piece with one input and one output. */
  @FunctionalInterface
  public interface UnaryRule {
    /**
     * The gradient in the input, as graph nodes.
     *
     * @param input what the piece is applied to
     * @param output what it gives
     * @param cotangent the gradient with respect to the output, of its type
     * @return the gradient with respect to the input, of its type, or of one that broadcasts to it
     */
    Tensor apply(Tensor input, Tensor output, Tensor cotangent);
  }

  /** The gradient of a piece with any number of inputs and outputs. */
  @FunctionalInterface
  public interface Rule {
    /**
     * The gradients in the inputs, as graph nodes.
     *
     * @param inputs what the piece is applied to
     * @param outputs what it gives
     * @param cotangents the gradient with respect to each output; zeros for one that does not count
     * @return one per input, of its type; empty where no gradient flows
     */
    List<Optional<Tensor>> apply(
        List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents);
  }

  /**
   * As {@link #of(String, List, Function, Rule)} for one input and one output.
   *
   * @param x the input, of a floating dtype
   */
  public static Tensor of(
      String name, Tensor x, UnaryOperator<Tensor> forward, UnaryRule gradient) {
    return of(
            name,
            List.of(x),
            inputs -> List.of(forward.apply(inputs.get(0))),
            (inputs, outputs, cotangents) -> List.of(
                Optional.of(gradient.apply(inputs.get(0), outputs.get(0), cotangents.get(0)))))
        .get(0);
  }

  /**
   * What a function makes of some tensors, with a gradient given by a rule.
   *
   * @param name what the node is called in print: one word
   * @param inputs what the function is applied to
   * @param forward builds the outputs, at least one; called once, with stand-ins for the inputs. It
   *     uses these and constants, and no other tensor: the rule would give that no gradient
   * @param gradient builds the gradients; called whenever the node is differentiated
   * @throws TypeException where {@code forward} uses a tensor that is not among the inputs
   */
  public static List<Tensor> of(
      String name,
      List<Tensor> inputs,
      Function<List<Tensor>, List<Tensor>> forward,
      Rule gradient) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(gradient, "gradient");
    Section.Traced traced = Section.trace(inputs, forward);
    if (!traced.captured().isEmpty()) {
      throw Demands.refusal(
          name + ": its function uses a tensor that is not among its inputs, and would get no"
              + " gradient; add it to the inputs",
          traced.captured().get(0));
    }
    return Apply.of(new Piece(name, traced.section(), gradient), inputs).outputs();
  }

  private record Piece(String name, Section section, Rule rule)
      implements Composite, Differentiable {
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
      return substituted == section ? this : new Piece(name, substituted, rule);
    }

    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      List<Tensor> cotangents = new ArrayList<>();
      for (int i = 0; i < gradients.size(); i++) {
        Tensor output = apply.outputs(i);
        cotangents.add(gradients.get(i).orElseGet(() -> Tensors.zerosLike(output)));
      }
      return rule.apply(apply.inputs(), apply.outputs(), cotangents);
    }
  }
}

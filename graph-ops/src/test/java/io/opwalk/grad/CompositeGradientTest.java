package io.opwalk.grad;

import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Gradients through composites, and through ops that are somebody else's. */
class CompositeGradientTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private final Tensor x = placeholder("x", DType.FLOAT64, 3);
  private final Tensor y = placeholder("y", DType.FLOAT64, 3);
  private final Feed feed =
      Feed.feed(x, NDArray.of(0.5, -1, 2)).and(y, NDArray.of(3.0, 0.25, -0.5));

  /** A composite without a gradient of its own. */
  private record Expanding(Function<List<Tensor>, Tensor> code) implements Composite {
    @Override
    public String name() {
      return "Expanding";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs.subList(0, 1);
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return List.of(code.apply(inputs));
    }
  }

  private static Tensor expanding(Function<List<Tensor>, Tensor> code, Tensor... inputs) {
    return Apply.of(new Expanding(code), inputs).output();
  }

  @Test
  void withoutARuleItIsThatOfTheExpansion() {
    Tensor swish =
        expanding(in -> multiply(in.get(0), sigmoid(multiply(in.get(0), in.get(1)))), x, y);
    GradientCheck.of(swish, x, y).on(BACKEND).run(feed).orThrow();
  }

  @Test
  void theExpansionEndsAtTheInputs() {
    Tensor inner = square(x).named("inner");
    Tensor outer = expanding(in -> multiply(in.get(0), in.get(1)), inner, x);
    Tensor loss = sum(add(outer, inner));
    GradientCheck.of(loss, x, inner).on(BACKEND).run(feed).orThrow();
    List<Tensor> gradients = Gradients.gradient(loss, List.of(x, inner));
    assertEquals(
        List.of("grad/x", "grad/inner"), gradients.stream().map(Tensor::name).toList());
    // A part of the gradient of inner is not named as if it were the whole.
    assertEquals(
        1,
        Graph.of(gradients).applies().stream()
            .filter(apply -> apply.name().equals("grad/inner"))
            .count());
  }

  @Test
  void oneTensorInTwoPlacesGetsBothParts() {
    Tensor product = expanding(in -> multiply(square(in.get(0)), in.get(1)), x, x);
    GradientCheck.of(product, x).on(BACKEND).run(feed).orThrow();
    Tensor loss = Probability.crossEntropyFromLogits(x, x);
    GradientCheck.of(loss, x).on(BACKEND).run(feed).orThrow();
  }

  @Test
  void anExpansionMayBeAnInputItself() {
    Tensor same = expanding(in -> in.get(0), x, y);
    assertEquals(
        NDArray.of(1.0, 1, 1), Gradients.gradient(sum(same), x).evaluate(Feed.empty(), BACKEND));
    assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(sum(same), y));
  }

  @Test
  void compositesOfComposites() {
    Tensor nested = expanding(
        in -> expanding(more -> multiply(more.get(0), Probability.softmax(more.get(1))), x, y),
        x,
        y);
    GradientCheck.of(nested, x, y).on(BACKEND).run(feed).orThrow();
  }

  @Test
  void theGradientOfSoftmaxIsSoftmaxsOwn() {
    Tensor p = Probability.softmax(x);
    Graph graph = Graph.of(Gradients.gradient(sum(square(p)), x));
    assertTrue(graph.contains(p));
    assertTrue(graph.applies().stream().anyMatch(apply -> apply.op() instanceof Softmax));
    assertFalse(
        graph.applies().stream().anyMatch(apply -> apply.op().label().equals("Elementwise{exp}")));
  }

  /** Two outputs, sum and product, with a rule that has to look at which of them count. */
  private record SumAndProduct() implements Composite, Differentiable {
    @Override
    public String name() {
      return "SumAndProduct";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return List.of(add(inputs.get(0), inputs.get(1)), multiply(inputs.get(0), inputs.get(1)));
    }

    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      Tensor ofSum = gradients.get(0).orElseGet(() -> Tensors.zerosLike(apply.inputs(0)));
      Tensor ofProduct = gradients.get(1).orElseGet(() -> Tensors.zerosLike(apply.inputs(0)));
      return List.of(
          Optional.of(add(ofSum, multiply(ofProduct, apply.inputs(1)))),
          Optional.of(add(ofSum, multiply(ofProduct, apply.inputs(0)))));
    }
  }

  @Test
  void severalOutputs() {
    Apply both = Apply.of(new SumAndProduct(), x, y);
    Tensor all = add(square(both.outputs(0)), both.outputs(1));
    GradientCheck.of(all, x, y).on(BACKEND).run(feed).orThrow();
    GradientCheck.of(both.outputs(1), x, y).on(BACKEND).run(feed).orThrow();
  }

  /** An op that says nothing about gradients. */
  private record Opaque() implements Op {
    @Override
    public String name() {
      return "Opaque";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }
  }

  @Test
  void anOpWithoutGradientIsNamedIfItIsOnThePath() {
    Tensor opaque = Apply.of(new Opaque(), x).named("secret").output();
    Tensor loss = sum(multiply(opaque, y));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Gradients.gradient(loss, x));
    assertTrue(
        thrown.getMessage().contains("Opaque cannot be differentiated"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("'secret'"), thrown.getMessage());
    assertEquals(y.type(), Gradients.gradient(loss, y).type());
  }

  /** An op whose rule is broken. */
  private record Broken(List<Optional<Tensor>> answer) implements Op, Differentiable {
    @Override
    public String name() {
      return "Broken";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
      return answer;
    }
  }

  @Test
  void aRuleThatBreaksItsContractIsNamed() {
    Tensor vector = placeholder("vector", DType.FLOAT64, 4);
    broken(List.of(), "gives 0 gradients for 1 inputs");
    broken(List.of(Optional.of(vector)), "gives a gradient of (4,) float64 for inputs(0)");
    broken(
        List.of(Optional.of(Tensors.cast(x, DType.FLOAT32))),
        "gives a gradient of (3,) float32 for inputs(0)");
  }

  private void broken(List<Optional<Tensor>> answer, String message) {
    Tensor loss = sum(Apply.of(new Broken(answer), x).output());
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Gradients.gradient(loss, x));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("Broken"), thrown.getMessage());
  }

  /** Position and value of the largest, and all squares; no rule of its own. */
  private record Several() implements Composite {
    @Override
    public String name() {
      return "Several";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      TensorType scalar = inputs.get(0).withShape(Shape.scalar());
      return List.of(scalar.withDType(DType.INT64), scalar, inputs.get(0));
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      Tensor in = inputs.get(0);
      return List.of(Reductions.argMax(in, 0), Reductions.max(in), square(in));
    }
  }

  @Test
  void severalOutputsIntegersAmongThemThroughTheExpansion() {
    Apply node = Apply.of(new Several(), x).named("several");
    Tensor largest = node.outputs(1);
    Tensor squares = node.outputs(2);
    GradientCheck.of(node, x).on(BACKEND).run(feed).orThrow();
    GradientCheck.of(add(squares, multiply(largest, y)), x, y)
        .on(BACKEND)
        .run(feed)
        .orThrow();
    // One output alone, an output that is asked for itself, and one that depends on another.
    GradientCheck.of(largest, x).on(BACKEND).run(feed).orThrow();
    List<Tensor> gradients =
        Gradients.gradient(sum(multiply(squares, largest)), List.of(largest, squares, x));
    assertEquals(
        List.of("grad/several:1", "grad/several:2", "grad/x"),
        gradients.stream().map(Tensor::name).toList());
    assertEquals(
        // The sum of squares, the largest, and the way through both.
        List.of(NDArray.scalar(5.25), NDArray.of(2.0, 2, 2), NDArray.of(2.0, -4, 8 + 5.25)),
        gradients.stream().map(tensor -> tensor.evaluate(xOnly(), BACKEND)).toList());
  }

  private Feed xOnly() {
    return Feed.feed(x, NDArray.of(0.5, -1, 2));
  }

  @Test
  void anIntegerOutputStopsAGradient() {
    Apply node = Apply.of(new Several(), x);
    Tensor position = Tensors.cast(node.outputs(0), DType.FLOAT64);
    DisconnectedGradientException thrown =
        assertThrows(DisconnectedGradientException.class, () -> Gradients.gradient(position, x));
    assertTrue(thrown.getMessage().contains("stops at"), thrown.getMessage());
    Tensor both = add(position, node.outputs(1));
    assertEquals(NDArray.of(0.0, 0, 1), Gradients.gradient(both, x).evaluate(xOnly(), BACKEND));
  }

  @Test
  void directionsThroughSeveralOutputs() {
    Apply both = Apply.of(new SumAndProduct(), x, y);
    Tensor along = Tensors.constant(NDArray.of(1.0, 2, 3));
    List<Tensor> moved = Jacobians.jvp(both.outputs(), List.of(x), List.of(along));
    assertEquals(NDArray.of(1.0, 2, 3), moved.get(0).evaluate(Feed.empty(), BACKEND));
    // dx y, with y = (3, 0.25, -0.5).
    assertEquals(
        NDArray.of(3.0, 0.5, -1.5),
        moved.get(1).evaluate(Feed.feed(y, NDArray.of(3.0, 0.25, -0.5)), BACKEND));
    Apply several = Apply.of(new Several(), x);
    Tensor largest = Jacobians.jvp(several.outputs(1), x, along);
    assertEquals(NDArray.scalar(3.0), largest.evaluate(xOnly(), BACKEND));
  }
}

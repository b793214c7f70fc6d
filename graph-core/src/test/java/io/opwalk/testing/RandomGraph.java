package io.opwalk.testing;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;

import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random graph of scalars, and what its tensors come to: three inputs {@code a}, {@code b} and
 * {@code c}, and nodes that negate, add, subtract, multiply or take a power.
 *
 * @param tensors the inputs, then the nodes, each after those it depends on
 */
public record RandomGraph(List<Tensor> tensors) {
  /** The values of the inputs, such that few results round, overflow or coincide. */
  public static final Map<String, Double> VALUES = Map.of("a", 1.25, "b", 0.7, "c", 3.1);

  /** The graph of a seed. */
  public static RandomGraph of(long seed, int nodes) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      tensors.add(TestOps.input(name, FLOAT64, shape()));
    }
    for (int i = 0; i < nodes; i++) {
      Tensor left = tensors.get(random.nextInt(tensors.size()));
      Tensor right = tensors.get(random.nextInt(tensors.size()));
      tensors.add(
          switch (random.nextInt(5)) {
            case 0 -> TestOps.negative(left);
            case 1 -> TestOps.add(left, right);
            case 2 -> TestOps.subtract(left, right);
            case 3 -> TestOps.multiply(left, right);
            default -> TestOps.power(left, right);
          });
    }
    return new RandomGraph(List.copyOf(tensors));
  }

  /** The last node. */
  public Tensor last() {
    return tensors.get(tensors.size() - 1);
  }

  /**
   * What a tensor comes to by the plainest recursion, where each use of a key of
   * {@code replacements} means its value.
   *
   * @throws IllegalStateException where a tensor is needed to compute itself
   */
  public static double evaluate(Tensor tensor, Map<Tensor, Tensor> replacements) {
    return evaluate(tensor, replacements, new HashMap<>());
  }

  private static double evaluate(
      Tensor tensor, Map<Tensor, Tensor> replacements, Map<Tensor, Double> known) {
    if (known.containsKey(tensor)) {
      if (known.get(tensor) == null) {
        throw new IllegalStateException("needed to compute itself: " + tensor);
      }
      return known.get(tensor);
    }
    known.put(tensor, null);
    double value = replacements.containsKey(tensor)
        ? evaluate(replacements.get(tensor), replacements, known)
        : compute(
            tensor,
            tensor.owner().inputs().stream()
                .map(input -> evaluate(input, replacements, known))
                .toList());
    known.put(tensor, value);
    return value;
  }

  private static double compute(Tensor tensor, List<Double> operands) {
    if (operands.isEmpty()) {
      return VALUES.get(tensor.name());
    }
    String function = tensor.owner().op() instanceof TestOps.Binary binary
        ? binary.function()
        : ((TestOps.Unary) tensor.owner().op()).function();
    return apply(function, operands);
  }

  /** A function of numbers. */
  public static double apply(String function, List<Double> operands) {
    return switch (function) {
      case "negative" -> -operands.get(0);
      case "add" -> operands.get(0) + operands.get(1);
      case "subtract" -> operands.get(0) - operands.get(1);
      case "multiply" -> operands.get(0) * operands.get(1);
      case "power" -> Math.pow(operands.get(0), operands.get(1));
      default -> throw new IllegalArgumentException(function);
    };
  }
}

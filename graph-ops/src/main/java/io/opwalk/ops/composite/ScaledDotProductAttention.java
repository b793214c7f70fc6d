package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.MatMul;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Attention: {@code softmax(scale * query · keyᵀ) · value} (Vaswani et al., <i>Attention Is All You
 * Need</i>, 2017, section 3.2.1). Inputs: query [..., q, d], key [..., k, d], value [..., k, v] and
 * possibly a mask that broadcasts to [..., q, k]; the output is [..., q, v].
 *
 * <p>A mask of dtype BOOL says which keys a query may attend to; one of the dtype of the query is
 * added to the scaled scores. A query that may attend to nothing gets zeros, and no gradient.
 *
 * <p>The scores are divided by their sum after the product with the values, where there is less to
 * divide. So one array of the size of the scores is in use at a time, and the gradient computes the
 * probabilities anew rather than have them kept.
 *
 * @param scale what the scores are multiplied with; {@code 1 / sqrt(d)} where empty
 * @param causal whether a query may attend to keys at its own position and before only
 */
public record ScaledDotProductAttention(OptionalDouble scale, boolean causal)
    implements Composite, Differentiable {
  @Override
  public String name() {
    return "ScaledDotProductAttention";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    scale.ifPresent(value -> attributes.put("scale", value));
    attributes.put("causal", causal);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    if (inputs.size() != 3 && inputs.size() != 4) {
      throw new IllegalArgumentException(
          "takes query, key, value and possibly a mask, found " + inputs.size() + " inputs");
    }
    TensorType query = inputs.get(0);
    Inputs.floating(List.of(query));
    for (TensorType input : inputs.subList(0, 3)) {
      if (input.rank() < 2) {
        throw new IllegalArgumentException(
            "query, key and value have at least 2 axes, found " + input.shape());
      }
    }
    TensorType keys = transposed(inputs.get(1));
    TensorType scores = new MatMul().inferTypes(List.of(query, keys)).get(0);
    if (inputs.size() == 4) {
      requireMask(inputs.get(3), scores);
    }
    return new MatMul().inferTypes(List.of(scores, inputs.get(2)));
  }

  private static void requireMask(TensorType mask, TensorType scores) {
    if (mask.dtype() != DType.BOOL && mask.dtype() != scores.dtype()) {
      throw new IllegalArgumentException(
          "the mask must be bool or " + scores.dtype() + ", found " + mask.dtype());
    }
    Shape both = Shape.broadcast(mask.shape(), scores.shape());
    if (both.rank() != scores.rank() || !matches(both, scores.shape())) {
      throw new IllegalArgumentException("the mask " + mask.shape()
          + " must broadcast to the scores " + scores.shape() + " and not beyond");
    }
  }

  private static boolean matches(Shape both, Shape scores) {
    for (int axis = 0; axis < scores.rank(); axis++) {
      if (scores.dim(axis).is(1) && !both.dim(axis).is(1)) {
        return false;
      }
    }
    return true;
  }

  private static TensorType transposed(TensorType type) {
    List<Dim> dims = new ArrayList<>(type.shape().dims());
    Dim last = dims.remove(dims.size() - 1);
    dims.add(dims.size() - 1, last);
    return type.withShape(Shape.of(dims));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor weights = weights(inputs);
    Tensor total = Reductions.sum(weights, List.of(-1), true);
    Tensor mixed = Linear.matmul(weights, inputs.get(2));
    return List.of(Arithmetic.divide(mixed, orOne(total)));
  }

  /** The exponentials of the masked scores, the largest of each query shifted to 0. */
  private Tensor weights(List<Tensor> inputs) {
    Tensor query = inputs.get(0);
    Tensor key = inputs.get(1);
    Tensor scores = Arithmetic.multiply(Linear.matmul(query, swapped(key)), scaleOf(query));
    Tensor masked = mask(scores, inputs);
    Tensor largest = Reductions.max(masked, List.of(-1), true);
    // Where nothing may be attended to the largest is negative infinity, and no shift is needed.
    Tensor nothing = Logic.equal(largest, Double.NEGATIVE_INFINITY);
    Tensor shift = Logic.where(nothing, Tensors.zerosLike(largest), largest);
    return Exponents.exp(Arithmetic.subtract(masked, shift));
  }

  private Tensor mask(Tensor scores, List<Tensor> inputs) {
    Tensor masked = scores;
    if (inputs.size() == 4) {
      Tensor mask = inputs.get(3);
      masked = mask.dtype() == DType.BOOL
          ? Logic.where(mask, masked, Double.NEGATIVE_INFINITY)
          : Arithmetic.add(masked, mask);
    }
    return causal ? Logic.where(notAhead(scores), masked, Double.NEGATIVE_INFINITY) : masked;
  }

  private static Tensor notAhead(Tensor scores) {
    int rank = scores.shape().rank();
    Tensor row = Apply.of(new Iota(rank - 2, DType.INT64), scores).output();
    Tensor column = Apply.of(new Iota(rank - 1, DType.INT64), scores).output();
    return Logic.greaterEqual(Shapes.expandDims(row, 1), Shapes.expandDims(column, 0));
  }

  private Tensor scaleOf(Tensor query) {
    if (scale.isPresent()) {
      return Tensors.literal(scale.getAsDouble(), query);
    }
    Tensor size = Shapes.size(query, query.dtype(), List.of(query.shape().rank() - 1));
    return Arithmetic.reciprocal(Exponents.sqrt(size));
  }

  private static Tensor orOne(Tensor total) {
    return Logic.where(Logic.equal(total, 0), Tensors.onesLike(total), total);
  }

  private static Tensor swapped(Tensor x) {
    int rank = x.shape().rank();
    int[] permutation = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      permutation[axis] = axis;
    }
    permutation[rank - 2] = rank - 1;
    permutation[rank - 1] = rank - 2;
    return Shapes.transpose(x, permutation);
  }

  /**
   * That of the softmax, in which the gradient along the probabilities is taken from the output, a
   * row of v elements rather than k (Dao et al., <i>FlashAttention</i>, 2022, appendix B).
   */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    List<Tensor> inputs = apply.inputs();
    Optional<Tensor> gradient = gradients.get(0);
    if (gradient.isEmpty()) {
      return inputs.stream().map(input -> Optional.<Tensor>empty()).toList();
    }
    Tensor g = gradient.get();
    Tensor query = inputs.get(0);
    Tensor key = inputs.get(1);
    Tensor value = inputs.get(2);
    Tensor weights = weights(inputs);
    Tensor probabilities =
        Arithmetic.divide(weights, orOne(Reductions.sum(weights, List.of(-1), true)));
    Tensor along = Reductions.sum(Arithmetic.multiply(g, apply.output()), List.of(-1), true);
    Tensor scores = Arithmetic.multiply(
        probabilities, Arithmetic.subtract(Linear.matmul(g, swapped(value)), along));
    Tensor scaled = Arithmetic.multiply(scores, scaleOf(query));
    List<Optional<Tensor>> result = new ArrayList<>();
    result.add(Optional.of(Shapes.sumLike(Linear.matmul(scaled, key), query)));
    result.add(Optional.of(Shapes.sumLike(Linear.matmul(swapped(scaled), query), key)));
    result.add(Optional.of(Shapes.sumLike(Linear.matmul(swapped(probabilities), g), value)));
    if (inputs.size() == 4) {
      Tensor mask = inputs.get(3);
      result.add(
          mask.dtype() == DType.BOOL
              ? Optional.empty()
              : Optional.of(Shapes.sumLike(scores, mask)));
    }
    return List.copyOf(result);
  }
}

package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Tensor;
import io.opwalk.ops.GradientFlow;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tangents from an op's rule for gradients. The rule makes input gradients {@code J'u} of an output
 * gradient u; where that is linear in u, the gradient of {@code sum(t * J'u)} in u is {@code Jt},
 * whatever u is (Townsend, <i>A new trick for calculating Jacobian vector products</i>, 2017).
 *
 * <p>Whether it is linear shows in the result, which then does not read u.
 */
final class Transposition {
  private final Apply apply;
  private final Differentiable op;

  Transposition(Apply apply, Differentiable op) {
    this.apply = apply;
    this.op = op;
  }

  /**
   * The tangent of each output that is needed, for the given ones of the inputs; nothing at all
   * where the rule is not linear.
   */
  Optional<List<Optional<Tensor>>> tangents(List<Optional<Tensor>> moved, Set<Tensor> needed) {
    // Of the type of the output in unknown dims too, so that the result may go by its shape.
    List<Tensor> dummies =
        apply.outputs().stream().map(GradientFlow::stopGradient).toList();
    List<Optional<Tensor>> cotangents = new ArrayList<>();
    for (Tensor output : apply.outputs()) {
      boolean counts = needed.contains(output) && output.dtype().isFloating();
      cotangents.add(counts ? Optional.of(dummies.get(output.outputIndex())) : Optional.empty());
    }
    List<Optional<Tensor>> gradients = op.inputGradients(apply, cotangents, ReverseMode::vjp);
    ReverseMode.check(apply, gradients);
    List<Tensor> known = new ArrayList<>();
    List<Optional<Tensor>> seeds = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      if (moved.get(i).isPresent() && gradients.get(i).isPresent()) {
        known.add(gradients.get(i).get());
        seeds.add(moved.get(i));
      }
    }
    Set<Tensor> ends = new HashSet<>(apply.inputs());
    ends.addAll(apply.outputs());
    ReverseMode pass = new ReverseMode(known, seeds, dummies, ends);
    List<Optional<Tensor>> tangents = dummies.stream().map(pass::gradient).toList();
    moved.forEach(tangent -> tangent.ifPresent(ends::add));
    List<Tensor> found = tangents.stream().flatMap(Optional::stream).toList();
    return reads(found, ends, dummies) ? Optional.empty() : Optional.of(tangents);
  }

  /** Whether a value of {@code tensors} depends on a value of {@code sources}. */
  private static boolean reads(List<Tensor> tensors, Set<Tensor> ends, List<Tensor> sources) {
    Set<Tensor> reached = new HashSet<>(sources);
    for (Apply node : Walk.ancestorsUpTo(tensors, ends)) {
      for (int i = 0; i < node.inputs().size(); i++) {
        if (reached.contains(node.inputs(i)) && !readsShapeOnly(node, i)) {
          reached.addAll(node.outputs());
        }
      }
    }
    return tensors.stream().anyMatch(reached::contains);
  }

  private static boolean readsShapeOnly(Apply node, int input) {
    boolean like = node.op() instanceof BroadcastLike
        || node.op() instanceof ReshapeLike
        || node.op() instanceof SizedLike;
    boolean counted = node.op() instanceof DimSize || node.op() instanceof Iota;
    return counted || (like && input > 0);
  }
}

package io.opwalk.cpu.internal.pipeline;

import io.opwalk.Apply;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fuse.Role;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Computes what depends on constants alone. The reference backend does it, so folding cannot differ
 * from running.
 */
final class Fold implements Pass {
  /** The largest result, and the largest input, in elements: the reference is slow. */
  private static final long MAX_ELEMENTS = 4096;

  private final ReferenceBackend reference = new ReferenceBackend();

  @Override
  public String name() {
    return "fold";
  }

  @Override
  public String requires() {
    return "inputs and primitives only";
  }

  @Override
  public String guarantees() {
    return "small computations over constants are constants";
  }

  @Override
  public IrGraph run(IrGraph graph, PassContext context) {
    return isAnyFoldable(graph) ? fold(graph) : graph;
  }

  private static boolean isAnyFoldable(IrGraph graph) {
    for (IrNode node : graph.nodes()) {
      if (isFoldable(node, node.inputs())) {
        return true;
      }
    }
    return false;
  }

  private IrGraph fold(IrGraph graph) {
    IrBuilder builder = graph.builder();
    return graph.map((node, inputs) -> {
      if (!isFoldable(node, inputs)) {
        return builder.rebuild(node, inputs).outputs();
      }
      return fold(node, inputs)
          .map(constants -> constants.stream()
              .map(constant -> builder.apply(constant, List.of(), node.origin()).output())
              .toList())
          .orElseGet(() -> builder.rebuild(node, inputs).outputs());
    });
  }

  private static boolean isFoldable(IrNode node, List<IrValue> inputs) {
    // A broadcast of a constant is cheaper as a way to count than as an array; and how long a loop
    // takes, nobody knows.
    boolean foldable = !inputs.isEmpty()
        && Role.of(node) != Role.LEAF
        && !(node.op() instanceof Broadcast)
        && !(node.op() instanceof Loop);
    for (IrValue input : inputs) {
      foldable &= input.op() instanceof Constant && isSmall(input);
    }
    for (IrValue output : node.outputs()) {
      foldable = foldable && isSmall(output);
    }
    return foldable;
  }

  private Optional<List<Constant>> fold(IrNode node, List<IrValue> inputs) {
    List<Tensor> arguments = new ArrayList<>(inputs.size());
    for (IrValue input : inputs) {
      arguments.add(leaf((Constant) input.op(), node));
    }
    Apply apply =
        Apply.of(node.op(), arguments, node.origin().name(), node.origin().site());
    try {
      List<NDArray> values = reference.evaluate(apply.outputs(), Feed.empty());
      return Optional.of(values.stream().map(Constant::new).toList());
    } catch (EvaluationException atRunTime) {
      // What fails is the user's, and fails when it is run, if it is run.
      return Optional.empty();
    }
  }

  private static Tensor leaf(Constant constant, IrNode node) {
    return Apply.of(constant, List.of(), "", node.origin().site()).output();
  }

  private static boolean isSmall(IrValue value) {
    OptionalLong elements = value.shape().elements().fixedSize();
    return elements.isPresent() && elements.getAsLong() <= MAX_ELEMENTS;
  }
}

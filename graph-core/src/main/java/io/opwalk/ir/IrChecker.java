package io.opwalk.ir;

import io.opwalk.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what every pass relies on: nodes stand after their inputs, have the types their ops give
 * them, and are interned; and a pass changes neither the number of outputs nor their types.
 *
 * <p>One checker follows one compilation: nodes cannot change, so what it has checked once it does
 * not check again.
 */
public final class IrChecker {
  private final Set<IrNode> sound = new HashSet<>();

  /**
   * Checks a graph.
   *
   * @throws IrFault at the first node that is wrong
   */
  public void check(IrGraph graph) {
    Set<IrNode> seen = new HashSet<>();
    for (IrNode node : graph.nodes()) {
      for (IrValue input : node.inputs()) {
        if (!seen.contains(input.node())) {
          throw new IrFault(node + " stands before its input " + input, node);
        }
      }
      if (sound.add(node)) {
        checkInterned(node, graph.builder());
        checkTypes(node);
      }
      seen.add(node);
    }
    for (IrValue output : graph.outputs()) {
      if (!seen.contains(output.node())) {
        throw new IrFault("output " + output + " is not in the graph", output.node());
      }
    }
  }

  private static void checkInterned(IrNode node, IrBuilder builder) {
    if (!builder.made(node)) {
      throw new IrFault(
          node + " was not made by the graph's builder, or its op has changed since", node);
    }
  }

  private static void checkTypes(IrNode node) {
    List<TensorType> inferred;
    try {
      inferred = node.op().inferTypes(IrTypes.of(node.inputs()));
    } catch (IllegalArgumentException e) {
      throw new IrFault(node + " refuses its own inputs: " + e.getMessage(), node, e);
    }
    if (!IrTypes.sameStructure(inferred, node.types())) {
      throw new IrFault(
          node + " has the types " + node.types() + ", but its op gives " + inferred, node);
    }
  }

  /**
   * Checks that a pass kept the outputs: as many, of the same dtypes and shapes. An anonymous size
   * may have become another.
   *
   * @throws IrFault at the first output that differs
   */
  public static void checkOutputs(IrGraph before, IrGraph after) {
    if (before.outputs().size() != after.outputs().size()) {
      throw new IrFault("there were "
          + before.outputs().size()
          + " outputs before and "
          + after.outputs().size()
          + " after");
    }
    for (int i = 0; i < before.outputs().size(); i++) {
      IrValue was = before.outputs().get(i);
      IrValue is = after.outputs().get(i);
      if (!IrTypes.compatible(was.type(), is.type())) {
        throw new IrFault(
            "output " + i + " was " + was + " of type " + was.type() + " and has become " + is
                + " of type " + is.type(),
            is.node());
      }
    }
  }

  static void requireTypes(List<IrValue> before, List<IrValue> after, IrNode node) {
    boolean same = before.size() == after.size();
    for (int i = 0; same && i < before.size(); i++) {
      same = IrTypes.compatible(before.get(i).type(), after.get(i).type());
    }
    if (!same) {
      throw new IrFault(
          node + " of types " + node.types() + " was replaced by " + after + " of types "
              + IrTypes.of(after),
          node);
    }
  }
}

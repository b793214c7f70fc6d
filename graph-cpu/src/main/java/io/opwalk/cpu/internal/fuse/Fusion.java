package io.opwalk.cpu.internal.fuse;

import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups of a graph in an order in which they can run.
 *
 * @param groups the groups
 * @param accesses for every value that is read, how; by way of views down to a value with a buffer
 * @param inlined small rank-0 maps, computed anew by every group that reads them
 * @param gathered the convolutions that read a copy of their kernel
 */
public record Fusion(
    List<Group> groups, Map<IrValue, Access> accesses, Set<IrValue> inlined, Set<IrNode> gathered) {
  /** Copies the list. */
  public Fusion {
    groups = List.copyOf(groups);
  }

  /**
   * The value whose buffer holds all of a value in order, as outputs and routines need it: its own,
   * or the one it is a dense view of.
   */
  public IrValue denseBase(IrValue value) {
    Access access = accesses.get(value);
    return access.isDense(value.shape()) ? access.base() : value;
  }

  /** Whether the result of a convolution is stored channels last, since it is read so only. */
  public boolean isStoredChannelsLast(IrNode conv) {
    return !accesses.get(conv.output()).isDense(conv.output().shape());
  }

  /** How a convolution reads its kernel. */
  public Access kernel(IrNode conv) {
    IrValue kernel = conv.input(1);
    return gathered.contains(conv) ? Access.own(kernel) : accesses.get(kernel);
  }
}

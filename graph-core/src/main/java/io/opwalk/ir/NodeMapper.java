package io.opwalk.ir;

import java.util.List;

/** What {@link IrGraph#map} puts in a node's place. */
@FunctionalInterface
public interface NodeMapper {
  /**
   * What stands for the outputs of {@code node}.
   *
   * @param node a node of the graph that is mapped
   * @param inputs what stands for its inputs
   * @return one value per output of {@code node}, of its type; {@link IrBuilder#rebuild} gives the
   *     node as it is over {@code inputs}
   */
  List<IrValue> map(IrNode node, List<IrValue> inputs);
}

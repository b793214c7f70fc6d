package io.opwalk.testing.cases;

import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.print.TreePrinter;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A graph of random ops that can be computed for every batch size.
 *
 * @param seed what it was made from
 * @param steps how many ops were added; the graph of fewer steps is the beginning of this one
 * @param inputs its placeholders, those that no output needs among them
 * @param outputs what to compute
 * @param nodes all that was made, in order
 * @param sizes for each unnamed symbol of the inputs, the named one that it must turn out equal to
 */
public record RandomGraph(
    long seed,
    int steps,
    List<Tensor> inputs,
    List<Tensor> outputs,
    List<Tensor> nodes,
    Map<Dim.Symbol, Dim.Symbol> sizes) {
  /** The batch sizes to try. */
  public static final List<Integer> BATCHES = List.of(1, 2, 7, 0, 13, 33);

  /** Copies the collections. */
  public RandomGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    sizes = Map.copyOf(sizes);
  }

  /** The graph of some steps from a seed. */
  public static RandomGraph of(long seed, int steps) {
    return new RandomGraphBuilder(seed).build(steps);
  }

  /**
   * Random values for all inputs, one in four of them special.
   *
   * @param batch the size of every unknown dim
   * @param feedSeed what the values are made from
   */
  public Feed feed(int batch, long feedSeed) {
    SplittableRandom random = new SplittableRandom(feedSeed);
    Values values = Values.ordinary().mixedWith(Values.special());
    Feed feed = Feed.empty();
    for (Tensor input : inputs) {
      List<Integer> shape = input.shape().evaluate(symbol -> batch);
      feed = feed.and(input, values.array(input.dtype(), shape, random));
    }
    return feed;
  }

  /** As {@link #feed(int, long)} with the value of one more tensor, which cuts the graph there. */
  public Feed feed(int batch, long feedSeed, Tensor cut) {
    List<Integer> shape = cut.shape().evaluate(symbol -> batch);
    NDArray value = Values.ordinary().array(cut.dtype(), shape, new SplittableRandom(feedSeed + 1));
    return feed(batch, feedSeed).and(cut, value);
  }

  /** The shape with each symbol replaced by the one that stands for all that are equal to it. */
  public Shape canonical(Shape shape) {
    return shape.substitute(symbol -> sizes.getOrDefault(symbol, symbol));
  }

  /** How to make it again, and what it is. */
  @Override
  public String toString() {
    return "RandomGraph.of(" + seed + "L, " + steps + ")\n" + TreePrinter.print(outputs);
  }
}

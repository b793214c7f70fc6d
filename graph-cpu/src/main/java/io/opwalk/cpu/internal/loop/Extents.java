package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which places a function may touch for some sizes: for arguments that are made up. Conditions
 * count as true, so it may be more than it does touch.
 */
public final class Extents {
  private final int[] sizes;
  private final long[] lengths;
  private final Map<Index.Counter, Range> counters = new HashMap<>();
  private boolean known = true;

  /** From the smallest value to the largest. */
  private record Range(long from, long to) {}

  private Extents(LoopFunction function, int[] sizes) {
    this.sizes = sizes;
    this.lengths = new long[function.buffers().size()];
  }

  /** How long each buffer has to be; empty where a place is below 0 or not known before it runs. */
  public static Optional<long[]> of(LoopFunction function, int[] sizes) {
    Extents extents = new Extents(function, sizes);
    extents.block(function.body());
    return extents.known ? Optional.of(extents.lengths) : Optional.empty();
  }

  private void block(List<Statement> block) {
    block.forEach(this::statement);
  }

  private void statement(Statement statement) {
    if (statement instanceof For loop) {
      Range from = range(loop.from());
      Range to = range(loop.to());
      if (from.from < to.to) {
        counters.put(loop.counter(), new Range(from.from, to.to - 1));
        block(loop.body());
      }
      return;
    }
    if (statement instanceof Mark mark) {
      counters.put(mark.counter(), range(mark.at()));
    }
    known &= !(statement instanceof Pick);
    if (known) {
      Statements.value(statement)
          .ifPresent(root -> Values.postOrder(List.of(root)).forEach(this::value));
      if (statement instanceof Store store) {
        touch(store.buffer(), store.at());
      }
      block(Statements.body(statement));
    }
  }

  private void value(Value value) {
    if (value instanceof Value.Load load) {
      touch(load.buffer(), load.at());
    }
  }

  private void touch(int buffer, Index at) {
    Range range = range(at);
    known &= range.from >= 0;
    lengths[buffer] = Math.max(lengths[buffer], range.to + 1);
  }

  private Range range(Index index) {
    if (index instanceof Index.Const number) {
      return new Range(number.value(), number.value());
    }
    if (index instanceof Index.Size size) {
      return new Range(sizes[size.parameter()], sizes[size.parameter()]);
    }
    if (index instanceof Index.Counter counter) {
      return counters.get(counter);
    }
    if (index instanceof Index.Sum sum) {
      Range left = range(sum.left());
      Range right = range(sum.right());
      return new Range(left.from + right.from, left.to + right.to);
    }
    if (index instanceof Index.Product product) {
      Range left = range(product.left());
      Range right = range(product.right());
      long[] corners = {
        left.from * right.from, left.from * right.to, left.to * right.from, left.to * right.to
      };
      return new Range(
          Arrays.stream(corners).min().orElseThrow(),
          Arrays.stream(corners).max().orElseThrow());
    }
    Index.FloorTo floor = (Index.FloorTo) index;
    Range left = range(floor.left());
    return new Range(
        Math.floorDiv(left.from, (long) floor.right()) * floor.right(),
        Math.floorDiv(left.to, (long) floor.right()) * floor.right());
  }
}

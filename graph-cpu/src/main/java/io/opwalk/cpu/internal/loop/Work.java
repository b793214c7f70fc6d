package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much a function has to do for given sizes: an estimate in units of one addition, for which it
 * counts the code as often as its loops run.
 */
final class Work {
  /** What a function such as exp costs. */
  private static final double FUNCTION = 20;

  /** What a division or a square root costs. */
  private static final double DIVISION = 5;

  private final int[] sizes;
  private final Map<Index.Counter, Double> marks = new HashMap<>();

  private Work(int[] sizes) {
    this.sizes = sizes;
  }

  /** The units of one run. */
  static double of(LoopFunction function, int[] sizes) {
    return new Work(sizes).block(function.body());
  }

  private double block(List<Statement> statements) {
    double sum = 0;
    for (Statement statement : statements) {
      sum += statement(statement);
    }
    return sum;
  }

  private double statement(Statement statement) {
    if (statement instanceof For loop) {
      double times = (index(loop.to()) - index(loop.from())) / loop.step();
      return times <= 0 ? 0 : times * block(loop.body());
    }
    if (statement instanceof Mark mark) {
      marks.put(mark.counter(), index(mark.at()));
      return 0;
    }
    Optional<Value> value = Statements.value(statement);
    double own = value.isPresent() ? value(value.get()) : 0;
    return own + 1 + block(Statements.body(statement));
  }

  private static double value(Value value) {
    double sum = 0;
    for (Value part : Values.postOrder(List.of(value))) {
      if (part instanceof Value.Compute compute) {
        sum += cost(compute.op());
      } else if (part instanceof Value.Load || part instanceof Value.Convert) {
        sum++;
      }
    }
    return sum;
  }

  private static double cost(ScalarOp op) {
    if (op.canFail()) {
      return DIVISION;
    }
    return op.kind() == ScalarOp.Kind.FUNCTION ? FUNCTION : 1;
  }

  /** The counter of a loop counts as 0, and what is left over by tiles of it as well. */
  private double index(Index index) {
    if (index instanceof Index.Const number) {
      return number.value();
    }
    if (index instanceof Index.Size size) {
      return sizes[size.parameter()];
    }
    if (index instanceof Index.Counter counter) {
      return marks.getOrDefault(counter, 0.0);
    }
    if (index instanceof Index.Sum sum) {
      return index(sum.left()) + index(sum.right());
    }
    if (index instanceof Index.Product product) {
      return index(product.left()) * index(product.right());
    }
    Index.FloorTo floor = (Index.FloorTo) index;
    return Math.floor(index(floor.left()) / floor.right()) * floor.right();
  }
}

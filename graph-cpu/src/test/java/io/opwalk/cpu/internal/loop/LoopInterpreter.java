package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.scalar.ScalarOp;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs loop functions one statement at a time, on boxed elements: the oracle of passes and
 * emitters. Slow and obvious.
 */
public final class LoopInterpreter {
  private final Object[] buffers;
  private final int[] sizes;
  private final long[] scalars;
  private final Map<String, List<Object>> locals = new HashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private final OpOracle oracle = new OpOracle();
  private final Map<Value, List<Value>> orders = new IdentityHashMap<>();
  private int lane;

  private LoopInterpreter(Object[] buffers, int[] sizes, long[] scalars) {
    this.buffers = buffers;
    this.sizes = sizes;
    this.scalars = scalars;
  }

  /** Does what the kernel of the function does when it is run. */
  public static void run(LoopFunction function, Object[] buffers, int[] sizes, long[] scalars) {
    new LoopInterpreter(buffers, sizes, scalars).block(function.body());
  }

  private void block(List<Statement> block) {
    block.forEach(this::statement);
  }

  private void statement(Statement statement) {
    if (statement instanceof For loop) {
      loop(loop);
    } else if (statement instanceof If condition) {
      if ((Boolean) value(condition.condition())) {
        block(condition.body());
      }
    } else if (statement instanceof Outlined outlined) {
      block(outlined.body());
    } else if (statement instanceof Mark mark) {
      counters.put(mark.counter().name(), index(mark.at()));
    } else if (statement instanceof Pick pick) {
      long index = ((Number) value(pick.picked())).longValue();
      int size = index(pick.size());
      if (index < -size || index >= size) {
        throw new IllegalArgumentException("no place " + index + " of " + size + " at "
            + index(pick.row()) + ", " + index(pick.column()));
      }
      counters.put(pick.counter().name(), Math.floorMod(index, size));
    } else if (statement instanceof Let let) {
      locals.put(
          let.local().name(),
          new ArrayList<>(Collections.nCopies(let.local().lanes(), value(let.value()))));
    } else if (statement instanceof Assign assign) {
      List<Object> lanes = locals.get(assign.local().name());
      lanes.set(lanes.size() == 1 ? 0 : lane, value(assign.value()));
    } else if (statement instanceof Store store) {
      Array.set(buffers[store.buffer()], index(store.at()), value(store.value()));
    } else if (statement instanceof Fold fold) {
      List<Object> partials = locals.get(fold.partials().name());
      Object result = fold(fold.op(), fold.local().dtype(), partials);
      locals.put(fold.local().name(), new ArrayList<>(List.of(result)));
    }
  }

  private void loop(For loop) {
    int from = index(loop.from());
    int to = index(loop.to());
    int outerLane = lane;
    for (int i = from; i < to; i += loop.step()) {
      counters.put(loop.counter().name(), i);
      if (loop.lanes() > 1) {
        lane = (i - from) % loop.lanes();
      }
      block(loop.body());
    }
    lane = outerLane;
  }

  private Object fold(ScalarOp op, DType dtype, List<Object> lanes) {
    if (lanes.size() == 1) {
      return lanes.get(0);
    }
    int half = lanes.size() / 2;
    List<Object> halved = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      halved.add(oracle.apply(op, dtype, List.of(lanes.get(i), lanes.get(i + half))));
    }
    return fold(op, dtype, halved);
  }

  private Object value(Value root) {
    Map<Value, Object> known = new IdentityHashMap<>();
    for (Value value : orders.computeIfAbsent(root, r -> Values.postOrder(List.of(r)))) {
      known.put(value, single(value, known));
    }
    return known.get(root);
  }

  private Object single(Value value, Map<Value, Object> known) {
    if (value instanceof Literal literal) {
      return OpOracle.convert(literal.dtype(), literal.value());
    }
    if (value instanceof Scalar scalar) {
      return scalar(scalars[scalar.parameter()], scalar.dtype());
    }
    if (value instanceof Load load) {
      return Array.get(buffers[load.buffer()], index(load.at()));
    }
    if (value instanceof Read read) {
      List<Object> lanes = locals.get(read.local().name());
      return lanes.get(lanes.size() == 1 ? 0 : lane);
    }
    if (value instanceof Position position) {
      return OpOracle.convert(position.dtype(), index(position.index()));
    }
    if (value instanceof Convert convert) {
      return OpOracle.convert(convert.dtype(), known.get(convert.arg()));
    }
    Compute compute = (Compute) value;
    return oracle.apply(
        compute.op(),
        compute.operands(),
        compute.args().stream().map(known::get).toList());
  }

  private static Object scalar(long bits, DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> Double.longBitsToDouble(bits);
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case INT64 -> bits;
      case INT32 -> (int) bits;
      case BOOL -> bits != 0;
    };
  }

  private int index(Index index) {
    if (index instanceof Index.Const number) {
      return number.value();
    }
    if (index instanceof Index.Size size) {
      return sizes[size.parameter()];
    }
    if (index instanceof Index.Counter counter) {
      return counters.get(counter.name());
    }
    if (index instanceof Index.Sum sum) {
      return index(sum.left()) + index(sum.right());
    }
    if (index instanceof Index.Product product) {
      return index(product.left()) * index(product.right());
    }
    Index.FloorTo floor = (Index.FloorTo) index;
    int left = index(floor.left());
    return left - Math.floorMod(left, floor.right());
  }
}

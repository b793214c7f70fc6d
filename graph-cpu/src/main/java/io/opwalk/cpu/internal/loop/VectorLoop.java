package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A loop that can be run with a vector in place of every value that changes in it: innermost, its
 * iterations independent but for locals with lanes, every index growing by one from iteration to
 * iteration or not at all, and no operation that vectors do not have.
 */
public final class VectorLoop {
  private static final OptionalInt STILL = OptionalInt.of(0);
  private static final OptionalInt BY_ONE = OptionalInt.of(1);

  /** The narrowest vectors there are. */
  private static final int LEAST_BITS = 64;

  /** How many comparisons, each of a vector with those before it, a processor has under way. */
  private static final int CHAINS = 4;

  /** A body of no more than so many statements is copied. */
  private static final int FEW_STATEMENTS = 4;

  private final For loop;
  private final Set<Integer> stored = new HashSet<>();
  private final Set<Local> assigned = new HashSet<>();

  /** What the body declares, and whether it differs from iteration to iteration. */
  private final Map<Local, Boolean> declared = new HashMap<>();

  private final Set<DType> dtypes = EnumSet.noneOf(DType.class);
  private DType widest = DType.INT32;
  private int lanes;
  private int copies = 1;
  private int rounds = 1;

  /** Whether each value that has been looked at varies, by identity. */
  private final Map<Value, Boolean> varying = new IdentityHashMap<>();

  private final boolean inForm;

  private VectorLoop(For loop, boolean inForm) {
    this.loop = loop;
    this.inForm = inForm;
  }

  /** The same loop in so many rounds. */
  private VectorLoop(VectorLoop other, int rounds) {
    this(other.loop, true);
    this.stored.addAll(other.stored);
    this.assigned.addAll(other.assigned);
    this.declared.putAll(other.declared);
    this.dtypes.addAll(other.dtypes);
    this.widest = other.widest;
    this.lanes = other.lanes;
    this.copies = other.copies;
    this.rounds = rounds;
  }

  /** The loop on vectors of so many bits, if it can be; narrower types fill a part of them. */
  public static Optional<VectorLoop> of(For loop, int bits) {
    VectorLoop vectors = new VectorLoop(loop, true);
    return vectors.isVectorisable() && vectors.chooseLanes(bits)
        ? Optional.of(vectors)
        : Optional.empty();
  }

  /**
   * Whether the loop is likely to be run on vectors of so many bits once {@link VectorForm} has
   * rewritten it: known at once, and seldom wrong.
   */
  static boolean isLikely(For loop, int bits) {
    VectorLoop vectors = new VectorLoop(loop, false);
    return vectors.isVectorisable() && vectors.chooseLanes(bits);
  }

  /** How many iterations there are in one vector. */
  public int lanes() {
    return lanes;
  }

  /** How many vectors the lanes of a local fill. */
  public int copies() {
    return copies;
  }

  /**
   * How many times the lanes of locals are gone through in one pass over the body, each time with
   * vectors of their own, which are combined after the loop.
   */
  public int rounds() {
    return rounds;
  }

  /** How many iterations one pass over the body runs. */
  public int iterations() {
    return lanes * copies * rounds;
  }

  /**
   * By several times as many iterations at once, for loops that find the largest or smallest of
   * their elements and do little else: which one it is does not depend on the order, and each
   * comparison of a vector waits for the one before it.
   */
  Optional<VectorLoop> inRounds() {
    if (loop.lanes() == 1 || copies >= CHAINS || loop.body().size() > FEW_STATEMENTS) {
      return Optional.empty();
    }
    for (Statement statement : loop.body()) {
      boolean isFree = statement instanceof Let let && !readsPartials(let.value());
      if (!isFree && !(statement instanceof Assign assign && extreme(assign).isPresent())) {
        return Optional.empty();
      }
    }
    return Optional.of(new VectorLoop(this, CHAINS / copies));
  }

  /** What combines the vectors of a partial result, if it is one whose order does not matter. */
  public static Optional<ScalarOp> extreme(Assign assign) {
    return assign.local().lanes() > 1
            && assign.value() instanceof Compute compute
            && (compute.op() == ScalarOp.MIN || compute.op() == ScalarOp.MAX)
            && compute.args().get(0).equals(new Read(assign.local()))
            && !readsPartials(compute.args().get(1))
        ? Optional.of(compute.op())
        : Optional.empty();
  }

  private static boolean readsPartials(Value value) {
    return Values.postOrder(List.of(value)).stream()
        .anyMatch(part -> part instanceof Read read && read.local().lanes() > 1);
  }

  /** The widest type there is in the loop. */
  public DType widest() {
    return widest;
  }

  /** Whether a value may differ from iteration to iteration. */
  public boolean varies(Value value) {
    Boolean known = varying.get(value);
    if (known != null) {
      return known;
    }
    for (Value part : Values.postOrder(List.of(value))) {
      if (!varying.containsKey(part)) {
        boolean varies = leafVaries(part);
        for (Value arg : Values.args(part)) {
          varies |= varying.get(arg);
        }
        varying.put(part, varies);
      }
    }
    return varying.get(value);
  }

  /** Whether a local may. */
  public boolean varies(Local local) {
    return local.lanes() > 1 || declared.getOrDefault(local, false);
  }

  private boolean leafVaries(Value leaf) {
    if (leaf instanceof Load load) {
      return !stride(load.at()).equals(STILL);
    }
    if (leaf instanceof Position position) {
      return !stride(position.index()).equals(STILL);
    }
    return leaf instanceof Read read && varies(read.local());
  }

  private OptionalInt stride(Index index) {
    return Strides.of(index, loop.counter());
  }

  private boolean isVectorisable() {
    if (loop.step() != 1 || (loop.lanes() == 1 && !loop.parallel())) {
      return false;
    }
    for (Statement statement : loop.body()) {
      if (statement instanceof Store store) {
        stored.add(store.buffer());
      } else if (statement instanceof Assign assign) {
        assigned.add(assign.local());
      }
    }
    for (Statement statement : loop.body()) {
      if (!canRun(statement)) {
        return false;
      }
    }
    return true;
  }

  private boolean canRun(Statement statement) {
    if (statement instanceof Let let) {
      boolean varies = assigned.contains(let.local()) || varies(let.value());
      declared.put(let.local(), varies);
      if (varies) {
        note(let.local().dtype());
      }
      return let.local().lanes() == 1 && canRun(let.value());
    }
    if (statement instanceof Assign assign) {
      note(assign.local().dtype());
      boolean isPartial = loop.lanes() > 1 && assign.local().lanes() == loop.lanes();
      return (isPartial || declared.containsKey(assign.local())) && canRun(assign.value());
    }
    if (statement instanceof Store store) {
      note(store.value().dtype());
      return stride(store.at()).equals(BY_ONE) && canRun(store.value());
    }
    return false;
  }

  private boolean canRun(Value value) {
    for (Value part : Values.postOrder(List.of(value))) {
      if (!isAvailable(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAvailable(Value value) {
    if (!varies(value)) {
      // It is loaded once, before the loop.
      return !(value instanceof Load load) || !stored.contains(load.buffer());
    }
    note(value.dtype());
    if (value instanceof Load load) {
      return stride(load.at()).equals(BY_ONE);
    }
    if (value instanceof Position position) {
      return stride(position.index()).isPresent();
    }
    if (value instanceof Compute compute) {
      note(compute.operands());
      return has(compute.op(), compute.operands()) || !inForm && hasForm(compute.op());
    }
    if (value instanceof Convert convert) {
      note(convert.arg().dtype());
      return !inForm || converts(convert.arg().dtype(), convert.dtype());
    }
    return value instanceof Read read
        && (read.local().lanes() == 1 || read.local().lanes() == loop.lanes());
  }

  private static boolean has(ScalarOp op, DType operands) {
    return switch (op.kind()) {
      // Integers are not divided by vectors, and the remainder of floating numbers is a loop.
      case ARITHMETIC ->
        op != ScalarOp.REM && (operands.isFloating() || op != ScalarOp.DIV && op != ScalarOp.FMA);
      case ROUNDING -> op == ScalarOp.SQRT;
      case COMPARISON -> operands != DType.BOOL;
      case SELECTION -> operands != DType.BOOL;
      case INTEGER -> op != ScalarOp.INTEGER_POWER;
      case LOGIC -> true;
      case PATTERN -> true;
      case FUNCTION -> false;
    };
  }

  private static boolean hasForm(ScalarOp op) {
    return switch (op.kind()) {
      case ROUNDING, COMPARISON, SELECTION, FUNCTION -> true;
      default -> false;
    };
  }

  /**
   * From floating numbers to integers JDKs differ in what becomes of NaN and of large numbers; what
   * has to do with truth values is a choice, which {@link VectorForm} makes of it.
   */
  private static boolean converts(DType from, DType to) {
    return from == to
        || from != DType.BOOL && to != DType.BOOL && !(from.isFloating() && to.isInteger());
  }

  private void note(DType dtype) {
    if (dtype != DType.BOOL) {
      dtypes.add(dtype);
    }
  }

  private boolean chooseLanes(int bits) {
    widest = dtypes.isEmpty() ? DType.INT32 : dtypes.iterator().next();
    for (DType dtype : dtypes) {
      widest = bits(dtype) > bits(widest) ? dtype : widest;
    }
    lanes = bits / bits(widest);
    if (loop.lanes() > 1) {
      lanes = Math.min(lanes, loop.lanes());
    }
    copies = Math.max(1, loop.lanes() / lanes);
    for (DType dtype : dtypes) {
      if (lanes * bits(dtype) < LEAST_BITS) {
        return false;
      }
    }
    return lanes > 1;
  }

  private static int bits(DType dtype) {
    return switch (dtype) {
      case FLOAT64, INT64 -> Long.SIZE;
      case FLOAT32, INT32 -> Integer.SIZE;
      case BOOL -> throw new IllegalArgumentException("truth values are masks");
    };
  }
}

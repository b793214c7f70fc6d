package io.opwalk.cpu.internal.emit;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statements;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.cpu.internal.loop.Values;
import io.opwalk.cpu.internal.loop.VectorLoop;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;
import java.util.Optional;

/**
 * How many bytes of code a loop function becomes: an upper bound, known before anything is emitted.
 * What the emitter writes and what is counted here are one table in two places, which tests hold
 * together.
 */
public final class LoopSize {
  /** C2 leaves a longer method to the interpreter, some 50 times slower (HugeMethodLimit). */
  public static final int MAX_METHOD_BYTES = 8000;

  /** An instruction on a variable among the first 256, and one on any other. */
  private static final int NEAR_VARIABLE = 2;

  private static final int FAR_VARIABLE = 4;

  /** Pushing an int or a constant of the pool. */
  private static final int PUSH = 3;

  private static final int JUMP = 3;
  private static final int CALL = 3;

  /** A comparison that leaves 0 or 1: compare, two jumps, two pushes. */
  private static final int TRUTH = 1 + 2 * JUMP + 2;

  /** Dropping one of two elements: a jump each way, and stack instructions. */
  private static final int SELECTION = 2 * JUMP + 4;

  /** Pushing a class, a swap, a call and a cast. */
  private static final int SHOWN_CLASS = VectorUnit.HIDES_CLASSES ? 3 + 1 + CALL + 3 : 0;

  /** Pushing a species and a call. */
  private static final int VECTOR_ACCESS = 3 + CALL + 2;

  private static final int VECTOR_LOAD = VECTOR_ACCESS + SHOWN_CLASS;

  /**
   * An operator, a swap, a call; and another mask, with its species, or a cast, or three changes
   * between numbers and bits.
   */
  private static final int VECTOR_OPERATION = 3 + 1 + CALL + PUSH + 3 * CALL;

  private final int variable;
  private final boolean framed;
  private final VectorTarget target;

  private LoopSize(int variable, boolean framed, VectorTarget target) {
    this.variable = variable;
    this.framed = framed;
    this.target = target;
  }

  /** Of a function whose locals with one lane are all variables of one method. */
  static LoopSize inOneMethod(LoopFunction function) {
    return inOneMethod(function, VectorTarget.NONE);
  }

  /** The same, where some loops become vector code. */
  static LoopSize inOneMethod(LoopFunction function, VectorTarget target) {
    return new LoopSize(variableBytes(function), false, target);
  }

  /** Of a function whose locals may all be in the frame. */
  static LoopSize inSeveralMethods(LoopFunction function, VectorTarget target) {
    return new LoopSize(variableBytes(function), true, target);
  }

  private static int variableBytes(LoopFunction function) {
    int statements = Statements.all(function.body()).size();
    int slots = 8
        + function.buffers().size()
        + function.sizes()
        + 2 * function.scalars().size()
        + 3 * statements;
    return slots < 256 ? NEAR_VARIABLE : FAR_VARIABLE;
  }

  /** The size of the method that the function becomes, if it is not split. */
  public static int bytes(LoopFunction function) {
    LoopFunction whole = ScalarPasses.applyButSplit(function);
    return inOneMethod(whole).method(whole.body());
  }

  /** The size of a method: what it unpacks, then its statements. */
  int method(List<Statement> body) {
    return method(Uses.of(body), bytes(body));
  }

  /** The size of a method of which it is known what it uses, and how large its statements are. */
  int method(Uses uses, int statements) {
    return prologue(uses) + statements + 1;
  }

  /** Unpacking what is used, and making the frame. */
  private int prologue(Uses uses) {
    int things = uses.buffers().size() + uses.sizes().size() + uses.scalars().size();
    int frame = JvmType.values().length * (PUSH + 2 + variable);
    return frame + things * (2 * variable + PUSH + 1 + CALL + 1);
  }

  int bytes(List<Statement> block) {
    int bytes = 0;
    for (Statement statement : block) {
      bytes += bytes(statement);
    }
    return bytes;
  }

  int bytes(Statement statement) {
    Optional<Value> value = Statements.value(statement);
    int parts = value.isPresent() ? bytes(value.get()) : 0;
    for (Index index : Statements.indices(statement)) {
      parts += bytes(index);
    }
    if (statement instanceof For loop) {
      Optional<VectorLoop> vectors = target.plan(loop);
      if (vectors.isPresent()) {
        return bytes(loop.to()) * 2 + bytes(loop.from()) + vectors(loop, vectors.get());
      }
      // Declare counter, bound and lane; compare, increment, jump back.
      int again = bytes(loop.to()) + bytes(loop.from());
      return parts + again + bytes(loop.body()) + 8 * variable + 2 * JUMP + 2 * PUSH + 6;
    }
    if (statement instanceof Let let) {
      int store = variable + PUSH + variable + 1;
      return parts + variable + (isFramed(let.local()) ? let.local().lanes() * store : 0);
    }
    if (statement instanceof Assign assign) {
      return parts + (isFramed(assign.local()) ? element(assign.local()) : variable);
    }
    if (statement instanceof Fold fold) {
      int lane = variable + PUSH + 1 + combination(fold.op(), fold.local().dtype());
      int declare = 3 * variable + PUSH + 1;
      return fold.partials().lanes() * lane + declare;
    }
    if (statement instanceof Statement.Outlined outlined) {
      return call(outlined);
    }
    // A condition jumps; a store pushes the buffer; a mark sets a variable, as a pick's call does.
    return parts + variable + 1 + JUMP + bytes(Statements.body(statement));
  }

  /** A loop on vectors: as many bodies as it has copies, and what is put into all lanes before. */
  private int vectors(For loop, VectorLoop vectors) {
    int bytes = 12 * variable + 3 * JUMP + 2 * PUSH + 2;
    int bodies = vectors.copies() * vectors.rounds();
    for (Statement statement : loop.body()) {
      int own = VECTOR_ACCESS + 2 * variable + PUSH;
      for (Index index : Statements.indices(statement)) {
        own += bytes(index);
      }
      Value value = Statements.value(statement).orElseThrow();
      for (Value part : Values.postOrder(List.of(value))) {
        own += vector(part);
        bytes += bytes(part) + VECTOR_ACCESS + variable;
        bytes += vectors.varies(part) ? 0 : SHOWN_CLASS;
      }
      if (statement instanceof Assign && VectorUnit.HIDES_CLASSES) {
        // What the last iteration left is loaded, shown and stored.
        own += 2 * variable + SHOWN_CLASS;
      }
      // A partial result is loaded before the loop, and stored after it.
      bytes += bodies * (own + 2 * (VECTOR_LOAD + 2 * variable + PUSH));
      // And combined with those of other rounds.
      bytes += (vectors.rounds() - 1) * vectors.copies() * (VECTOR_OPERATION + variable);
    }
    return bytes + bodies * (2 * variable + PUSH + 1);
  }

  private int vector(Value part) {
    if (part instanceof Load load) {
      return VECTOR_LOAD + variable + bytes(load.at());
    }
    if (part instanceof Position position) {
      return VECTOR_LOAD + bytes(position.index()) + 1 + PUSH + CALL;
    }
    if (part instanceof Compute compute) {
      return VECTOR_OPERATION + shownClasses(compute.op()) * SHOWN_CLASS;
    }
    return part instanceof Convert ? VECTOR_OPERATION + SHOWN_CLASS : variable;
  }

  private static int shownClasses(ScalarOp op) {
    return switch (op.kind()) {
      case PATTERN -> 2;
      case COMPARISON, SELECTION -> 1;
      case ARITHMETIC, ROUNDING, FUNCTION, INTEGER, LOGIC -> 0;
    };
  }

  private int call(Statement.Outlined outlined) {
    int counters = Uses.of(outlined.body()).outerCounters().size();
    // The arguments, the frame, the lane.
    return (3 + JvmType.values().length + 1 + counters) * variable + CALL;
  }

  private int bytes(Value value) {
    int args = 0;
    for (Value arg : Values.args(value)) {
      args += bytes(arg);
    }
    if (value instanceof Read read) {
      return isFramed(read.local()) ? element(read.local()) : variable;
    }
    if (value instanceof Load load) {
      return variable + bytes(load.at()) + 1;
    }
    if (value instanceof Position position) {
      return bytes(position.index()) + 1;
    }
    if (value instanceof Compute compute) {
      return args + combination(compute.op(), compute.operands());
    }
    if (value instanceof Convert) {
      return args + (value.dtype() == DType.BOOL ? 1 + TRUTH : 1);
    }
    return value instanceof Scalar ? variable : PUSH;
  }

  /** What replaces the arguments on the stack by the result. */
  private static int combination(ScalarOp op, DType dtype) {
    return switch (op.kind()) {
      // FLOAT32 is widened for every argument and narrowed at the end.
      case ARITHMETIC, ROUNDING, FUNCTION -> CALL + (dtype == DType.FLOAT32 ? 1 + op.arity() : 0);
      // Every argument and the result change between number and bits.
      case PATTERN -> (op.arity() + 1) * CALL + PUSH + 1;
      case INTEGER -> CALL;
      case COMPARISON -> TRUTH;
      case LOGIC -> 2;
      case SELECTION -> SELECTION;
    };
  }

  private boolean isFramed(Local local) {
    return framed || local.lanes() > 1;
  }

  /** An element of the frame: the array, an index of two parts, the access. */
  private int element(Local local) {
    return variable + PUSH + 1 + (local.lanes() > 1 ? variable + 1 : 0);
  }

  private int bytes(Index index) {
    if (index instanceof Index.Sum sum) {
      return bytes(sum.left()) + bytes(sum.right()) + 1;
    }
    if (index instanceof Index.Product product) {
      return bytes(product.left()) + bytes(product.right()) + 1;
    }
    if (index instanceof Index.FloorTo floor) {
      return bytes(floor.left()) + 2 * PUSH + CALL + 1;
    }
    return index instanceof Index.Const ? PUSH : variable;
  }
}

package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Statements;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Values;
import io.opwalk.cpu.internal.loop.VectorLoop;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;

/**
 * A loop whose iterations fill whole vectors, as code on vectors. What is the same in all
 * iterations is computed before it, and put into all lanes; partial results are in vectors while it
 * runs, and in the frame before and after.
 */
final class VectorLoopCode {
  private final Code code;
  private final Variables variables;
  private final IndexCode indices;
  private final ValueCode scalars;
  private final VectorCode vectors;
  private final VectorLoop plan;
  private final For loop;
  private final Map<Value, Integer> uniforms = new LinkedHashMap<>();
  private final Map<Local, int[]> partials = new LinkedHashMap<>();

  /** What combines partial results that are in several vectors. */
  private final Map<Local, ScalarOp> extremes = new HashMap<>();

  VectorLoopCode(
      Code code,
      Variables variables,
      ValueCode scalars,
      VectorCode vectors,
      VectorLoop plan,
      For loop) {
    this.code = code;
    this.variables = variables;
    this.indices = new IndexCode(code, variables);
    this.scalars = scalars;
    this.vectors = vectors;
    this.plan = plan;
    this.loop = loop;
  }

  /** What vectors of a dtype are in the loop. */
  static Species species(VectorLoop plan, DType dtype) {
    return new Species(JvmType.of(dtype), plan.lanes());
  }

  /** The vectors whose masks stand for truth values in the loop. */
  static Species masks(VectorLoop plan) {
    return species(plan, plan.widest());
  }

  /** The whole loop. */
  void emit() {
    int free = code.firstFreeSlot();
    Label head = new Label();
    Label exit = new Label();
    Label end = new Label();
    indices.push(loop.from());
    int counter = variables.declare(loop.counter());
    code.var(ISTORE, counter);
    jumpWhereDone(counter, end);
    before();
    code.label(head);
    jumpWhereDone(counter, exit);
    for (int copy = 0; copy < plan.copies() * plan.rounds(); copy++) {
      body(counter, copy);
    }
    code.increment(counter, plan.iterations());
    code.jump(GOTO, head);
    code.label(exit);
    after();
    code.label(end);
    code.freeSlotsFrom(free);
  }

  private void jumpWhereDone(int counter, Label target) {
    code.var(ILOAD, counter);
    indices.push(loop.to());
    code.jump(IF_ICMPGE, target);
  }

  private void before() {
    Set<Value> needed = new LinkedHashSet<>();
    for (Statement statement : loop.body()) {
      if (statement instanceof Let let && !plan.varies(let.local())) {
        scalars.push(let.value());
        variables.declare(let.local());
      } else {
        collect(Statements.value(statement).orElseThrow(), needed);
      }
      if (statement instanceof Assign assign && assign.local().lanes() > 1) {
        collect(assign.local());
        VectorLoop.extreme(assign).ifPresent(op -> extremes.put(assign.local(), op));
      }
    }
    for (Value value : needed) {
      if (value.dtype() == DType.BOOL) {
        vectors.broadcastMask(masks(plan), () -> scalars.push(value));
      } else {
        vectors.broadcast(species(plan, value.dtype()), () -> scalars.push(value));
      }
      uniforms.put(value, store());
    }
    partials.forEach(this::loadPartials);
  }

  /** Notes what is to be in all lanes: the largest parts of a value that do not vary. */
  private void collect(Value value, Set<Value> needed) {
    if (!plan.varies(value)) {
      needed.add(value);
    } else if (value instanceof Value.Read read && read.local().lanes() > 1) {
      collect(read.local());
    } else {
      Values.args(value).forEach(arg -> collect(arg, needed));
    }
  }

  private void collect(Local local) {
    partials.computeIfAbsent(local, unseen -> new int[plan.copies() * plan.rounds()]);
  }

  private int store() {
    int slot = code.newSlot();
    code.var(ASTORE, slot);
    return slot;
  }

  private void loadPartials(Local local, int[] slots) {
    for (int copy = 0; copy < slots.length; copy++) {
      int first = copy % plan.copies() * plan.lanes();
      if (local.dtype() == DType.BOOL) {
        vectors.loadMask(masks(plan), () -> variables.loadFrame(local, first));
      } else {
        vectors.load(species(plan, local.dtype()), () -> variables.loadFrame(local, first));
      }
      slots[copy] = store();
    }
  }

  private void after() {
    partials.forEach((local, slots) -> {
      for (int copy = 0; copy < plan.copies(); copy++) {
        loadCarried(local, slots[copy]);
        for (int other = copy + plan.copies(); other < slots.length; other += plan.copies()) {
          code.var(ALOAD, slots[other]);
          vectors.apply(species(plan, local.dtype()), extremes.get(local));
        }
        variables.loadFrame(local, copy * plan.lanes());
        storeElements(local.dtype());
      }
    });
  }

  /** What the last iteration left, or what was there before the first. */
  private void loadCarried(Local local, int slot) {
    code.var(ALOAD, slot);
    if (local.dtype() == DType.BOOL) {
      vectors.showMaskClass(masks(plan));
    } else {
      vectors.showClass(species(plan, local.dtype()));
    }
  }

  /** Takes a vector or a mask, an array and an index. */
  private void storeElements(DType dtype) {
    if (dtype == DType.BOOL) {
      vectors.storeMask();
    } else {
      vectors.store(species(plan, dtype));
    }
  }

  private void body(int counter, int copy) {
    int free = code.firstFreeSlot();
    if (copy > 0) {
      code.var(ILOAD, counter);
      code.push(copy * plan.lanes());
      code.op(IADD);
      code.var(ISTORE, variables.declare(loop.counter()));
    }
    Map<Local, Integer> locals = new LinkedHashMap<>();
    partials.forEach((local, slots) -> {
      if (VectorUnit.HIDES_CLASSES) {
        loadCarried(local, slots[copy]);
        code.var(ASTORE, slots[copy]);
      }
      locals.put(local, slots[copy]);
    });
    VectorValueCode values = new VectorValueCode(
        code, variables, indices, vectors, plan, loop.counter(), uniforms, locals);
    for (Statement statement : loop.body()) {
      statement(statement, values, locals);
    }
    variables.place(loop.counter(), counter);
    code.freeSlotsFrom(free);
  }

  private void statement(Statement statement, VectorValueCode values, Map<Local, Integer> locals) {
    if (statement instanceof Let let && plan.varies(let.local())) {
      values.push(let.value());
      locals.put(let.local(), store());
    } else if (statement instanceof Assign assign) {
      values.push(assign.value());
      code.var(ASTORE, locals.get(assign.local()));
    } else if (statement instanceof Store store) {
      values.push(store.value());
      variables.loadBuffer(store.buffer());
      indices.push(store.at());
      storeElements(store.value().dtype());
    }
  }
}

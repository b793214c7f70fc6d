package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;

import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Picks;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.VectorLoop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.objectweb.asm.Label;

/** Statements as code. */
final class StatementCode {
  private final Code code;
  private final Variables variables;
  private final IndexCode indices;
  private final ValueCode values;
  private final Map<Statement, Integer> lines;
  private final Consumer<Outlined> caller;
  private final VectorTarget target;
  private final VectorCode vectors;

  /**
   * Into one method.
   *
   * @param lines the line of every statement in the text of the function
   * @param functions what calls elementary functions
   * @param caller emits the call of another method
   * @param target which loops become vector code
   * @param fields the species that the class uses
   */
  StatementCode(
      Code code,
      Variables variables,
      Map<Statement, Integer> lines,
      FunctionMethods functions,
      Consumer<Outlined> caller,
      VectorTarget target,
      SpeciesFields fields) {
    this.code = code;
    this.variables = variables;
    this.indices = new IndexCode(code, variables);
    this.values = new ValueCode(code, variables, functions);
    this.lines = lines;
    this.caller = caller;
    this.target = target;
    this.vectors = new VectorCode(code.method(), fields);
  }

  /** A list of statements; variables declared in it are dead after it. */
  void block(List<Statement> block) {
    int free = code.firstFreeSlot();
    for (Statement statement : block) {
      statement(statement);
    }
    code.freeSlotsFrom(free);
  }

  private void statement(Statement statement) {
    code.line(lines.get(statement));
    if (statement instanceof For loop) {
      Optional<VectorLoop> plan = target.plan(loop);
      if (plan.isPresent()) {
        new VectorLoopCode(code, variables, values, vectors, plan.get(), loop).emit();
      } else {
        loop(loop);
      }
    } else if (statement instanceof If condition) {
      Label end = new Label();
      values.jumpUnless(condition.condition(), end);
      block(condition.body());
      code.label(end);
    } else if (statement instanceof Outlined outlined) {
      caller.accept(outlined);
    } else if (statement instanceof Mark mark) {
      indices.push(mark.at());
      code.var(ISTORE, variables.declare(mark.counter()));
    } else if (statement instanceof Pick pick) {
      pick(pick);
    } else if (statement instanceof Let let) {
      values.push(let.value());
      variables.declare(let.local());
    } else if (statement instanceof Assign assign) {
      variables.prepareStore(assign.local());
      values.push(assign.value());
      variables.store(assign.local());
    } else if (statement instanceof Store store) {
      variables.loadBuffer(store.buffer());
      indices.push(store.at());
      values.push(store.value());
      code.op(JvmType.of(store.value().dtype()).opcode(IASTORE));
    } else if (statement instanceof Fold fold) {
      fold(fold, 0, 1);
      variables.declare(fold.local());
    }
  }

  private void pick(Pick pick) {
    values.push(pick.picked());
    code.op(JvmType.of(pick.picked().dtype()).conversionTo(JvmType.I64));
    indices.push(pick.size());
    indices.push(pick.row());
    indices.push(pick.column());
    code.callStatic(Picks.class, "place", "(JIII)I");
    code.var(ISTORE, variables.declare(pick.counter()));
  }

  /** The shape of loop that the JIT knows best: an int counter, a constant step, a plain bound. */
  private void loop(For loop) {
    int free = code.firstFreeSlot();
    Label head = new Label();
    Label end = new Label();
    indices.push(loop.from());
    int counter = variables.declare(loop.counter());
    code.var(ISTORE, counter);
    int bound = boundSlot(loop.to());
    code.label(head);
    code.var(ILOAD, counter);
    if (bound < 0) {
      indices.push(loop.to());
    } else {
      code.var(ILOAD, bound);
    }
    code.jump(IF_ICMPGE, end);
    body(loop, counter);
    code.increment(counter, loop.step());
    code.jump(GOTO, head);
    code.label(end);
    code.freeSlotsFrom(free);
  }

  /** The variable that holds the bound, or -1 where it is as cheap to push without one. */
  private int boundSlot(Index to) {
    if (to instanceof Index.Const || to instanceof Index.Size || to instanceof Index.Counter) {
      return -1;
    }
    int slot = code.newSlot();
    indices.push(to);
    code.var(ISTORE, slot);
    return slot;
  }

  private void body(For loop, int counter) {
    if (loop.lanes() == 1) {
      block(loop.body());
      return;
    }
    int lane = code.newSlot();
    code.var(ILOAD, counter);
    if (!loop.from().equals(Index.of(0))) {
      indices.push(loop.from());
      code.op(ISUB);
    }
    code.push(loop.lanes() - 1);
    code.op(IAND);
    code.var(ISTORE, lane);
    int outer = variables.laneIn(lane);
    block(loop.body());
    variables.laneIn(outer);
  }

  /** Leaves the combination of the lanes {@code first, first + step, ...}: a balanced tree. */
  private void fold(Fold fold, int first, int step) {
    Local partials = fold.partials();
    if (step == partials.lanes()) {
      variables.loadPartial(partials, first);
      return;
    }
    fold(fold, first, 2 * step);
    fold(fold, first + step, 2 * step);
    values.combine(fold.op(), JvmType.of(partials.dtype()));
  }
}

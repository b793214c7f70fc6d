package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.IRETURN;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.ElementaryValues;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Share;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * The elementary functions that one class calls: a private static method for each and each dtype,
 * made from its code.
 */
final class FunctionMethods {
  private final ClassWriter writer;
  private final String className;
  private final Map<JvmType, ElementaryValues> values = Map.of(
      JvmType.F64, new ElementaryValues(DType.FLOAT64),
      JvmType.F32, new ElementaryValues(DType.FLOAT32));
  private final Map<JvmType, Set<ScalarOp>> called = Map.of(
      JvmType.F64, EnumSet.noneOf(ScalarOp.class),
      JvmType.F32, EnumSet.noneOf(ScalarOp.class));
  private final Deque<Call> pending = new ArrayDeque<>();

  private record Call(ScalarOp op, JvmType type) {
    String name() {
      return op.name().toLowerCase(Locale.ROOT);
    }

    String descriptor() {
      Type[] args = new Type[op.arity()];
      Arrays.fill(args, type.type());
      return Type.getMethodDescriptor(type.type(), args);
    }
  }

  /** None yet. */
  FunctionMethods(ClassWriter writer, String className) {
    this.writer = writer;
    this.className = className;
  }

  /** Whether the operation is a function that has code. */
  boolean has(ScalarOp op, JvmType type) {
    return values.containsKey(type) && values.get(type).has(op);
  }

  /** Replaces the arguments on the stack by the value of a function that has code. */
  void call(Code code, ScalarOp op, JvmType type) {
    Call call = new Call(op, type);
    code.callStatic(className, call.name(), call.descriptor());
    if (called.get(type).add(op)) {
      pending.add(call);
    }
  }

  /** Writes the methods of all that has been called. */
  void emit() {
    while (!pending.isEmpty()) {
      method(pending.remove());
    }
  }

  private void method(Call call) {
    LoopFunction function = function(call);
    MethodVisitor method =
        writer.visitMethod(ACC_PRIVATE | ACC_STATIC, call.name(), call.descriptor(), null, null);
    method.visitCode();
    Code code = new Code(method, call.op.arity() * call.type.slots());
    Variables variables = new Variables(code, Frame.of(function), 0);
    for (int i = 0; i < call.op.arity(); i++) {
      variables.scalarIn(i, i * call.type.slots());
    }
    ValueCode pushed = new ValueCode(code, variables, this);
    for (Statement statement : function.body()) {
      if (statement instanceof Let let) {
        pushed.push(let.value());
        variables.declare(let.local());
      } else {
        pushed.push(((Store) statement).value());
        code.op(call.type.opcode(IRETURN));
      }
    }
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  /** The code as statements: names for what is used more than once, then the value. */
  private LoopFunction function(Call call) {
    DType dtype = call.type == JvmType.F64 ? DType.FLOAT64 : DType.FLOAT32;
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < call.op.arity(); i++) {
      args.add(new Value.Scalar(dtype, i));
    }
    Value value = values.get(call.type).of(call.op, args);
    return Share.apply(new LoopFunction(
        List.of(new LoopFunction.Buffer(dtype, true)),
        0,
        Collections.nCopies(call.op.arity(), dtype),
        List.of(new Store(0, Index.of(0), value))));
  }
}

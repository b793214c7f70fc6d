package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopPrinter;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A loop function as a class that runs loops over Java arrays: plain ones, but for those that a
 * target has vectors for. One method holds the whole nest, one more each list of statements that is
 * outlined, and one each elementary function that is called.
 */
final class LoopEmitter {
  private static final String CONSTRUCTOR = "<init>";
  private static final String NO_ARGUMENTS = "()V";

  /** Buffers, sizes and scalars: what every method takes first. */
  private static final String ARGUMENTS = "[Ljava/lang/Object;[I[J";

  private final LoopFunction function;
  private final String text;
  private final String className;
  private final Frame frame;
  private final VectorTarget target;
  private final SpeciesFields fields;
  private final Map<Statement, Integer> lines;

  /** The most bytes that a method of loops has so far. */
  private int longest;

  private final ClassWriter writer = new FrameWriter();
  private final FunctionMethods functions;
  private final Deque<Routine> pending = new ArrayDeque<>();
  private int routines;

  /** A method that is called and not yet emitted. */
  private record Routine(
      String name,
      String descriptor,
      List<Index.Counter> counters,
      boolean inLane,
      List<Statement> body) {}

  private LoopEmitter(LoopFunction function, String text, String className, VectorTarget target) {
    this.function = function;
    this.text = text;
    this.className = className;
    this.target = target;
    this.fields = new SpeciesFields(className);
    this.lines = LoopPrinter.lines(function);
    this.frame = Frame.of(function);
    this.functions = new FunctionMethods(writer, className);
  }

  /**
   * The class.
   *
   * @param function one that the checker accepts, prepared by {@link ScalarPasses}
   */
  static EmittedClass emit(LoopFunction function) {
    return emit(function, VectorTarget.NONE);
  }

  /**
   * The class.
   *
   * @param function one that the checker accepts, prepared for the target
   */
  static EmittedClass emit(LoopFunction function, VectorTarget target) {
    return of(function, target).emitted();
  }

  /** The same; empty where a method is longer than what the JIT compiles. */
  static Optional<EmittedClass> emitForJit(LoopFunction function, VectorTarget target) {
    LoopEmitter emitter = of(function, target);
    EmittedClass emitted = emitter.emitted();
    return emitter.longest <= LoopSize.MAX_METHOD_BYTES ? Optional.of(emitted) : Optional.empty();
  }

  private static LoopEmitter of(LoopFunction function, VectorTarget target) {
    String text = LoopPrinter.print(function);
    String className =
        Type.getInternalName(Kernel.class) + "$" + Integer.toHexString(text.hashCode());
    return new LoopEmitter(function, text, className, target);
  }

  private EmittedClass emitted() {
    return new EmittedClass(className, text, bytes());
  }

  private byte[] bytes() {
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        className,
        null,
        Type.getInternalName(Object.class),
        new String[] {Type.getInternalName(Kernel.class)});
    writer.visitSource(className.substring(className.lastIndexOf('/') + 1) + ".txt", null);
    constructor();
    run();
    while (!pending.isEmpty()) {
      routine(pending.remove());
    }
    functions.emit();
    fields.write(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void constructor() {
    MethodVisitor method = writer.visitMethod(0, CONSTRUCTOR, NO_ARGUMENTS, null, null);
    method.visitCode();
    method.visitVarInsn(ALOAD, 0);
    method.visitMethodInsn(
        INVOKESPECIAL, Type.getInternalName(Object.class), CONSTRUCTOR, NO_ARGUMENTS, false);
    end(method);
  }

  private void run() {
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC, "run", "(" + ARGUMENTS + ")V", null, null);
    method.visitCode();
    Code code = new Code(method, 4);
    Variables variables = new Variables(code, frame, 1);
    variables.allocateFrame();
    body(code, variables, function.body());
    end(method);
  }

  private void routine(Routine routine) {
    MethodVisitor method =
        writer.visitMethod(ACC_PRIVATE | ACC_STATIC, routine.name, routine.descriptor, null, null);
    method.visitCode();
    Code code = new Code(method, 3);
    Variables variables = new Variables(code, frame, 0);
    variables.receiveFrame();
    routine.counters.forEach(variables::declare);
    if (routine.inLane) {
      variables.laneIn(code.newSlot());
    }
    body(code, variables, routine.body);
    end(method);
  }

  private void body(Code code, Variables variables, List<Statement> body) {
    variables.unpack(function, Uses.of(body));
    new StatementCode(
            code, variables, lines, functions, part -> call(code, variables, part), target, fields)
        .block(body);
  }

  private void call(Code code, Variables variables, Outlined part) {
    List<Index.Counter> counters = List.copyOf(Uses.of(part.body()).outerCounters());
    boolean inLane = variables.hasLane();
    int ints = counters.size() + (inLane ? 1 : 0);
    String descriptor = "(" + ARGUMENTS + frame.descriptors() + "I".repeat(ints) + ")V";
    Routine routine = new Routine("part" + routines, descriptor, counters, inLane, part.body());
    routines++;
    variables.pushArguments();
    counters.forEach(variables::loadCounter);
    if (inLane) {
      variables.loadLane();
    }
    code.callStatic(className, routine.name, descriptor);
    pending.add(routine);
  }

  private void end(MethodVisitor method) {
    Label last = new Label();
    method.visitLabel(last);
    longest = Math.max(longest, last.getOffset() + 1);
    method.visitInsn(RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}

package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopInterpreter;
import io.opwalk.cpu.internal.loop.LoopRun;
import io.opwalk.cpu.internal.loop.SpecialValues;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.ops.scalar.ScalarOp;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Every call that can be written, as a loop over special values, against the interpreter. */
final class VectorCodeTest {
  private static final Index.Counter I = new Index.Counter("i");

  /** Long enough for the JIT's last tier, which must not change a bit. */
  private static final int HOT_RUNS = 3_000;

  static Stream<Arguments> operations() {
    List<Arguments> all = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32)) {
      for (ScalarOp op : ScalarOp.values()) {
        boolean vector = switch (op.kind()) {
          case ARITHMETIC -> op != ScalarOp.REM && (dtype.isFloating() || op != ScalarOp.DIV);
          case INTEGER -> dtype.isInteger() && op != ScalarOp.INTEGER_POWER;
          case COMPARISON, SELECTION -> true;
          default -> op == ScalarOp.SQRT && dtype.isFloating();
        };
        if (vector && op.arity() <= 2) {
          all.add(Arguments.of(op, dtype));
        }
      }
    }
    return all.stream();
  }

  @Test
  void theModuleIsThere() {
    assertTrue(VectorUnit.isThere(), "the tests run with " + VectorUnit.FLAG);
    assertTrue(VectorUnit.lanes(DType.FLOAT64) >= 1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationGivesTheBitsOfTheInterpreter(ScalarOp op, DType dtype) {
    Species species = species(dtype);
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      args.add(new Load(i, dtype, I));
    }
    check(new Compute(op, dtype, args), args, species, (code, load) -> {
      for (int i = 0; i < op.arity(); i++) {
        int buffer = i;
        code.load(species, () -> load.accept(buffer));
      }
      if (op.kind() == ScalarOp.Kind.COMPARISON) {
        code.compare(species, op);
      } else {
        code.apply(species, op);
      }
    });
  }

  static Stream<Arguments> conversions() {
    List<DType> numeric = List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32);
    return numeric.stream()
        .flatMap(from -> numeric.stream()
            // From floating to integer, special values differ between JDKs: it is never emitted.
            .filter(to -> from != to && !(from.isFloating() && to.isInteger()))
            .map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void aConversionGivesTheBitsOfTheInterpreter(DType from, DType to) {
    int lanes = Math.min(VectorUnit.lanes(from), VectorUnit.lanes(to));
    Species source = new Species(JvmType.of(from), lanes);
    List<Value> args = List.of(new Load(0, from, I));
    check(new Convert(to, args.get(0)), args, source, (code, load) -> {
      code.load(source, () -> load.accept(0));
      code.convert(source, source.of(JvmType.of(to)));
    });
  }

  private static Species species(DType dtype) {
    return new Species(JvmType.of(dtype), VectorUnit.lanes(dtype));
  }

  /** Code that pushes the array of a buffer and the index. */
  private interface Place {
    void accept(int buffer);
  }

  private static void check(
      Value value, List<Value> args, Species species, BiConsumer<VectorCode, Place> vectors) {
    List<LoopFunction.Buffer> buffers = new ArrayList<>();
    args.forEach(arg -> buffers.add(new LoopFunction.Buffer(arg.dtype(), false)));
    buffers.add(new LoopFunction.Buffer(value.dtype(), true));
    LoopFunction function = new LoopFunction(
        buffers,
        1,
        List.of(),
        List.of(new For(
            I,
            Index.of(0),
            new Index.Size(0),
            1,
            1,
            true,
            List.of(new Store(args.size(), I, value)))));
    LoopRun run = specials(buffers, species.lanes());
    Kernel kernel = KernelLoader.load(new EmittedClass(
        Type.getInternalName(Kernel.class) + "$v", "", bytes(buffers, species, value, vectors)));
    for (int i = 0; i < 2; i++) {
      run.assertSame(
          (b, n, s) -> LoopInterpreter.run(function, b, n, s), kernel::run, value::toString);
      for (int r = 0; i == 0 && r < HOT_RUNS; r++) {
        run.result(kernel::run);
      }
    }
  }

  /** All pairs of special values, and the last ones again until vectors are full. */
  private static LoopRun specials(List<LoopFunction.Buffer> buffers, int lanes) {
    List<? extends Object> values = SpecialValues.of(buffers.get(0).dtype());
    int pairs = values.size() * values.size();
    int length = (pairs + lanes - 1) / lanes * lanes;
    List<Object> arrays = new ArrayList<>();
    for (LoopFunction.Buffer buffer : buffers) {
      Object array = Array.newInstance(buffer.dtype().componentType(), length);
      for (int i = 0; !buffer.written() && i < length; i++) {
        int at = arrays.isEmpty() ? i / values.size() : i;
        Array.set(array, i, values.get(at % values.size()));
      }
      arrays.add(array);
    }
    return new LoopRun(arrays, new int[] {length}, new long[0]);
  }

  /** A kernel that runs over whole vectors: {@code for (i = 0; i < n; i += lanes)}. */
  private static byte[] bytes(
      List<LoopFunction.Buffer> buffers,
      Species species,
      Value value,
      BiConsumer<VectorCode, Place> vectors) {
    String name = Type.getInternalName(Kernel.class) + "$v";
    ClassWriter writer = new FrameWriter();
    String[] kernel = {Type.getInternalName(Kernel.class)};
    writer.visit(V17, ACC_FINAL | ACC_SUPER, name, null, "java/lang/Object", kernel);
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    MethodVisitor run =
        writer.visitMethod(ACC_PUBLIC, "run", "([Ljava/lang/Object;[I[J)V", null, null);
    int counter = 4;
    SpeciesFields fields = new SpeciesFields(name);
    VectorCode code = new VectorCode(run, fields);
    Place place = buffer -> {
      run.visitVarInsn(ALOAD, 1);
      run.visitLdcInsn(buffer);
      run.visitInsn(AALOAD);
      run.visitTypeInsn(CHECKCAST, JvmType.of(buffers.get(buffer).dtype()).arrayDescriptor());
      run.visitVarInsn(ILOAD, counter);
    };
    Label head = new Label();
    Label end = new Label();
    run.visitInsn(Opcodes.ICONST_0);
    run.visitVarInsn(ISTORE, counter);
    run.visitLabel(head);
    run.visitVarInsn(ILOAD, counter);
    run.visitVarInsn(ALOAD, 2);
    run.visitInsn(Opcodes.ICONST_0);
    run.visitInsn(Opcodes.IALOAD);
    run.visitJumpInsn(IF_ICMPGE, end);
    vectors.accept(code, place);
    place.accept(buffers.size() - 1);
    if (value.dtype() == DType.BOOL) {
      code.storeMask();
    } else {
      code.store(species.of(JvmType.of(value.dtype())));
    }
    run.visitIincInsn(counter, species.lanes());
    run.visitJumpInsn(GOTO, head);
    run.visitLabel(end);
    run.visitInsn(RETURN);
    run.visitMaxs(0, 0);
    fields.write(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }
}

package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * The species that one emitted class uses, as static final fields of it: the JIT makes single
 * instructions of vector calls only where it sees the species as a constant.
 */
final class SpeciesFields {
  private static final String SPECIES = "jdk/incubator/vector/VectorSpecies";
  private static final String SHAPE = "jdk/incubator/vector/VectorShape";
  static final String DESCRIPTOR = "L" + SPECIES + ";";

  private final String className;
  private final Map<Species, String> names = new LinkedHashMap<>();

  /** Of a class with this internal name. */
  SpeciesFields(String className) {
    this.className = className;
  }

  /** Pushes a species. */
  void push(MethodVisitor method, Species species) {
    method.visitFieldInsn(
        GETSTATIC,
        className,
        names.computeIfAbsent(species, unseen -> "S" + names.size()),
        DESCRIPTOR);
  }

  /** Writes the fields and what sets them, when all code of the class has been written. */
  void write(ClassWriter writer) {
    if (names.isEmpty()) {
      return;
    }
    MethodVisitor method = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    method.visitCode();
    names.forEach((species, name) -> {
      writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, name, DESCRIPTOR, null, null);
      method.visitFieldInsn(GETSTATIC, box(species.element()), "TYPE", "Ljava/lang/Class;");
      method.visitLdcInsn(species.bits());
      method.visitMethodInsn(INVOKESTATIC, SHAPE, "forBitSize", "(I)L" + SHAPE + ";", false);
      method.visitMethodInsn(
          INVOKESTATIC, SPECIES, "of", "(Ljava/lang/Class;L" + SHAPE + ";)" + DESCRIPTOR, true);
      method.visitFieldInsn(PUTSTATIC, className, name, DESCRIPTOR);
    });
    method.visitInsn(RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static String box(JvmType element) {
    return switch (element) {
      case F64 -> "java/lang/Double";
      case F32 -> "java/lang/Float";
      case I64 -> "java/lang/Long";
      case I32 -> "java/lang/Integer";
      case BOOL -> throw new IllegalArgumentException("truth values are masks");
    };
  }
}

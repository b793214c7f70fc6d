package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * The species that one emitted class uses, and the classes of their vectors and masks, as static
 * final fields of it: the JIT makes single instructions of vector calls only where it sees the
 * species as a constant.
 */
final class SpeciesFields {
  private static final String SPECIES = "jdk/incubator/vector/VectorSpecies";
  private static final String SHAPE = "jdk/incubator/vector/VectorShape";
  static final String DESCRIPTOR = "L" + SPECIES + ";";
  private static final String MASK = "Ljdk/incubator/vector/VectorMask;";
  private static final String OBJECT = "java/lang/Object";
  private static final String CLASS = "Ljava/lang/Class;";

  private final String className;
  private final Map<Species, String> names = new LinkedHashMap<>();
  private final Map<Species, String> vectorClasses = new LinkedHashMap<>();
  private final Map<Species, String> maskClasses = new LinkedHashMap<>();

  /** Of a class with this internal name. */
  SpeciesFields(String className) {
    this.className = className;
  }

  /** Pushes a species. */
  void push(MethodVisitor method, Species species) {
    method.visitFieldInsn(GETSTATIC, className, name(species), DESCRIPTOR);
  }

  private String name(Species species) {
    return names.computeIfAbsent(species, unseen -> "S" + names.size());
  }

  /** Pushes the class of the vectors of a species. */
  void pushVectorClass(MethodVisitor method, Species species) {
    String name = vectorClasses.computeIfAbsent(species, unseen -> "V" + name(species));
    method.visitFieldInsn(GETSTATIC, className, name, CLASS);
  }

  /** Pushes the class of the masks of a species. */
  void pushMaskClass(MethodVisitor method, Species species) {
    String name = maskClasses.computeIfAbsent(species, unseen -> "M" + name(species));
    method.visitFieldInsn(GETSTATIC, className, name, CLASS);
  }

  /** Writes the fields and what sets them, when all code of the class has been written. */
  void write(ClassWriter writer) {
    if (names.isEmpty()) {
      return;
    }
    MethodVisitor method = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    method.visitCode();
    names.forEach((species, name) -> {
      field(writer, name, DESCRIPTOR);
      method.visitFieldInsn(GETSTATIC, box(species.element()), "TYPE", "Ljava/lang/Class;");
      method.visitLdcInsn(species.bits());
      method.visitMethodInsn(INVOKESTATIC, SHAPE, "forBitSize", "(I)L" + SHAPE + ";", false);
      method.visitMethodInsn(
          INVOKESTATIC, SPECIES, "of", "(Ljava/lang/Class;L" + SHAPE + ";)" + DESCRIPTOR, true);
      method.visitFieldInsn(PUTSTATIC, className, name, DESCRIPTOR);
    });
    vectorClasses.forEach((species, name) -> {
      field(writer, name, CLASS);
      push(method, species);
      method.visitMethodInsn(INVOKEINTERFACE, SPECIES, "vectorType", "()" + CLASS, true);
      method.visitFieldInsn(PUTSTATIC, className, name, CLASS);
    });
    maskClasses.forEach((species, name) -> {
      field(writer, name, CLASS);
      push(method, species);
      method.visitInsn(ICONST_0);
      method.visitMethodInsn(INVOKEINTERFACE, SPECIES, "maskAll", "(Z)" + MASK, true);
      method.visitMethodInsn(INVOKEVIRTUAL, OBJECT, "getClass", "()" + CLASS, false);
      method.visitFieldInsn(PUTSTATIC, className, name, CLASS);
    });
    method.visitInsn(RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static void field(ClassWriter writer, String name, String descriptor) {
    writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, name, descriptor, null, null);
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

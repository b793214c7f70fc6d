package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.SWAP;

import io.opwalk.ops.scalar.ScalarOp;
import java.util.Locale;
import org.objectweb.asm.MethodVisitor;

/**
 * Calls into {@code jdk.incubator.vector}, by name: vectors and masks come from the stack and are
 * left there. Only what JDK 17 to 25 have in one form is used. A class with such calls can be
 * loaded only where {@link VectorUnit#isThere}.
 *
 * <p>The methods named after an operation take what is on the stack in its order: {@code fma} finds
 * a, b and c, and leaves a * b + c. Indices should be affine in the counter of the loop, the only
 * form that the JIT takes the checks of bounds away from.
 */
final class VectorCode {
  private static final String PACKAGE = "jdk/incubator/vector/";
  private static final String OPERATORS = PACKAGE + "VectorOperators";
  private static final String ANY_VECTOR = PACKAGE + "Vector";
  private static final String VECTOR = "L" + ANY_VECTOR + ";";
  private static final String MASK_CLASS = PACKAGE + "VectorMask";
  private static final String MASK = "L" + MASK_CLASS + ";";
  private static final String SPECIES = SpeciesFields.DESCRIPTOR;

  private final MethodVisitor method;
  private final SpeciesFields fields;

  /** Into one method of the class that has the fields. */
  VectorCode(MethodVisitor method, SpeciesFields fields) {
    this.method = method;
    this.fields = fields;
  }

  /** Leaves the elements from a place on. */
  void load(Species species, Runnable pushArrayAndIndex) {
    fields.push(method, species);
    pushArrayAndIndex.run();
    call(species, "fromArray", SPECIES + array(species) + "I", species.descriptor());
    showClass(species);
  }

  /** Leaves the elements from a place on where a mask holds, and zeros elsewhere. */
  void loadMasked(Species species, Runnable pushArrayAndIndex, Runnable pushMask) {
    fields.push(method, species);
    pushArrayAndIndex.run();
    pushMask.run();
    call(species, "fromArray", SPECIES + array(species) + "I" + MASK, species.descriptor());
    showClass(species);
  }

  /** Takes a vector, an array and an index, and puts the elements there. */
  void store(Species species) {
    invoke(species.vector(), "intoArray", array(species) + "I", "V");
  }

  /** Takes a vector, an array, an index and a mask, and puts the elements there that it has. */
  void storeMasked(Species species) {
    invoke(species.vector(), "intoArray", array(species) + "I" + MASK, "V");
  }

  /** Leaves one number in every lane. */
  void broadcast(Species species, Runnable pushNumber) {
    fields.push(method, species);
    pushNumber.run();
    call(species, "broadcast", SPECIES + element(species), species.descriptor());
    showClass(species);
  }

  /** Leaves zeros. */
  void zero(Species species) {
    fields.push(method, species);
    call(species, "zero", SPECIES, species.descriptor());
    showClass(species);
  }

  /** Adds to each lane its number times a scale, which is a small int on the stack. */
  void addIndex(Species species) {
    invoke(species.vector(), "addIndex", "I", species.descriptor());
  }

  /**
   * The operation, of one vector or two, lane by lane: all of ARITHMETIC but REM, SQRT, and all of
   * INTEGER but INTEGER_POWER.
   */
  void apply(Species species, ScalarOp op) {
    String args = op.arity() == 1 ? "" : VECTOR;
    switch (op) {
      case NEG, ABS, SQRT, ADD, SUB, MUL, DIV, MIN, MAX ->
        invoke(species.vector(), op.name().toLowerCase(Locale.ROOT), args, species.descriptor());
      case BIT_AND -> binary(species, "AND", "Associative");
      case BIT_OR -> binary(species, "OR", "Associative");
      case BIT_XOR -> binary(species, "XOR", "Associative");
      case SHIFT_LEFT -> binary(species, "LSHL", "Binary");
      case SHIFT_RIGHT -> binary(species, "ASHR", "Binary");
      case SHIFT_RIGHT_LOGICAL -> binary(species, "LSHR", "Binary");
      case FMA -> fma(species);
      default -> throw new IllegalArgumentException("no vector operation does " + op);
    }
  }

  private void binary(Species species, String operator, String kind) {
    operator(operator, kind);
    method.visitInsn(SWAP);
    invoke(
        species.vector(), "lanewise", "L" + OPERATORS + "$Binary;" + VECTOR, species.descriptor());
  }

  /** Shifts every lane by the same number of bits. */
  void shift(Species species, ScalarOp op, int bits) {
    switch (op) {
      case SHIFT_LEFT -> operator("LSHL", "Binary");
      case SHIFT_RIGHT -> operator("ASHR", "Binary");
      case SHIFT_RIGHT_LOGICAL -> operator("LSHR", "Binary");
      default -> throw new IllegalArgumentException(op + " is no shift");
    }
    if (species.element() == JvmType.I64) {
      method.visitLdcInsn((long) bits);
    } else {
      method.visitLdcInsn(bits);
    }
    invoke(
        species.vector(),
        "lanewise",
        "L" + OPERATORS + "$Binary;" + element(species),
        species.descriptor());
  }

  /** a * b + c, rounded once. */
  void fma(Species species) {
    invoke(species.vector(), "fma", VECTOR + VECTOR, species.descriptor());
  }

  /** Takes two vectors; leaves the mask of the lanes where the comparison holds. */
  void compare(Species species, ScalarOp comparison) {
    operator(comparison.name(), "Comparison");
    method.visitInsn(SWAP);
    invoke(species.vector(), "compare", "L" + OPERATORS + "$Comparison;" + VECTOR, MASK);
  }

  /** Takes a vector, another one and a mask: the lanes of the other where the mask holds. */
  void blend(Species species) {
    invoke(species.vector(), "blend", VECTOR + MASK, species.descriptor());
  }

  /** The same bits as numbers of another type of the same size. */
  void reinterpret(Species from, Species to) {
    String name = switch (to.element()) {
      case F64 -> "reinterpretAsDoubles";
      case F32 -> "reinterpretAsFloats";
      case I64 -> "reinterpretAsLongs";
      case I32 -> "reinterpretAsInts";
      case BOOL -> throw new IllegalArgumentException("truth values are masks");
    };
    invoke(from.vector(), name, "", to.descriptor());
  }

  /** The same numbers in another type, as Java's casts convert them; as many lanes. */
  void convert(Species from, Species to) {
    operator(letter(from) + "2" + letter(to), "Conversion");
    fields.push(method, to);
    method.visitLdcInsn(0);
    invoke(from.vector(), "convertShape", "L" + OPERATORS + "$Conversion;" + SPECIES + "I", VECTOR);
    method.visitTypeInsn(CHECKCAST, to.vector());
    showClass(to);
  }

  /** Leaves the number in a lane, whose index is on the stack; for what is done rarely. */
  void lane(Species species) {
    invoke(species.vector(), "lane", "I", element(species));
  }

  /** Leaves the truth values from a place on, as a mask for vectors of the species. */
  void loadMask(Species species, Runnable pushArrayAndIndex) {
    fields.push(method, species);
    pushArrayAndIndex.run();
    method.visitMethodInsn(
        INVOKESTATIC, MASK_CLASS, "fromArray", "(" + SPECIES + "[ZI)" + MASK, false);
    showMaskClass(species);
  }

  /** Takes a mask, an array and an index, and puts truth values there. */
  void storeMask() {
    invoke(MASK_CLASS, "intoArray", "[ZI", "V");
  }

  /** Leaves a mask of all lanes, or of none, as the truth value says that is pushed. */
  void broadcastMask(Species species, Runnable pushTruth) {
    fields.push(method, species);
    pushTruth.run();
    method.visitMethodInsn(
        INVOKEINTERFACE, PACKAGE + "VectorSpecies", "maskAll", "(Z)" + MASK, true);
    showMaskClass(species);
  }

  /** Leaves the mask of the lanes below a number of lanes: takes that number as an int. */
  void firstLanes(Species species, Runnable pushCount) {
    fields.push(method, species);
    method.visitLdcInsn(0);
    pushCount.run();
    method.visitMethodInsn(
        INVOKEINTERFACE, PACKAGE + "VectorSpecies", "indexInRange", "(II)" + MASK, true);
    showMaskClass(species);
  }

  /** Logic on masks of one species, or EQ of two. */
  void logic(ScalarOp op) {
    switch (op) {
      case AND -> invoke(MASK_CLASS, "and", MASK, MASK);
      case OR -> invoke(MASK_CLASS, "or", MASK, MASK);
      case NOT -> invoke(MASK_CLASS, "not", "", MASK);
      case EQ -> invoke(MASK_CLASS, "eq", MASK, MASK);
      case XOR, NE -> {
        // JDK 17 has no exclusive or of masks.
        invoke(MASK_CLASS, "eq", MASK, MASK);
        invoke(MASK_CLASS, "not", "", MASK);
      }
      default -> throw new IllegalArgumentException(op + " is no logic");
    }
  }

  /** The mask for vectors of another type with as many lanes. */
  void castMask(Species to) {
    fields.push(method, to);
    invoke(MASK_CLASS, "cast", SPECIES, MASK);
    showMaskClass(to);
  }

  /**
   * Leaves the vector that is there, and shows the JIT of what class it is.
   *
   * <p>The module has a class for each length, none of which can be named here. What is done with a
   * vector, such as {@code add} and {@code intoArray}, are methods that all of them share, and so
   * is what the JVM notes of their callees. Where vectors of several lengths have been through
   * them, C2 of JDK 17 knows what is called only if it knows the class of the vector beforehand;
   * else vectors become objects on the heap, ten times as slow, in everything that is compiled from
   * then on. It knows what operations give out, if it knows what they are called on. It is told
   * here of what is read, broadcast or converted; what a loop carries along is unknown again where
   * an iteration begins and after the last one. A cast to a constant class needs no notes, which C2
   * does not trust either when much of what it compiles has been compiled in vain.
   */
  void showClass(Species species) {
    if (VectorUnit.HIDES_CLASSES) {
      fields.pushVectorClass(method, species);
      cast(species.vector());
    }
  }

  /** The same for a mask. */
  void showMaskClass(Species species) {
    if (VectorUnit.HIDES_CLASSES) {
      fields.pushMaskClass(method, species);
      cast(MASK_CLASS);
    }
  }

  private void cast(String known) {
    method.visitInsn(SWAP);
    invoke("java/lang/Class", "cast", "Ljava/lang/Object;", "Ljava/lang/Object;");
    method.visitTypeInsn(CHECKCAST, known);
  }

  /** Whether a mask has any lane. */
  void anyTrue() {
    invoke(MASK_CLASS, "anyTrue", "", "Z");
  }

  private void operator(String name, String kind) {
    method.visitFieldInsn(GETSTATIC, OPERATORS, name, "L" + OPERATORS + "$" + kind + ";");
  }

  private void call(Species species, String name, String args, String result) {
    method.visitMethodInsn(INVOKESTATIC, species.vector(), name, "(" + args + ")" + result, false);
  }

  private void invoke(String owner, String name, String args, String result) {
    method.visitMethodInsn(INVOKEVIRTUAL, owner, name, "(" + args + ")" + result, false);
  }

  private static String array(Species species) {
    return species.element().arrayDescriptor();
  }

  private static String element(Species species) {
    return species.element().type().getDescriptor();
  }

  private static String letter(Species species) {
    return species.element().type().getDescriptor().replace('J', 'L');
  }
}

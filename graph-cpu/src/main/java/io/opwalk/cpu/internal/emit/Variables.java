package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IASTORE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LALOAD;

import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Where the things that a loop function names are while one method runs, and how to reach them. */
final class Variables {
  private final Code code;
  private final Frame frame;
  private final int firstArgument;
  private final Map<Integer, Integer> buffers = new HashMap<>();
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Map<Integer, Integer> scalars = new HashMap<>();
  private final Map<JvmType, Integer> frameArrays = new HashMap<>();
  private final Map<Local, Integer> locals = new HashMap<>();
  private final Map<Index.Counter, Integer> counters = new HashMap<>();
  private int lane = -1;

  /**
   * Of one method.
   *
   * @param firstArgument the slot of the buffers' {@code Object[]}; the sizes' {@code int[]} and
   *     the scalars' {@code long[]} follow
   */
  Variables(Code code, Frame frame, int firstArgument) {
    this.code = code;
    this.frame = frame;
    this.firstArgument = firstArgument;
  }

  /** Takes what is used out of the arrays that came as arguments. */
  void unpack(LoopFunction function, Uses uses) {
    for (int buffer : uses.buffers()) {
      unpackBuffer(buffer, JvmType.of(function.buffers().get(buffer).dtype()));
    }
    for (int size : uses.sizes()) {
      unpackSize(size);
    }
    for (int scalar : uses.scalars()) {
      unpackScalar(scalar, JvmType.of(function.scalars().get(scalar)));
    }
  }

  private void unpackBuffer(int buffer, JvmType type) {
    int slot = code.newSlot();
    code.var(ALOAD, firstArgument);
    code.push(buffer);
    code.op(AALOAD);
    code.castToArray(type);
    code.var(ASTORE, slot);
    buffers.put(buffer, slot);
  }

  private void unpackSize(int size) {
    int slot = code.newSlot();
    code.var(ALOAD, firstArgument + 1);
    code.push(size);
    code.op(IALOAD);
    code.var(ISTORE, slot);
    sizes.put(size, slot);
  }

  private void unpackScalar(int scalar, JvmType type) {
    int slot = code.newSlot(type);
    code.var(ALOAD, firstArgument + 2);
    code.push(scalar);
    code.op(LALOAD);
    switch (type) {
      case F64 -> code.callStatic(Double.class, "longBitsToDouble", "(J)D");
      case F32 -> {
        code.op(L2I);
        code.callStatic(Float.class, "intBitsToFloat", "(I)F");
      }
      case I64 -> {}
      case I32, BOOL -> code.op(L2I);
    }
    code.var(type.opcode(ISTORE), slot);
    scalars.put(scalar, slot);
  }

  /** Says that a scalar came as an argument of its own type. */
  void scalarIn(int scalar, int slot) {
    scalars.put(scalar, slot);
  }

  /** Makes the frame's arrays. */
  void allocateFrame() {
    for (JvmType type : frame.types()) {
      int slot = code.newSlot();
      code.push(frame.length(type));
      code.newArray(type);
      code.var(ASTORE, slot);
      frameArrays.put(type, slot);
    }
  }

  /** Finds the frame's arrays where the arguments are. */
  void receiveFrame() {
    frame.types().forEach(type -> frameArrays.put(type, code.newSlot()));
  }

  /** Pushes the arrays that every method takes, for another method. */
  void pushArguments() {
    for (int i = 0; i < 3; i++) {
      code.var(ALOAD, firstArgument + i);
    }
    frame.types().forEach(type -> code.var(ALOAD, frameArrays.get(type)));
  }

  void loadBuffer(int buffer) {
    code.var(ALOAD, buffers.get(buffer));
  }

  void loadSize(int size) {
    code.var(ILOAD, sizes.get(size));
  }

  void loadScalar(int scalar, JvmType type) {
    code.var(type.opcode(ILOAD), scalars.get(scalar));
  }

  /** A slot for a counter. */
  int declare(Index.Counter counter) {
    int slot = code.newSlot();
    counters.put(counter, slot);
    return slot;
  }

  /** Says which variable holds a counter. */
  void place(Index.Counter counter, int slot) {
    counters.put(counter, slot);
  }

  void loadCounter(Index.Counter counter) {
    code.var(ILOAD, counters.get(counter));
  }

  /** Whether the code is inside of a loop with lanes. */
  boolean hasLane() {
    return lane >= 0;
  }

  /** Pushes the lane of the iteration. */
  void loadLane() {
    code.var(ILOAD, lane);
  }

  /** Says which variable holds the lane of the iteration; returns what held it before. */
  int laneIn(int slot) {
    int before = lane;
    lane = slot;
    return before;
  }

  /** Declares a local and sets it, every lane, to what is on the stack. */
  void declare(Local local) {
    JvmType type = JvmType.of(local.dtype());
    OptionalInt offset = frame.offset(local);
    int slot = code.newSlot(type);
    code.var(type.opcode(ISTORE), slot);
    if (offset.isEmpty()) {
      locals.put(local, slot);
      return;
    }
    for (int i = 0; i < local.lanes(); i++) {
      code.var(ALOAD, frameArrays.get(type));
      code.push(offset.getAsInt() + i);
      code.var(type.opcode(ILOAD), slot);
      code.op(type.opcode(IASTORE));
    }
  }

  /** Pushes a local, the lane of the iteration. */
  void load(Local local) {
    JvmType type = JvmType.of(local.dtype());
    Integer slot = locals.get(local);
    if (slot != null) {
      code.var(type.opcode(ILOAD), slot);
    } else {
      element(local, type);
      code.op(type.opcode(IALOAD));
    }
  }

  /** Pushes one lane of a local with lanes. */
  void loadPartial(Local local, int number) {
    loadFrame(local, number);
    code.op(JvmType.of(local.dtype()).opcode(IALOAD));
  }

  /** Pushes the frame's array and the index of a lane of a local with lanes. */
  void loadFrame(Local local, int lane) {
    code.var(ALOAD, frameArrays.get(JvmType.of(local.dtype())));
    code.push(frame.offset(local).orElseThrow() + lane);
  }

  /** What has to be pushed before the value that {@link #store} then takes. */
  void prepareStore(Local local) {
    if (!locals.containsKey(local)) {
      element(local, JvmType.of(local.dtype()));
    }
  }

  /** Pops the new value of a local, of the lane of the iteration. */
  void store(Local local) {
    JvmType type = JvmType.of(local.dtype());
    Integer slot = locals.get(local);
    if (slot != null) {
      code.var(type.opcode(ISTORE), slot);
    } else {
      code.op(type.opcode(IASTORE));
    }
  }

  /** Pushes the frame's array and the index of the local in it. */
  private void element(Local local, JvmType type) {
    code.var(ALOAD, frameArrays.get(type));
    int offset = frame.offset(local).orElseThrow();
    if (local.lanes() == 1) {
      code.push(offset);
      return;
    }
    loadLane();
    if (offset > 0) {
      code.push(offset);
      code.op(IADD);
    }
  }
}

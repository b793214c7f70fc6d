package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statements;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The locals of a function that cannot be variables of the JVM, since their lane is chosen while
 * the code runs or several methods share them: elements of one array per type, which a call of the
 * kernel allocates.
 */
final class Frame {
  private final Map<Local, Integer> offsets = new HashMap<>();
  private final Map<JvmType, Integer> lengths = new EnumMap<>(JvmType.class);

  private Frame() {}

  /** The frame that a function needs. */
  static Frame of(LoopFunction function) {
    List<List<Statement>> methods = new ArrayList<>();
    methods.add(function.body());
    for (Statement statement : Statements.all(function.body())) {
      if (statement instanceof Outlined outlined) {
        methods.add(outlined.body());
      }
    }
    Frame frame = new Frame();
    Set<Local> seen = new HashSet<>();
    for (List<Statement> method : methods) {
      for (Local local : Uses.of(method).locals()) {
        if (!seen.add(local) || local.lanes() > 1) {
          frame.add(local);
        }
      }
    }
    return frame;
  }

  private void add(Local local) {
    if (!offsets.containsKey(local)) {
      JvmType type = JvmType.of(local.dtype());
      int length = lengths.getOrDefault(type, 0);
      offsets.put(local, length);
      lengths.put(type, length + local.lanes());
    }
  }

  /** Where the first lane of the local is in the array of its type, if it is in the frame. */
  OptionalInt offset(Local local) {
    Integer offset = offsets.get(local);
    return offset == null ? OptionalInt.empty() : OptionalInt.of(offset);
  }

  /** The types that have an array, in the order of the enum. */
  Set<JvmType> types() {
    return lengths.keySet();
  }

  /** The descriptors of the arrays, one after the other. */
  String descriptors() {
    return types().stream().map(JvmType::arrayDescriptor).collect(Collectors.joining());
  }

  /** How many elements the array of a type has. */
  int length(JvmType type) {
    return lengths.get(type);
  }
}

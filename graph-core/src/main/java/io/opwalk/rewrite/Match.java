package io.opwalk.rewrite;

import io.opwalk.Op;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrValue;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A place where the left side of a rule fits: what its names stand for there. */
public final class Match {
  private final IrValue root;
  private final IrBuilder builder;
  private final Map<String, IrValue> values;
  private final Map<String, Op> ops;

  Match(IrValue root, IrBuilder builder, Map<String, IrValue> values, Map<String, Op> ops) {
    this.root = root;
    this.builder = builder;
    this.values = values;
    this.ops = ops;
  }

  /** The value that the whole left side fits. */
  public IrValue root() {
    return root;
  }

  /**
   * The value of a name.
   *
   * @throws NoSuchElementException where the left side has no such name
   */
  public IrValue value(String name) {
    return require(values, name);
  }

  /**
   * The op of a name.
   *
   * @throws NoSuchElementException where the left side has no such name
   */
  public <T extends Op> T op(String name, Class<T> type) {
    return type.cast(require(ops, name));
  }

  /** The op of a name that only some alternatives of the left side have. */
  public Optional<Op> findOp(String name) {
    return Optional.ofNullable(ops.get(name));
  }

  /** A node in place of the matched one: {@code op} applied. */
  public IrValue apply(Op op, IrValue... inputs) {
    return builder.apply(op, List.of(inputs), root.node().origin()).output();
  }

  private static <T> T require(Map<String, T> named, String name) {
    T found = named.get(name);
    if (found == null) {
      throw new NoSuchElementException(
          "the left side has no '" + name + "', only " + named.keySet());
    }
    return found;
  }

  @Override
  public String toString() {
    return root + " with " + values + (ops.isEmpty() ? "" : " and " + ops);
  }
}

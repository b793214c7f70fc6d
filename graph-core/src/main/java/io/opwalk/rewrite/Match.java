package io.opwalk.rewrite;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

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

  /** The value of a name that only some alternatives of the left side have. */
  public Optional<IrValue> findValue(String name) {
    return Optional.ofNullable(values.get(name));
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

  /** As {@link #apply}, for an op of several outputs: all of them. */
  public List<IrValue> applyAll(Op op, IrValue... inputs) {
    return builder.apply(op, List.of(inputs), root.node().origin()).outputs();
  }

  /**
   * What a function of tensors makes of some values, in place of the matched one: right sides that
   * are easier to write with the functions a user has.
   *
   * @param function given one tensor for each value, of its type
   */
  public IrValue build(Function<List<Tensor>, Tensor> function, IrValue... inputs) {
    Map<Tensor, IrValue> known = new LinkedHashMap<>();
    List<Tensor> tensors = new ArrayList<>();
    for (IrValue input : inputs) {
      Tensor tensor = Apply.of(new StandIn(input.type())).output();
      tensors.add(tensor);
      known.put(tensor, input);
    }
    Tensor made = function.apply(List.copyOf(tensors));
    return builder.copy(List.of(made), known, root.node().origin()).get(0);
  }

  /** What a value looks like to a function of tensors. */
  private record StandIn(TensorType type) implements Op {
    @Override
    public String name() {
      return "StandIn";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(type);
    }
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

package io.opwalk.nn.saving.graph;

import com.google.common.collect.ImmutableMap;
import io.opwalk.Op;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a graph in a file may name: ops and kernels, which are records, by the simple names of their
 * classes, and scalar functions by their names. Immutable: a registry with ops of one's own is
 * another one.
 *
 * <pre>{@code
 * OpRegistry ours = OpRegistry.standard().with(Swish.class).withFunction(CUBE);
 * }</pre>
 *
 * <p>The attributes of such a record are its components: numbers, texts, enums, sizes, shapes,
 * arrays, bodies, lists and optional values of these, and records of such components. It is made
 * again by its canonical constructor, which checks them.
 */
public final class OpRegistry {
  private final Map<String, Class<? extends Record>> kinds;
  private final Map<String, ScalarFunction> functions;

  private OpRegistry(
      Map<String, Class<? extends Record>> kinds, Map<String, ScalarFunction> functions) {
    this.kinds = kinds;
    this.functions = functions;
  }

  /** All that is Opwalk's own. */
  public static OpRegistry standard() {
    OpRegistry registry = new OpRegistry(Map.of(), Map.of()).with(StandardOps.all());
    ImmutableMap.Builder<String, ScalarFunction> functions = ImmutableMap.builder();
    ScalarFunctions.all().forEach(function -> functions.put(function.name(), function));
    return new OpRegistry(registry.kinds, functions.buildOrThrow());
  }

  /**
   * This registry with one op or kernel more.
   *
   * @throws IllegalArgumentException where another class of that simple name is in it, or the class
   *     is neither an op nor a kernel
   */
  public OpRegistry with(Class<? extends Record> kind) {
    return with(List.of(kind));
  }

  /** As {@link #with(Class)}, for several. */
  public OpRegistry with(List<Class<? extends Record>> more) {
    for (Class<? extends Record> kind : more) {
      if (!Op.class.isAssignableFrom(kind) && !CustomFunction.class.isAssignableFrom(kind)) {
        throw new IllegalArgumentException(
            kind.getName() + " is neither an Op nor a CustomFunction");
      }
      Class<? extends Record> other = kinds.get(kind.getSimpleName());
      if (other != null && other != kind) {
        throw new IllegalArgumentException("the name " + kind.getSimpleName() + " stands for "
            + other.getName() + ", and cannot stand for " + kind.getName() + " too");
      }
    }
    ImmutableMap.Builder<String, Class<? extends Record>> all = ImmutableMap.builder();
    all.putAll(kinds);
    more.forEach(kind -> all.put(kind.getSimpleName(), kind));
    return new OpRegistry(all.buildKeepingLast(), functions);
  }

  /**
   * This registry with one scalar function more.
   *
   * @throws IllegalArgumentException where another one of that name is in it
   */
  public OpRegistry withFunction(ScalarFunction function) {
    ScalarFunction other = functions.get(function.name());
    if (other != null && other != function) {
      throw new IllegalArgumentException(
          "the name " + function.name() + " stands for another scalar function");
    }
    ImmutableMap.Builder<String, ScalarFunction> all = ImmutableMap.builder();
    all.putAll(functions).put(function.name(), function);
    return new OpRegistry(kinds, all.buildKeepingLast());
  }

  /** The class of the given simple name. */
  Optional<Class<? extends Record>> kind(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /** Whether a value is of one of the classes. */
  boolean knows(Object value) {
    return kinds.get(value.getClass().getSimpleName()) == value.getClass();
  }

  /** The scalar function of the given name. */
  Optional<ScalarFunction> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** How many ops, kernels and functions it knows. */
  @Override
  public String toString() {
    return kinds.size() + " ops and kernels, " + functions.size() + " scalar functions";
  }
}

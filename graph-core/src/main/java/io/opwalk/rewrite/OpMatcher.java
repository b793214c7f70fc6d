package io.opwalk.rewrite;

import io.opwalk.Op;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which ops an {@link Pattern.Applied} matches: one op, or the ops of one class that fulfil a
 * condition, called by a name in the rule. The examples are what a left side is made of where it is
 * instantiated. Immutable.
 */
public final class OpMatcher {
  private final Object key;
  private final Optional<String> name;
  private final Optional<Predicate<Op>> further;
  private final Set<String> traits;
  private final Supplier<? extends List<? extends Op>> examples;

  private OpMatcher(
      Object key,
      Optional<String> name,
      Optional<Predicate<Op>> further,
      Set<String> traits,
      Supplier<? extends List<? extends Op>> examples) {
    this.key = key;
    this.name = name;
    this.further = further;
    this.traits = traits;
    this.examples = examples;
  }

  /** The ops equal to {@code op}. */
  public static OpMatcher exactly(Op op) {
    Objects.requireNonNull(op, "op");
    return new OpMatcher(op, Optional.empty(), Optional.empty(), Set.of(), () -> List.of(op));
  }

  /**
   * Any op of a class.
   *
   * @param name what the op is called in the rule
   * @param type the op's class itself, not a supertype
   * @param examples some, at least one; they must fit inputs of rank 2
   */
  public static <T extends Op> OpMatcher of(String name, Class<T> type, List<T> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("no examples for the op '" + name + "'");
    }
    List<T> copy = List.copyOf(examples);
    return of(name, type, () -> copy);
  }

  /** As above, with examples that are made where they are asked for. */
  public static <T extends Op> OpMatcher of(
      String name, Class<T> type, Supplier<List<T>> examples) {
    Objects.requireNonNull(name, "name");
    return new OpMatcher(type, Optional.of(name), Optional.empty(), Set.of(), examples);
  }

  /** This, for those ops of class {@code type} that fulfil a further condition. */
  public <T extends Op> OpMatcher where(Class<T> type, Predicate<T> condition) {
    Predicate<Op> both =
        op -> (further.isEmpty() || further.get().test(op)) && condition.test(type.cast(op));
    return new OpMatcher(
        key,
        name,
        Optional.of(both),
        traits,
        () -> examples().stream().filter(both).toList());
  }

  /** This, for ops that have a {@link Op#traits trait} too; all examples must have it. */
  public OpMatcher having(String trait) {
    Set<String> all = new LinkedHashSet<>(traits);
    all.add(trait);
    return new OpMatcher(key, name, further, Set.copyOf(all), examples);
  }

  /** Whether the op is one of those meant. */
  public boolean matches(Op op) {
    boolean isMeant = key instanceof Op only ? only.equals(op) : ((Class<?>) key).isInstance(op);
    boolean has = traits.isEmpty() || op.traits().containsAll(traits);
    return isMeant && has && (further.isEmpty() || further.get().test(op));
  }

  /** What the op is called in the rule; empty where it is one op only. */
  public Optional<String> name() {
    return name;
  }

  /** The traits that an op must have. */
  Set<String> traits() {
    return traits;
  }

  /** Ops that match. */
  public List<Op> examples() {
    return List.copyOf(examples.get());
  }

  /** The op or the class of ops, by which rules are found. */
  Object key() {
    return key;
  }

  /** The op's label, or the class of ops. */
  @Override
  public String toString() {
    return key instanceof Op op ? op.label() : ((Class<?>) key).getSimpleName();
  }
}

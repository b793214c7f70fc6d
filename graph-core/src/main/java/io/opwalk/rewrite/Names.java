package io.opwalk.rewrite;

import io.opwalk.DType;
import io.opwalk.Op;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a pattern gives or uses; of alternatives, those that all have.
 *
 * @param values those of values
 * @param ops those of ops
 */
record Names(Set<String> values, Set<String> ops) {
  static Names of(Pattern pattern) {
    Names names = new Names(new LinkedHashSet<>(), new LinkedHashSet<>());
    names.collect(pattern);
    return names;
  }

  /** What {@link Rule#ops} says of a left side. */
  static Set<String> required(Pattern pattern) {
    Set<String> required = new LinkedHashSet<>();
    if (pattern instanceof Pattern.Applied applied) {
      if (applied.op().key() instanceof Op op) {
        required.add(op.label());
      }
      required.add(applied.op().examples().get(0).name());
      required.addAll(applied.op().traits());
      for (Pattern input : applied.inputs()) {
        required.addAll(required(input));
      }
    } else if (pattern instanceof LiteralPattern literal) {
      required.add(literal.instantiate(DType.FLOAT64).name());
    } else if (pattern instanceof Pattern.Either either) {
      required.addAll(required(either.alternatives().get(0)));
      either.alternatives().forEach(alternative -> required.retainAll(required(alternative)));
    }
    return required;
  }

  private static void add(Optional<String> name, Set<String> names) {
    if (name.isPresent()) {
      names.add(name.get());
    }
  }

  private void collect(Pattern pattern) {
    if (pattern instanceof Pattern.Any any) {
      values.add(any.name());
    } else if (pattern instanceof LiteralPattern literal) {
      add(literal.name(), values);
    } else if (pattern instanceof Pattern.Applied applied) {
      add(applied.op().name(), ops);
      for (Pattern input : applied.inputs()) {
        collect(input);
      }
    } else if (pattern instanceof Pattern.Either either) {
      Names common = of(either.alternatives().get(0));
      either.alternatives().forEach(alternative -> common.retain(of(alternative)));
      values.addAll(common.values);
      ops.addAll(common.ops);
    }
  }

  private void retain(Names others) {
    values.retainAll(others.values);
    ops.retainAll(others.ops);
  }

  boolean containsAll(Names other) {
    return values.containsAll(other.values) && ops.containsAll(other.ops);
  }

  @Override
  public String toString() {
    return "values " + values + " and ops " + ops;
  }
}

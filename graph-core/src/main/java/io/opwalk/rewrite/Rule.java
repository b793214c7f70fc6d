package io.opwalk.rewrite;

import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrFault;
import io.opwalk.ir.IrValue;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A rewrite rule as data: a name, what it looks for, what it puts there, and what that does to the
 * bits.
 *
 * <pre>{@code
 * Rule.named("log(1+x) -> log1p(x)")
 *     .when(fn(LOG, fn(ADD, lit(1), any("x"))))
 *     .then(fn(LOG1P, any("x")))
 *     .safety(Safety.STABILISES)
 *     .build();
 * }</pre>
 *
 * <p>A rule fires only where the right side has exactly the type of the left one: broadcasting
 * against a literal may have changed the shape. A rule looks at a value and at what it is computed
 * from, never at who else uses that. Of a node with several outputs each is a value of its own, and
 * rewritten by itself; a node none of whose outputs is left is gone. Immutable.
 */
public final class Rule {
  private final String name;
  private final Pattern.Applied left;
  private final Replacement right;
  private final Predicate<Match> condition;
  private final Safety safety;

  private Rule(Builder builder, Pattern.Applied left) {
    this.name = builder.name;
    this.left = left;
    this.right = builder.right;
    this.condition = builder.condition;
    this.safety = builder.safety;
  }

  /** Starts a rule of the given name. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name, by which the rule is reported and switched off. */
  public String name() {
    return name;
  }

  /** What it looks for. */
  public Pattern.Applied left() {
    return left;
  }

  /**
   * The ops that must be in a graph for it to fit, each by its name, by the traits it must have
   * and, where it is one op and not a class of them, by its label too; of alternatives, those that
   * all have.
   */
  public Set<String> ops() {
    return Names.required(left);
  }

  /** What it puts there. */
  public Replacement right() {
    return right;
  }

  /** What it does to the bits. */
  public Safety safety() {
    return safety;
  }

  /**
   * What this rule puts in the place of {@code value}; empty where it does not fire.
   *
   * @param builder the builder that made {@code value}, and makes what is new
   * @throws IrFault where the right side cannot be built
   */
  public Optional<IrValue> apply(IrValue value, IrBuilder builder) {
    Optional<Match> match = PatternMatch.find(left, value, builder, condition);
    if (match.isEmpty()) {
      return Optional.empty();
    }
    IrValue made = build(match.get());
    return made != value && made.type().equals(value.type()) ? Optional.of(made) : Optional.empty();
  }

  private IrValue build(Match match) {
    try {
      return Objects.requireNonNull(right.build(match), "right side");
    } catch (RuntimeException e) {
      throw new IrFault(
          "the right side of rule '" + name + "' cannot be built for " + match + ": "
              + e.getMessage(),
          match.root().node(),
          e);
    }
  }

  /** Name, safety and left side. */
  @Override
  public String toString() {
    return name + " [" + safety + "] for " + left;
  }

  /** Collects what makes a rule. */
  public static final class Builder {
    private final String name;
    private Pattern left;
    private Replacement right;
    private Predicate<Match> condition = match -> true;
    private Safety safety;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** What to look for: an op applied. */
    public Builder when(Pattern newLeft) {
      this.left = newLeft;
      return this;
    }

    /**
     * What to put there, as a pattern over the names of the left side. A literal takes the dtype of
     * the operand beside it; an op called by a name is the one that the left side found.
     */
    public Builder then(Pattern newRight) {
      return then(new Template(newRight));
    }

    /** What to put there, built by a function. */
    public Builder then(Replacement newRight) {
      this.right = newRight;
      return this;
    }

    /** What must hold besides; true unless said. Called twice, both must hold. */
    public Builder where(Predicate<Match> further) {
      this.condition = condition.and(further);
      return this;
    }

    /** What the rule does to the bits. */
    public Builder safety(Safety newSafety) {
      this.safety = newSafety;
      return this;
    }

    /**
     * The rule.
     *
     * @throws IllegalStateException where something is missing, the left side is not an op applied,
     *     or the right side speaks of a name that the left side does not have
     */
    public Rule build() {
      require(safety != null, "says nothing of its safety");
      require(right != null, "has no right side");
      if (left instanceof Pattern.Applied applied) {
        if (right instanceof Template template) {
          require(!template.hasChoice(), "leaves a choice on its right side");
          Names bound = Names.of(left);
          Names used = Names.of(template.pattern());
          require(
              bound.containsAll(used),
              "speaks of " + used + " on the right, the left has " + bound);
        }
        return new Rule(this, applied);
      }
      throw new IllegalStateException(
          "rule '" + name + "' must look for an op applied, found " + left);
    }

    private void require(boolean holds, String complaint) {
      if (!holds) {
        throw new IllegalStateException("rule '" + name + "' " + complaint);
      }
    }
  }
}

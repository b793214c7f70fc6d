package io.opwalk.ops.scalar;

import io.opwalk.DType;
import io.opwalk.print.Notation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A function of scalars: what {@code Elementwise} applies to every element. Name, type rule,
 * algebraic properties, code and derivatives are data in one place; from these alone it is fused,
 * differentiated, printed and interpreted.
 *
 * <pre>{@code
 * ScalarFunction cube = ScalarFunction.named("cube").arity(1).on(Domain.NUMERIC)
 *     .code(of(MUL, arg(0), of(MUL, arg(0), arg(0))))
 *     .derivative((args, y, g) -> mul(g, mul(3, square(args.get(0)))))
 *     .build();
 * }</pre>
 *
 * <p>Immutable, with identity equality: hold it in a constant.
 */
public final class ScalarFunction {
  /** The dtypes that a function is defined for. */
  public enum Domain {
    /** FLOAT64 and FLOAT32. */
    FLOATING,
    /** INT64 and INT32. */
    INTEGER,
    /** INT64. */
    INT64,
    /** Floating and integer dtypes. */
    NUMERIC,
    /** BOOL. */
    LOGICAL,
    /** All dtypes. */
    ANY;

    /** Whether the dtype is in the domain. */
    public boolean admits(DType dtype) {
      return switch (this) {
        case FLOATING -> dtype.isFloating();
        case INTEGER -> dtype.isInteger();
        case INT64 -> dtype == DType.INT64;
        case NUMERIC -> dtype != DType.BOOL;
        case LOGICAL -> dtype == DType.BOOL;
        case ANY -> true;
      };
    }
  }

  /** Algebraic properties, exact to the bit. */
  public enum Property {
    /** f(a, b) = f(b, a). */
    COMMUTATIVE,
    /** f(f(a, b), c) = f(a, f(b, c)), to the bit. */
    ASSOCIATIVE,
    /** f(f(a)) = f(a), or f(a, a) = a. */
    IDEMPOTENT,
    /** f(f(a)) = a. */
    INVOLUTION
  }

  private final String name;
  private final int arity;
  private final Domain domain;
  private final boolean truthValued;
  private final boolean conditional;
  private final Set<Property> properties;
  private final ScalarExpr code;
  private final Optional<DerivativeTable> table;

  /** Null until one is asked for, where a table has them. */
  private volatile List<Optional<Derivative>> derivatives;

  private final Set<Integer> unknownDerivatives;
  private final Notation notation;

  private ScalarFunction(Builder builder) {
    this.name = Objects.requireNonNull(builder.name, "name");
    this.arity = builder.arity;
    this.domain = builder.domain;
    this.truthValued = builder.truthValued;
    this.conditional = builder.conditional;
    this.properties = Set.copyOf(builder.properties);
    this.code = Objects.requireNonNull(builder.code, "code");
    this.table = builder.table;
    this.derivatives = table.isPresent() ? null : completed(builder.derivatives);
    this.unknownDerivatives = Set.copyOf(builder.unknownDerivatives);
    this.notation = builder.notation;
  }

  /** Starts a function of the given name. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name, as in {@code Elementwise{name}}. */
  public String name() {
    return name;
  }

  /** How many arguments it takes. */
  public int arity() {
    return arity;
  }

  /** The dtypes of its arguments (but for the condition of a conditional one). */
  public Domain domain() {
    return domain;
  }

  /** Whether it gives BOOL, whatever it takes. */
  public boolean isTruthValued() {
    return truthValued;
  }

  /** Whether argument 0 is a BOOL condition and only the others share the dtype of computation. */
  public boolean isConditional() {
    return conditional;
  }

  /** Its algebraic properties. */
  public Set<Property> properties() {
    return properties;
  }

  /** Its code. */
  public ScalarExpr code() {
    return code;
  }

  /** How it is written in a formula. */
  public Notation notation() {
    return notation;
  }

  /**
   * Its derivative in one argument; empty where it has none, where it is zero everywhere, or where
   * {@link #hasUnknownDerivative it is not known}.
   */
  public Optional<Derivative> derivative(int argument) {
    List<Optional<Derivative>> known = derivatives;
    if (known == null) {
      List<Optional<Derivative>> stated = new ArrayList<>();
      for (Derivative derivative : table.orElseThrow().of(name)) {
        stated.add(Optional.of(derivative));
      }
      known = completed(stated);
      derivatives = known;
    }
    return known.get(argument);
  }

  private List<Optional<Derivative>> completed(List<Optional<Derivative>> stated) {
    if (stated.size() > arity) {
      throw new IllegalArgumentException(
          name + " has " + arity + " arguments and " + stated.size() + " derivatives");
    }
    List<Optional<Derivative>> all = new ArrayList<>(stated);
    while (all.size() < arity) {
      all.add(Optional.empty());
    }
    return List.copyOf(all);
  }

  /** Whether there is a derivative in an argument that the function does not state. */
  public boolean hasUnknownDerivative(int argument) {
    return unknownDerivatives.contains(argument);
  }

  /**
   * The dtype of the result.
   *
   * @throws IllegalArgumentException where the number or the dtypes of the arguments do not fit
   */
  public DType resultType(List<DType> args) {
    if (args.size() != arity) {
      throw new IllegalArgumentException(
          "takes " + arity + (arity == 1 ? " input" : " inputs") + ", found " + args.size());
    }
    if (conditional && args.get(0) != DType.BOOL) {
      throw new IllegalArgumentException("the condition must be bool, found " + args.get(0));
    }
    DType dtype = computeType(args);
    for (int i = conditional ? 1 : 0; i < arity; i++) {
      if (args.get(i) != dtype) {
        throw new IllegalArgumentException("inputs must have one dtype, found "
            + dtype
            + " and "
            + args.get(i)
            + "; convert one of them with cast(x, dtype)");
      }
    }
    if (!domain.admits(dtype)) {
      throw new IllegalArgumentException("not defined for "
          + dtype
          + ", only for "
          + domain.name().toLowerCase(java.util.Locale.ROOT)
          + " dtypes; convert the input with cast(x, dtype)");
    }
    return truthValued ? DType.BOOL : dtype;
  }

  /** The dtype in which numbers are computed, for arguments that fit. */
  public DType computeType(List<DType> args) {
    return args.get(conditional ? 1 : 0);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  /** Collects what makes a function. */
  public static final class Builder {
    private final String name;
    private final Set<Property> properties = EnumSet.noneOf(Property.class);
    private final List<Optional<Derivative>> derivatives = new ArrayList<>();
    private final Set<Integer> unknownDerivatives = new HashSet<>();
    private int arity = 1;
    private Domain domain = Domain.FLOATING;
    private boolean truthValued;
    private boolean conditional;
    private ScalarExpr code;
    private Notation notation;
    private Optional<DerivativeTable> table = Optional.empty();

    private Builder(String name) {
      this.name = name;
      this.notation = Notation.call(name);
    }

    /** How many arguments; 1 unless said. */
    public Builder arity(int newArity) {
      this.arity = newArity;
      return this;
    }

    /** The dtypes it is defined for; FLOATING unless said. */
    public Builder on(Domain newDomain) {
      this.domain = newDomain;
      return this;
    }

    /** Says that it gives BOOL. */
    public Builder truthValued() {
      this.truthValued = true;
      return this;
    }

    /** Says that argument 0 is a BOOL condition. */
    public Builder conditional() {
      this.conditional = true;
      return this;
    }

    /** Says which algebraic properties hold, to the bit. */
    public Builder with(Property... some) {
      properties.addAll(List.of(some));
      return this;
    }

    /** How it is written in a formula; {@code name(x, y)} unless said. */
    public Builder written(Notation newNotation) {
      this.notation = newNotation;
      return this;
    }

    /** The code. */
    public Builder code(ScalarExpr newCode) {
      this.code = newCode;
      return this;
    }

    /** The derivative in the next argument, starting with argument 0. */
    public Builder derivative(Derivative derivative) {
      derivatives.add(Optional.of(derivative));
      return this;
    }

    /** The derivatives in all arguments, from a table that knows the function by its name. */
    Builder derivatives(DerivativeTable newTable) {
      this.table = Optional.of(newTable);
      return this;
    }

    /**
     * Says that the function is constant, piecewise, in the next argument, or has no derivative.
     */
    public Builder noDerivative() {
      derivatives.add(Optional.empty());
      return this;
    }

    /**
     * Says that there is a derivative in the next argument that is not stated here: asking for a
     * gradient through it is an error.
     */
    public Builder unknownDerivative() {
      unknownDerivatives.add(derivatives.size());
      return noDerivative();
    }

    /**
     * The function.
     *
     * @throws IllegalArgumentException where the code mentions an argument that there is not, or
     *     there are more derivatives than arguments
     */
    public ScalarFunction build() {
      ScalarFunction function = new ScalarFunction(this);
      ScalarCode.check(function);
      return function;
    }
  }
}

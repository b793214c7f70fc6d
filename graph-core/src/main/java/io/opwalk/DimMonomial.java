package io.opwalk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A product of atoms, each with a power of 1 or more; equal whatever the order of its atoms. */
final class DimMonomial {
  static final DimMonomial ONE = new DimMonomial(Map.of());

  private final Map<DimAtom, Integer> powers;
  private final int hash;

  private DimMonomial(Map<DimAtom, Integer> powers) {
    this.powers = Collections.unmodifiableMap(powers);
    this.hash = powers.hashCode();
  }

  static DimMonomial of(DimAtom atom) {
    return new DimMonomial(Map.of(atom, 1));
  }

  Map<DimAtom, Integer> powers() {
    return powers;
  }

  boolean isOne() {
    return powers.isEmpty();
  }

  int degree() {
    return powers.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the atom this monomial consists of, or null if it is 1 or a proper product. */
  DimAtom soleAtom() {
    if (powers.size() != 1) {
      return null;
    }
    Map.Entry<DimAtom, Integer> factor = powers.entrySet().iterator().next();
    return factor.getValue() == 1 ? factor.getKey() : null;
  }

  DimMonomial times(DimMonomial other) {
    if (isOne()) {
      return other;
    }
    if (other.isOne()) {
      return this;
    }
    Map<DimAtom, Integer> product = new LinkedHashMap<>(powers);
    other.powers.forEach((atom, power) -> product.merge(atom, power, Math::addExact));
    return new DimMonomial(product);
  }

  /** Returns the monomial that gives this one when multiplied by {@code divisor}, if any. */
  Optional<DimMonomial> dividedBy(DimMonomial divisor) {
    if (divisor.isOne()) {
      return Optional.of(this);
    }
    Map<DimAtom, Integer> quotient = new LinkedHashMap<>(powers);
    for (Map.Entry<DimAtom, Integer> factor : divisor.powers.entrySet()) {
      int left = powers.getOrDefault(factor.getKey(), 0) - factor.getValue();
      if (left < 0) {
        return Optional.empty();
      }
      if (left == 0) {
        quotient.remove(factor.getKey());
      } else {
        quotient.put(factor.getKey(), left);
      }
    }
    return Optional.of(new DimMonomial(quotient));
  }

  /** Returns the greatest monomial that divides both. */
  DimMonomial commonFactor(DimMonomial other) {
    Map<DimAtom, Integer> common = new LinkedHashMap<>();
    powers.forEach((atom, power) -> {
      int shared = Math.min(power, other.powers.getOrDefault(atom, 0));
      if (shared > 0) {
        common.put(atom, shared);
      }
    });
    return new DimMonomial(common);
  }

  DimBounds bounds() {
    DimBounds bounds = DimBounds.exactly(1);
    for (Map.Entry<DimAtom, Integer> factor : powers.entrySet()) {
      for (int i = 0; i < factor.getValue(); i++) {
        bounds = bounds.times(factor.getKey().bounds());
      }
    }
    return bounds;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DimMonomial that && hash == that.hash && powers.equals(that.powers));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return DimText.of(this);
  }
}

package io.opwalk.rewrite;

import io.opwalk.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every way to choose an example for every op that has a name, and one of the alternatives wherever
 * a pattern has some; one way after the other. What nobody asks for is not gone through: an
 * alternative that is not taken asks for nothing.
 */
final class Choices {
  private final Map<String, Integer> names = new HashMap<>();

  /** By identity too, as patterns are trees whose hash takes a walk over all of them. */
  private final Map<Pattern.Either, Integer> alternatives = new IdentityHashMap<>();

  private final List<List<?>> options = new ArrayList<>();
  private final int[] current;

  /** Whether a place was asked for since the last {@link #next}. */
  private final boolean[] asked;

  /** Whether it was since a place in front of it has changed. */
  private final boolean[] matters;

  Choices(Pattern pattern) {
    collect(pattern, new HashMap<>());
    this.current = new int[options.size()];
    this.asked = new boolean[options.size()];
    this.matters = new boolean[options.size()];
  }

  private void collect(Pattern pattern, Map<Pattern.Either, Integer> equal) {
    if (pattern instanceof Pattern.Applied applied) {
      OpMatcher op = applied.op();
      op.name().ifPresent(name -> names.computeIfAbsent(name, unseen -> place(op.examples())));
      applied.inputs().forEach(input -> collect(input, equal));
    } else if (pattern instanceof Pattern.Either either && !alternatives.containsKey(either)) {
      int place = equal.computeIfAbsent(either, unseen -> place(either.alternatives()));
      alternatives.put(either, place);
      either.alternatives().forEach(alternative -> collect(alternative, equal));
    }
  }

  private int place(List<?> some) {
    options.add(some);
    return options.size() - 1;
  }

  /** The example that is chosen for ops of a name. */
  Op op(String name) {
    return (Op) chosen(names.get(name));
  }

  /** The alternative that is chosen. */
  Pattern alternative(Pattern.Either either) {
    return (Pattern) chosen(alternatives.get(either));
  }

  private Object chosen(int place) {
    asked[place] = true;
    matters[place] = true;
    return options.get(place).get(current[place]);
  }

  /** What was asked for and chosen since the last {@link #next}; -1 for what was not. */
  List<Integer> taken() {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < current.length; i++) {
      taken.add(asked[i] ? current[i] : -1);
    }
    return taken;
  }

  /** Goes on to the next way; false where there is none, and all begins anew. */
  boolean next() {
    int place = current.length - 1;
    while (place >= 0
        && (!matters[place] || current[place] == options.get(place).size() - 1)) {
      place--;
    }
    Arrays.fill(asked, false);
    Arrays.fill(matters, place + 1, current.length, false);
    Arrays.fill(current, place + 1, current.length, 0);
    if (place >= 0) {
      current[place]++;
    }
    return place >= 0;
  }
}

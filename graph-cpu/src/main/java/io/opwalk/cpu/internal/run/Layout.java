package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.plan.Place;
import io.opwalk.cpu.internal.plan.Plan;

/**
 * How the places of a plan are numbered in a workspace: constants, slots, then what changes from
 * call to call (fed values, parameters, results).
 */
record Layout(int constants, int slots, int fed, int parameters, int results) {
  static Layout of(Plan plan) {
    return new Layout(
        plan.constants().size(),
        plan.slots().size(),
        plan.fed().size(),
        plan.parameters().size(),
        plan.results().size());
  }

  /** The number of a place. */
  int at(Place place) {
    return first(place.kind()) + place.index();
  }

  /** The number of the first place of a kind. */
  int first(Place.Kind kind) {
    return switch (kind) {
      case CONSTANT -> 0;
      case SLOT -> constants;
      case FED -> constants + slots;
      case PARAMETER -> constants + slots + fed;
      case RESULT -> constants + slots + fed + parameters;
    };
  }

  /** How many places there are. */
  int size() {
    return constants + slots + fed + parameters + results;
  }
}

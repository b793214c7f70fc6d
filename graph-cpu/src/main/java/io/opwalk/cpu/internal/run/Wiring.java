package io.opwalk.cpu.internal.run;

/** Which arguments of which steps the array at a place is. Immutable. */
final class Wiring {
  /** By place: step and position among its arguments, one pair after the other. */
  private final int[][] uses;

  private final int[] arguments;

  Wiring(Step[] steps, int places) {
    int[] counts = new int[places];
    for (Step step : steps) {
      for (int place : step.places()) {
        counts[place] += 2;
      }
    }
    uses = new int[places][];
    for (int i = 0; i < places; i++) {
      uses[i] = new int[counts[i]];
    }
    arguments = new int[steps.length];
    int[] filled = new int[places];
    for (int i = 0; i < steps.length; i++) {
      int[] itsPlaces = steps[i].places();
      arguments[i] = itsPlaces.length;
      for (int position = 0; position < itsPlaces.length; position++) {
        int place = itsPlaces[position];
        uses[place][filled[place]++] = i;
        uses[place][filled[place]++] = position;
      }
    }
  }

  /** For each step an array for its arguments. */
  Object[][] arguments() {
    Object[][] arrays = new Object[arguments.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new Object[arguments[i]];
    }
    return arrays;
  }

  /** Says to all whose argument the array at a place is that it stays as it is. */
  void hold(Step[] steps, int place) {
    int[] of = uses[place];
    for (int i = 0; i < of.length; i += 2) {
      steps[of[i]].kernel().hold(of[i + 1]);
    }
  }

  /** Makes an array an argument wherever its place is one. */
  void set(Object[][] into, int place, Object array) {
    int[] of = uses[place];
    for (int i = 0; i < of.length; i += 2) {
      into[of[i]][of[i + 1]] = array;
    }
  }
}

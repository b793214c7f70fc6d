package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.cpu.internal.plan.Place;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a program again and again, for values of one size, in arrays that the caller provides. Used
 * by one thread.
 */
final class Session {
  private final Step[] steps;
  private final CallSizes sizes;
  private final Workspace workspace;
  private final List<DType> results;
  private final int firstResult;

  /** For each input the place where its array goes; -1 where it is not read. */
  private final int[] inputPlaces;

  private final int[] outputPlaces;
  private final boolean[] fresh;

  Session(
      Layout layout,
      Step[] steps,
      int[] fed,
      int inputs,
      Place[] outputs,
      List<DType> results,
      CallSizes sizes,
      Workspace workspace) {
    this.steps = steps;
    this.sizes = sizes;
    this.workspace = workspace;
    this.results = results;
    this.firstResult = layout.first(Place.Kind.RESULT);
    this.inputPlaces = new int[inputs];
    Arrays.fill(inputPlaces, -1);
    for (int i = 0; i < fed.length; i++) {
      inputPlaces[fed[i]] = layout.first(Place.Kind.FED) + i;
    }
    this.outputPlaces = new int[outputs.length];
    this.fresh = new boolean[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      outputPlaces[i] = layout.at(outputs[i]);
      fresh[i] = outputs[i].kind() == Place.Kind.RESULT;
    }
  }

  /** New arrays for the results of one run. */
  Object[] newResults() {
    Object[] arrays = new Object[results.size()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = Workspace.allocate(results.get(i), sizes.result(i));
    }
    return arrays;
  }

  /** Says where the next runs write their results. */
  void writeTo(Object[] arrays) {
    for (int i = 0; i < arrays.length; i++) {
      workspace.set(firstResult + i, arrays[i]);
    }
  }

  /** Whether an input is read. */
  boolean reads(int input) {
    return inputPlaces[input] >= 0;
  }

  /** Gives the array of an input, which may be longer than what is in it. */
  void feed(int input, Object array) {
    if (inputPlaces[input] >= 0) {
      workspace.set(inputPlaces[input], array);
    }
  }

  /** Says that the array of an input stays as it is until the session is closed. */
  void hold(int input) {
    if (inputPlaces[input] >= 0) {
      workspace.hold(inputPlaces[input]);
    }
  }

  /**
   * Runs once.
   *
   * @throws IllegalArgumentException where a step fails, saying which
   */
  void run() {
    try {
      workspace.run(sizes);
    } catch (RuntimeException | OutOfMemoryError thrown) {
      throw Failures.inBody(steps[workspace.at()].label(), thrown);
    }
  }

  /** The array of an output after a run. */
  Object output(int index) {
    return workspace.get(outputPlaces[index]);
  }

  /** Whether an output lies in an array that was given to {@link #writeTo}. */
  boolean isFresh(int index) {
    return fresh[index];
  }

  /** The sizes of its program, which are the same object for as long as nothing else is run. */
  CallSizes sizes() {
    return sizes;
  }

  /** The dims of an output. */
  int[] dims(int index) {
    return sizes.output(index);
  }

  Workspace workspace() {
    return workspace;
  }
}

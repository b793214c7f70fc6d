package io.opwalk.ir;

import io.opwalk.CompileException;
import io.opwalk.internal.NearNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flat list of passes, each under a name of its own, run one after the other. After each the
 * result is checked, and the listener is told.
 *
 * <p>Whatever goes wrong here is not the user's fault, and becomes a {@link CompileException} that
 * names the phase and shows the nodes around the one in question.
 */
public final class PassPipeline {
  private static final String START = "start";

  private final Map<String, Pass> passes;

  private PassPipeline(Map<String, Pass> passes) {
    this.passes = passes;
  }

  /**
   * The passes in the order in which they run.
   *
   * @throws IllegalArgumentException where two have one name
   */
  public static PassPipeline of(List<Pass> passes) {
    Map<String, Pass> named = new LinkedHashMap<>();
    for (Pass pass : passes) {
      if (named.put(pass.name(), pass) != null) {
        throw new IllegalArgumentException("two passes are named '" + pass.name() + "'");
      }
    }
    return new PassPipeline(named);
  }

  /** The passes in the order in which they run. */
  public List<Pass> passes() {
    return List.copyOf(passes.values());
  }

  /** The names of the passes in the order in which they run. */
  public List<String> names() {
    return List.copyOf(passes.keySet());
  }

  /**
   * This pipeline without some of its passes.
   *
   * @throws IllegalArgumentException where there is no pass of a name, listing near ones
   */
  public PassPipeline without(Collection<String> names) {
    Map<String, Pass> left = new LinkedHashMap<>(passes);
    for (String name : names) {
      if (!passes.containsKey(name)) {
        throw new IllegalArgumentException(
            NearNames.unknown("compiler phase", name, passes.keySet()));
      }
      left.remove(name);
    }
    return new PassPipeline(left);
  }

  /**
   * Runs all passes.
   *
   * @throws CompileException where a pass throws, or its result does not pass {@link IrChecker}
   */
  public IrGraph run(IrGraph graph, PassListener listener) {
    IrChecker checker = new IrChecker();
    try {
      checker.check(graph);
    } catch (RuntimeException e) {
      throw failure(START, graph, e);
    }
    IrGraph current = graph;
    for (Pass pass : passes.values()) {
      current = run(pass, current, checker, listener);
    }
    return current;
  }

  private static IrGraph run(Pass pass, IrGraph before, IrChecker checker, PassListener listener) {
    long start = System.nanoTime();
    IrGraph after;
    try {
      after = pass.run(before, new PassContext(pass.name(), listener));
    } catch (RuntimeException e) {
      throw failure(pass.name(), before, e);
    }
    try {
      checker.check(after);
      IrChecker.checkOutputs(before, after);
    } catch (RuntimeException e) {
      throw failure(pass.name(), after, e);
    }
    listener.phaseEnded(pass.name(), after, System.nanoTime() - start);
    return after;
  }

  /** Says of what went wrong with {@code graph} which phase it was and where. */
  private static CompileException failure(String phase, IrGraph graph, RuntimeException e) {
    if (e instanceof CompileException told) {
      return told;
    }
    String what = e instanceof IrFault fault
        ? fault.getMessage() + IrExcerpt.around(fault, graph)
        : e.toString();
    return new CompileException("phase '" + phase + "': " + what, e);
  }

  /** One line per pass: its name, what it requires and what it guarantees. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Pass pass : passes.values()) {
      text.append(pass.name())
          .append(": ")
          .append(pass.requires())
          .append(" => ")
          .append(pass.guarantees())
          .append('\n');
    }
    return text.toString();
  }
}

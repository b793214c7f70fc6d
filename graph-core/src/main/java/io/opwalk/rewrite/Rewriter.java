package io.opwalk.rewrite;

import io.opwalk.ir.IrFault;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.Pass;
import io.opwalk.ir.PassContext;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The pass that applies rules until none fires any more: from the inputs up, and wherever a rule
 * has fired, again to what it has put there. Since a rule looks only at what a value is computed
 * from, a value that no rule fits stays so, and one walk is enough: the time is linear in the nodes
 * and the firings, whatever the depth of the graph.
 *
 * <p>Rules that undo each other would fire for ever; the fuel limit ends that with an error that
 * names them.
 */
public final class Rewriter implements Pass {
  /** Firings that are always allowed, however small the graph. */
  private static final long LEAST_FUEL = 1_000;

  /** Firings allowed per node of the graph; what real graphs need is below three. */
  private static final long FUEL_PER_NODE = 10;

  private final String name;
  private final RuleFamilies rules;
  private final OptionalLong fuel;

  private Rewriter(String name, RuleFamilies rules, OptionalLong fuel) {
    this.name = Objects.requireNonNull(name, "name");
    this.rules = Objects.requireNonNull(rules, "rules");
    this.fuel = fuel;
  }

  /** A phase that applies rules, with a fuel limit that grows with the graph. */
  public static Rewriter of(String phase, RuleSet rules) {
    return of(phase, RuleFamilies.of(rules));
  }

  /** A phase that applies rules, each family of which is made when a graph has what it needs. */
  public static Rewriter of(String phase, RuleFamilies rules) {
    return new Rewriter(phase, rules, OptionalLong.empty());
  }

  /** This phase with a fixed fuel limit: how many times rules may fire in one run. */
  public Rewriter withFuel(long firings) {
    return new Rewriter(name, rules, OptionalLong.of(firings));
  }

  /** The rules it applies: all, of all families. */
  public RuleSet rules() {
    return rules.all();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String requires() {
    return "any graph";
  }

  @Override
  public String guarantees() {
    return "no rule of '" + rules.name() + "' fits any more";
  }

  /**
   * Applies the rules.
   *
   * @throws IrFault where they have fired as often as the fuel limit allows, naming the last ones
   */
  @Override
  public IrGraph run(IrGraph graph, PassContext context) {
    long limit = fuel.orElse(LEAST_FUEL + FUEL_PER_NODE * graph.nodes().size());
    return new Rewriting(rules, graph.builder(), context, limit).run(graph);
  }
}

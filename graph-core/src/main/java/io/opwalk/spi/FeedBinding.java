package io.opwalk.spi;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.Tensor;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a compiled function takes: the nodes it runs, the inputs they need, and the check of each
 * call's feed. Shared by all backends, so that they refuse the same feeds with the same words.
 *
 * <pre>{@code
 * FeedBinding binding = FeedBinding.of(inputs, outputs);  // when compiling
 * BoundFeed bound = binding.bind(feed);                   // in each call
 * }</pre>
 *
 * <p>An input cuts the graph: what only it depends on is neither run nor needed. Immutable.
 */
public final class FeedBinding {
  private final Set<Tensor> inputs;
  private final Set<Tensor> required = new LinkedHashSet<>();
  private final List<Apply> applies;

  /** The symbols that ops themselves mention, each with the first node that does. */
  private final Map<Dim.Symbol, Apply> mentioned = new LinkedHashMap<>();

  private FeedBinding(List<Tensor> inputs, List<Tensor> outputs) {
    this.inputs = new LinkedHashSet<>(inputs);
    this.applies = Walk.ancestorsUpTo(outputs, this.inputs);
    require(outputs);
    for (Apply apply : applies) {
      require(apply.inputs());
      apply.op().substitute(symbol -> {
        mentioned.putIfAbsent(symbol, apply);
        return symbol;
      });
    }
  }

  private void require(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      if (inputs.contains(tensor)) {
        required.add(tensor);
      }
    }
  }

  /**
   * The binding of a function from {@code inputs} to {@code outputs}.
   *
   * @throws IllegalArgumentException where there are no outputs
   * @throws FeedException where the outputs need a placeholder that is not among the inputs, or the
   *     size of an axis that no input has, naming them and the lines that made them
   */
  public static FeedBinding of(List<Tensor> inputs, List<Tensor> outputs) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a function needs at least one output");
    }
    FeedBinding binding = new FeedBinding(List.copyOf(inputs), List.copyOf(outputs));
    binding.checkPlaceholders(outputs);
    binding.checkSizes(outputs);
    return binding;
  }

  private void checkPlaceholders(List<Tensor> outputs) {
    List<Tensor> missing = new ArrayList<>();
    for (Apply apply : applies) {
      if (apply.op().isInput()) {
        missing.addAll(apply.outputs());
      }
    }
    if (!missing.isEmpty()) {
      throw new FeedException("not among the inputs, but needed by the outputs:"
          + lines(missing)
          + "\nthe outputs are:"
          + lines(outputs)
          + "\nthe inputs are:"
          + lines(inputs));
    }
  }

  private void checkSizes(List<Tensor> outputs) {
    Set<Dim.Symbol> known = new HashSet<>();
    for (Tensor input : inputs) {
      known.addAll(symbols(input));
    }
    for (Map.Entry<Dim.Symbol, Apply> mention : mentioned.entrySet()) {
      Dim.Symbol symbol = mention.getKey();
      if (!known.contains(symbol)) {
        List<Tensor> bearers = Walk.ancestors(outputs).stream()
            .filter(leaf -> leaf.op().isInput())
            .flatMap(leaf -> leaf.outputs().stream())
            .filter(tensor -> symbols(tensor).contains(symbol))
            .toList();
        throw new FeedException("the size "
            + symbol
            + " in "
            + mention.getValue()
            + " is not that of any input"
            + (bearers.isEmpty() ? "" : "; it is known from:" + lines(bearers))
            + "\nthe inputs are:"
            + lines(inputs));
      }
    }
  }

  private static Set<Dim.Symbol> symbols(Tensor tensor) {
    Set<Dim.Symbol> symbols = new HashSet<>();
    for (Dim dim : tensor.shape().dims()) {
      symbols.addAll(dim.symbols());
    }
    return symbols;
  }

  /** What may be fed, each tensor once. */
  public List<Tensor> inputs() {
    return List.copyOf(inputs);
  }

  /** The inputs whose values the outputs need; each call must feed them. */
  public List<Tensor> required() {
    return List.copyOf(required);
  }

  /** The nodes to run, each after those it depends on; no owner of an input unless also needed. */
  public List<Apply> applies() {
    return applies;
  }

  /**
   * Checks that no input is idle: each is needed for its value or for the size of an axis.
   *
   * @throws FeedException where some are not
   */
  public void checkEachNeeded() {
    List<Tensor> idle = new ArrayList<>(inputs);
    idle.removeAll(required);
    idle.removeIf(input -> symbols(input).stream().anyMatch(mentioned::containsKey));
    if (!idle.isEmpty()) {
      throw new FeedException("fed but not needed:" + lines(idle));
    }
  }

  /**
   * Checks a feed and works out from it the sizes of all symbols.
   *
   * @throws FeedException where there is no feed (null), where a tensor is fed that is not an
   *     input, where a required one is missing, or where two values disagree on a size
   */
  public BoundFeed bind(Feed feed) {
    if (feed == null) {
      throw new FeedException(
          "no feed (null) was given; a call that feeds nothing takes" + " Feed.empty()");
    }
    checkTensors(feed);
    DimSizes sizes = DimSizes.of(feed);
    for (Map.Entry<Dim.Symbol, Apply> mention : mentioned.entrySet()) {
      Dim.Symbol symbol = mention.getKey();
      if (!sizes.isKnown(symbol)) {
        throw new FeedException("the size "
            + symbol
            + " in "
            + mention.getValue()
            + " is not determined by what was fed; feed one of:"
            + lines(inputs.stream().filter(in -> symbols(in).contains(symbol)).toList()));
      }
    }
    return new BoundFeed(feed, sizes);
  }

  private void checkTensors(Feed feed) {
    List<Tensor> unknown = new ArrayList<>(feed.tensors());
    unknown.removeAll(inputs);
    if (!unknown.isEmpty()) {
      throw new FeedException(
          "unknown feed:" + lines(unknown) + "\nthe inputs are:" + lines(inputs));
    }
    List<Tensor> missing = new ArrayList<>();
    for (Tensor tensor : required) {
      if (feed.get(tensor).isEmpty()) {
        missing.add(tensor);
      }
    }
    if (!missing.isEmpty()) {
      throw new FeedException("not fed:"
          + lines(missing)
          + (feed.tensors().isEmpty()
              ? "\nnothing was fed"
              : "\nfed were:" + lines(feed.tensors())));
    }
  }

  private static String lines(Iterable<Tensor> tensors) {
    StringBuilder text = new StringBuilder();
    tensors.forEach(tensor -> text.append("\n  ").append(tensor));
    return text.isEmpty() ? " none" : text.toString();
  }
}

package io.opwalk.rules;

import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that give other roundings for less work, within a bound that the op they put there states.
 */
public final class BoundedRules {
  /**
   * With fewer channels or filters, transforms of the input and of the result take longer than what
   * is saved of the products.
   */
  private static final int LEAST_CHANNELS = 32;

  /** With fewer places in a row of the result too many of them are in tiles that are not whole. */
  private static final int LEAST_PLACES = 12;

  /**
   * How images with their channels last come to a convolution. To put others in order takes what is
   * saved by windows of 5 by 5, which need more of the products than those of 3 by 3.
   */
  private static final Transpose CHANNELS_LAST = new Transpose(List.of(0, 3, 1, 2));

  /** How what is padded comes to the gradient of a kernel, which sums over the batch. */
  private static final Transpose TURNED = new Transpose(List.of(1, 0, 2, 3));

  /** The same of what has its channels last. */
  private static final Transpose LAST_AND_TURNED = new Transpose(List.of(3, 0, 1, 2));

  private BoundedRules() {}

  /** The rules. */
  public static RuleSet set() {
    return families().all();
  }

  /** The rules, made when a graph has what they need. */
  public static RuleFamilies families() {
    return RuleFamilies.of("bounded", List.of(Family.CONVOLUTION));
  }

  static List<Rule> all() {
    Conv conv = new Conv(List.of(1, 1), List.of(1, 1), 1);
    OpMatcher plain =
        OpMatcher.of("conv", Conv.class, List.of(conv)).where(Conv.class, conv::equals);
    Pattern.Any x = any("x");
    Pattern last = op(CHANNELS_LAST, x.like(Shape.shape(2, 16, 16, LEAST_CHANNELS)));
    Pattern around = op(aroundOfTwo(), last, lit(0));
    return List.of(
        winograd("winograd", op(plain, x.like(image(14)), kernel(3)), 3),
        winograd("winograd 5x5", op(plain, either(last, around), kernel(5)), 5),
        kernelGradient("winograd kernel gradient", plain, 3),
        kernelGradient("winograd 5x5 kernel gradient", plain, 5));
  }

  private static Rule kernelGradient(String name, OpMatcher plain, int window) {
    int side = 16;
    int places = side - window + 1;
    Pattern.Any x = any("x").like(Shape.shape(2, side, side, LEAST_CHANNELS));
    Pattern padded = op(TURNED, op(aroundOfTwo(), op(CHANNELS_LAST, x), lit(0)));
    Pattern.Any gradient = any("gradient").like(Shape.shape(2, places, places, LEAST_CHANNELS));
    return Rule.named(name)
        .when(op(plain, either(op(LAST_AND_TURNED, x), padded), op(LAST_AND_TURNED, gradient)))
        .where(match -> paysForKernel(match, window))
        .then(match -> kernelGradient(match, window))
        .safety(Safety.BOUNDED)
        .build();
  }

  private static boolean paysForKernel(Match match, int window) {
    Shape result = match.root().shape();
    Shape gradient = match.value("gradient").shape();
    return match.root().dtype().isFloating()
        && result.dim(2).is(window)
        && result.dim(3).is(window)
        && isAtLeast(result.dim(0), LEAST_CHANNELS)
        && isAtLeast(result.dim(1), LEAST_CHANNELS)
        && isAtLeast(gradient.dim(1), LEAST_PLACES)
        && isAtLeast(gradient.dim(2), LEAST_PLACES);
  }

  private static IrValue kernelGradient(Match match, int window) {
    List<Integer> before = List.of(0, 0);
    List<Integer> after = before;
    IrValue turned = match.root().node().input(0).node().input(0);
    if (turned != match.value("x") && turned.node().op() instanceof Pad pad) {
      before = sizes(pad.before());
      after = sizes(pad.after());
    }
    IrValue result = match.apply(
        new WinogradKernelGradient(window, before, after),
        match.value("x"),
        match.value("gradient"));
    return match.apply(new Transpose(List.of(2, 3, 0, 1)), result);
  }

  private static Shape image(int side) {
    return Shape.shape(2, LEAST_CHANNELS, side, side);
  }

  private static Pattern kernel(int window) {
    return any("kernel").like(Shape.shape(LEAST_CHANNELS, LEAST_CHANNELS, window, window));
  }

  private static OpMatcher aroundOfTwo() {
    List<Dim> two = List.of(Dim.of(0), Dim.of(0), Dim.of(2), Dim.of(2));
    Pad pad = new Pad(two, two, List.of(0, 0, 0, 0));
    return OpMatcher.of("pad", Pad.class, List.of(pad)).where(Pad.class, BoundedRules::isAround);
  }

  private static Rule winograd(String name, Pattern conv, int window) {
    return Rule.named(name)
        .when(conv)
        .where(match -> pays(match, window))
        .then(match -> winograd(match, window))
        .safety(Safety.BOUNDED)
        .build();
  }

  private static boolean pays(Match match, int window) {
    Shape kernel = match.value("kernel").shape();
    Shape result = match.root().shape();
    return match.root().dtype().isFloating()
        && kernel.dim(2).is(window)
        && kernel.dim(3).is(window)
        && isAtLeast(kernel.dim(0), LEAST_CHANNELS)
        && isAtLeast(kernel.dim(1), LEAST_CHANNELS)
        && isAtLeast(result.dim(2), LEAST_PLACES)
        && isAtLeast(result.dim(3), LEAST_PLACES);
  }

  /** What is not known is not known to pay. */
  private static boolean isAtLeast(Dim dim, long least) {
    return dim.isFixed() && dim.fixedSize().getAsLong() >= least;
  }

  private static IrValue winograd(Match match, int window) {
    IrValue x = match.root().node().input(0);
    List<Integer> before = List.of(0, 0);
    List<Integer> after = before;
    if (x.node().op() instanceof Pad pad
        && isAround(pad)
        && lit(0).matches(x.node().input(1))) {
      before = sizes(pad.before());
      after = sizes(pad.after());
      x = x.node().input(0);
    }
    IrValue result = match.apply(
        new WinogradConv(window, before, after),
        match.apply(new Transpose(List.of(0, 2, 3, 1)), x),
        match.apply(new Transpose(List.of(2, 3, 1, 0)), match.value("kernel")));
    return match.apply(new Transpose(List.of(0, 3, 1, 2)), result);
  }

  /** Whether it pads the last two axes only, by known numbers, and not between elements. */
  private static boolean isAround(Pad pad) {
    List<Dim> others = new ArrayList<>(pad.before().subList(0, 2));
    others.addAll(pad.after().subList(0, 2));
    List<Dim> around = new ArrayList<>(pad.before());
    around.addAll(pad.after());
    return others.stream().allMatch(dim -> dim.is(0))
        && around.stream().allMatch(Dim::isFixed)
        && pad.interior().stream().allMatch(between -> between == 0);
  }

  private static List<Integer> sizes(List<Dim> dims) {
    return dims.subList(2, 4).stream()
        .map(dim -> Math.toIntExact(dim.fixedSize().getAsLong()))
        .toList();
  }
}

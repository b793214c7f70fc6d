package io.opwalk.spi;

import static io.opwalk.Feed.feed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FeedBindingTest {
  private static final Dim.Symbol N = Dim.named("n");
  private static final Dim.Symbol M = Dim.named("m");

  /** A leaf to feed. */
  private record Leaf(Shape shape) implements Op {
    @Override
    public String name() {
      return "Leaf";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(new TensorType(DType.FLOAT64, shape));
    }

    @Override
    public Op substitute(Function<Dim.Symbol, Dim> dims) {
      return new Leaf(shape.substitute(dims));
    }

    @Override
    public boolean isInput() {
      return true;
    }
  }

  /** An op over any inputs whose attribute and result is a shape. */
  private record Shaped(Shape shape) implements Op {
    @Override
    public String name() {
      return "Shaped";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(new TensorType(DType.FLOAT64, shape));
    }

    @Override
    public Op substitute(Function<Dim.Symbol, Dim> dims) {
      return new Shaped(shape.substitute(dims));
    }
  }

  private static Tensor leaf(String name, Dim... dims) {
    return node(new Leaf(Shape.of(dims)), name);
  }

  private static Tensor node(Op op, String name, Tensor... inputs) {
    CreationSite site = new CreationSite("user.Digits", "main", "Digits.java", 4);
    return Apply.of(op, List.of(inputs), name, Optional.of(site)).output();
  }

  private static Tensor scalarOf(Tensor... inputs) {
    return node(new Shaped(Shape.scalar()), "", inputs);
  }

  private static NDArray zeros(int... dims) {
    return NDArray.zeros(DType.FLOAT64, dims);
  }

  private static String complaint(org.junit.jupiter.api.function.Executable action) {
    return assertThrows(FeedException.class, action).getMessage();
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "expected '" + part + "' in: " + text);
    }
  }

  /** The sizes bound by feeding leaves of the given shapes with values of the given sizes. */
  private static BoundFeed bind(List<Shape> shapes, int[]... sizes) {
    Feed feed = Feed.empty();
    for (int i = 0; i < sizes.length; i++) {
      Tensor leaf = leaf("in" + i, shapes.get(i).dims().toArray(Dim[]::new));
      feed = feed.and(leaf, zeros(sizes[i]));
    }
    List<Tensor> inputs = List.copyOf(feed.tensors());
    return FeedBinding.of(inputs, List.of(scalarOf(inputs.toArray(Tensor[]::new))))
        .bind(feed);
  }

  private static int[] sizes(int... sizes) {
    return sizes;
  }

  @Test
  void requiresWhatTheOutputsNeedAndNoMore() {
    Tensor x = leaf("x", N);
    Tensor y = leaf("y", N);
    Tensor unused = leaf("unused", M);
    Tensor inner = scalarOf(x);
    Tensor output = scalarOf(inner, y);
    FeedBinding binding = FeedBinding.of(List.of(unused, y, x, y), List.of(output, inner));
    assertEquals(List.of(unused, y, x), binding.inputs());
    assertEquals(List.of(x, y), binding.required());
    assertEquals(List.of(inner.owner(), output.owner()), binding.applies());
    Feed feed = feed(x, zeros(2)).and(y, zeros(2));
    assertEquals(feed, binding.bind(feed).feed());
    // What is not required may still be fed.
    binding.bind(feed.and(unused, zeros(9)));
    assertContains(complaint(binding::checkEachNeeded), "fed but not needed:\n  Leaf.0 'unused'");
  }

  @Test
  void anInputCutsTheGraph() {
    Tensor x = leaf("x", N);
    Tensor hidden = scalarOf(x);
    Tensor output = scalarOf(hidden);
    FeedBinding binding = FeedBinding.of(List.of(hidden), List.of(output));
    assertEquals(List.of(hidden), binding.required());
    assertEquals(List.of(output.owner()), binding.applies());
    FeedBinding identity = FeedBinding.of(List.of(hidden), List.of(hidden));
    assertEquals(List.of(hidden), identity.required());
    assertEquals(List.of(), identity.applies());
  }

  @Test
  void namesEveryPlaceholderThatIsNotAmongTheInputs() {
    Tensor x = leaf("x", N);
    Tensor y = leaf("y", N);
    String message = complaint(() -> FeedBinding.of(List.of(), List.of(scalarOf(x, y))));
    assertEquals("""
        not among the inputs, but needed by the outputs:
          Leaf.0 'x' (n,) float64 at Digits.java:4
          Leaf.0 'y' (n,) float64 at Digits.java:4
        the outputs are:
          Shaped.0 () float64 at Digits.java:4
        the inputs are: none""", message);
  }

  @Test
  void namesWhatIsMissingAndWhatIsUnknown() {
    Tensor x = leaf("x", N);
    Tensor y = leaf("y", N);
    Tensor stranger = leaf("stranger", N);
    FeedBinding binding = FeedBinding.of(List.of(x, y), List.of(scalarOf(x, y)));
    assertContains(
        complaint(() -> binding.bind(feed(x, zeros(1)))), "not fed:\n  Leaf.0 'y'", "Leaf.0 'x'");
    assertContains(
        complaint(() -> binding.bind(Feed.empty())),
        "Leaf.0 'x' (n,) float64 at Digits.java:4",
        "nothing was fed");
    assertContains(
        complaint(() -> binding.bind(feed(stranger, zeros(1)))),
        "unknown feed:\n  Leaf.0 'stranger'",
        "the inputs are:\n  Leaf.0 'x'");
    assertContains(complaint(() -> binding.bind(null)), "null");
  }

  @Test
  void bindsSymbolsToSizes() {
    BoundFeed bound =
        bind(List.of(Shape.of(N, Dim.of(3)), Shape.of(M, N)), sizes(2, 3), sizes(0, 2));
    assertEquals(2, bound.size(N));
    assertEquals(0, bound.size(M));
    assertEquals(List.of(7, 4), bound.sizes(Shape.of(N.times(2).plus(3), M.plus(4))));
  }

  @Test
  void sizesOfOneNameMustAgree() {
    String message =
        complaint(() -> bind(List.of(Shape.of(N), Shape.of(Dim.of(3), N)), sizes(2), sizes(3, 4)));
    assertEquals("""
        two sizes for n:
          2 at axis 0 of (2,) float64, fed to Leaf.0 'in0' (n,) float64 at Digits.java:4
          4 at axis 1 of (3, 4) float64, fed to Leaf.0 'in1' (3, n) float64 at Digits.java:4""", message);
    assertContains(complaint(() -> bind(List.of(Shape.of(N, N)), sizes(2, 3))), "two sizes for n");
  }

  @Test
  void computedSizesAreChecked() {
    List<Shape> shapes = List.of(Shape.of(N.times(2).plus(1)), Shape.of(N));
    assertEquals(3, bind(shapes, sizes(7), sizes(3)).size(N));
    assertContains(
        complaint(() -> bind(shapes, sizes(8), sizes(3))),
        "expected the size 2*n + 1 = 7, found 8 at axis 0 of (8,) float64, fed to Leaf.0 'in0'",
        "n is 3 by 3 at axis 0 of (3,) float64, fed to Leaf.0 'in1'");
  }

  @Test
  void computedSizesAreSolvedWhereTheyAreLinear() {
    assertEquals(3, bind(List.of(Shape.of(N.times(784))), sizes(3 * 784)).size(N));
    // The first axis can be solved only after the second.
    BoundFeed bound = bind(List.of(Shape.of(N.times(M).plus(1), M.minus(1))), sizes(13, 3));
    assertEquals(4, bound.size(M));
    assertEquals(3, bound.size(N));
    assertContains(
        complaint(() -> bind(List.of(Shape.of(N.times(784))), sizes(785))), "no n makes", "784*n");
    assertContains(complaint(() -> bind(List.of(Shape.of(N.plus(5))), sizes(2))), "no n makes");
    // 0*n for m = 0: any n would do, so n stays unknown.
    BoundFeed open = bind(List.of(Shape.of(N.times(M), M)), sizes(0, 0));
    assertContains(complaint(() -> open.size(N)), "not determined");
    BoundFeed rounded = bind(List.of(Shape.of(N.floorDiv(3))), sizes(2));
    assertContains(complaint(() -> rounded.size(N)), "not determined");
  }

  @Test
  void undeterminedSizesAreSomeThatFit() {
    Dim.Symbol k = Dim.named("k");
    assertFits(List.of(Shape.of(N.times(M))), List.of(12));
    assertFits(List.of(Shape.of(N.times(M))), List.of(0));
    assertFits(List.of(Shape.of(N.times(M), M.times(k))), List.of(12, 5));
    assertFits(List.of(Shape.of(N.times(M).plus(N))), List.of(9));
    assertFits(List.of(Shape.of(N.times(M), M)), List.of(0, 0));
    assertFits(List.of(Shape.of(N.floorDiv(3))), List.of(1_000_000));
    assertFits(List.of(Shape.of(N.minus(1).floorDiv(2).plus(1).times(M))), List.of(77));
    BoundFeed hopeless = bind(List.of(Shape.of(N.times(N).plus(M.times(M)))), sizes(7));
    assertContains(complaint(() -> hopeless.fittingSize(N)), "not determined");
  }

  private static void assertFits(List<Shape> shapes, List<Integer> fed) {
    BoundFeed bound = bind(shapes, fed.stream().mapToInt(Integer::intValue).toArray());
    shapes.forEach(shape -> {
      assertEquals(fed, bound.sizes(shape));
      assertEquals(fed, shape.evaluate(bound::fittingSize));
    });
  }

  @Test
  void aSizeThatCannotBeComputedIsTheFeedsFault() {
    assertContains(
        complaint(() -> bind(List.of(Shape.of(N.floorDiv(M), M, N)), sizes(1, 0, 4))),
        "cannot be computed",
        "m is 0");
  }

  @Test
  void sizesThatOpsMentionMustBeKnown() {
    Tensor x = leaf("x", N);
    Tensor v = leaf("v", Dim.of(3));
    Tensor repeated = node(new Shaped(Shape.of(N, Dim.of(3))), "repeated", v);
    assertContains(
        complaint(() -> FeedBinding.of(List.of(v), List.of(repeated))),
        "the size n in Shaped 'repeated' at Digits.java:4 is not that of any input");
    // The message says where the size would come from, when some node behind a cut tells.
    Tensor hidden = scalarOf(x);
    Tensor both = node(new Shaped(Shape.of(N)), "both", hidden);
    assertContains(
        complaint(() -> FeedBinding.of(List.of(hidden), List.of(both))),
        "it is known from:\n  Leaf.0 'x'");
    FeedBinding binding = FeedBinding.of(List.of(v, x), List.of(repeated));
    assertEquals(List.of(v), binding.required());
    binding.checkEachNeeded();
    assertContains(complaint(() -> binding.bind(feed(v, zeros(3)))), "feed one of:\n  Leaf.0 'x'");
    assertEquals(5, binding.bind(feed(v, zeros(3)).and(x, zeros(5))).size(N));
  }

  @Test
  void needsAnOutput() {
    assertThrows(IllegalArgumentException.class, () -> FeedBinding.of(List.of(), List.of()));
  }
}

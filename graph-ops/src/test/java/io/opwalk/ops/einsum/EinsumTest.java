package io.opwalk.ops.einsum;

import static io.opwalk.ops.Linear.einsum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.EinsumOracle;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations of every kind, and what is said of those that are none. */
class EinsumTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private static Tensor open(long... dims) {
    return Tensors.placeholder("x", DType.FLOAT64, dims);
  }

  /** A random equation and operands of small integers, whose sums are exact. */
  private record Sample(String equation, List<NDArray> operands) {
    static Sample draw(SplittableRandom random) {
      int[] sizes = IntStream.range(0, 5).map(i -> random.nextInt(1, 4)).toArray();
      int[] covered = {random.nextInt(1, 4), random.nextInt(1, 4)};
      boolean ellipsis = random.nextInt(3) == 0;
      List<String> terms = new ArrayList<>();
      List<NDArray> operands = new ArrayList<>();
      for (int count = random.nextInt(1, 6); count > 0; count--) {
        StringBuilder term = new StringBuilder();
        List<Integer> shape = new ArrayList<>();
        for (int axes = random.nextInt(0, 4); axes > 0; axes--) {
          int label = random.nextInt(5);
          int before = term.indexOf(label(label));
          // One in six axes broadcasts; what is a diagonal is of one size.
          int one = random.nextInt(6) == 0 ? 1 : sizes[label];
          shape.add(before >= 0 ? shape.get(before) : (Integer) one);
          term.append(label(label));
        }
        if (ellipsis && random.nextBoolean()) {
          int from = random.nextInt(0, 3);
          int at = random.nextInt(0, term.length() + 1);
          term.insert(at, "...");
          for (int axis = from; axis < 2; axis++) {
            shape.add(at + axis - from, random.nextInt(4) == 0 ? 1 : covered[axis]);
          }
        }
        terms.add(term.toString());
        long[] values =
            random.longs(shape.stream().reduce(1, (a, b) -> a * b), -3, 4).toArray();
        operands.add(NDArray.of(shape, values));
      }
      return new Sample(String.join(",", terms) + output(terms, random), operands);
    }

    private static String label(int number) {
      return "bAcBa".substring(number, number + 1);
    }

    private static String output(List<String> terms, SplittableRandom random) {
      if (random.nextInt(4) == 0) {
        return "";
      }
      String all = String.join("", terms);
      List<String> labels = new ArrayList<>(
          List.of("b", "A", "c", "B", "a").stream().filter(all::contains).toList());
      Collections.shuffle(labels, new Random(random.nextLong()));
      labels = labels.subList(0, random.nextInt(labels.size() + 1));
      return "->" + (all.contains(".") ? "..." : "") + String.join("", labels);
    }

    List<Tensor> placeholders(boolean unknown) {
      List<Tensor> placeholders = new ArrayList<>();
      for (NDArray operand : operands) {
        long[] dims = operand.shape().stream()
            .mapToLong(size -> unknown && size != 1 ? Shape.UNKNOWN : size)
            .toArray();
        placeholders.add(Tensors.placeholder("x", DType.INT64, dims));
      }
      return placeholders;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isTheSumOfProducts(boolean unknown) {
    SplittableRandom random = new SplittableRandom(unknown ? 1 : 2);
    for (int i = 0; i < 400; i++) {
      Sample sample = Sample.draw(random);
      List<Tensor> placeholders = sample.placeholders(unknown);
      Feed feed = Feed.empty();
      for (int k = 0; k < placeholders.size(); k++) {
        feed = feed.and(placeholders.get(k), sample.operands.get(k));
      }
      Tensor result = einsum(sample.equation, placeholders);
      NDArray expected =
          new EinsumOracle(sample.equation).expect(sample.operands).values();
      assertEquals(expected, result.evaluate(feed, BACKEND), sample::toString);
      assertEquals(
          result.type(),
          ((Einsum) result.owner().op()).expand(placeholders).get(0).type());
    }
  }

  @Test
  void isOneNodeThatSaysItsEquation() {
    Tensor product = einsum(" ij , jk ", open(2, 3), open(3, 4));
    assertEquals("Einsum{ij,jk->ik}", product.owner().op().label());
    assertEquals(3, Walk.ancestors(product).size());
    assertEquals(new Einsum("ij,jk"), new Einsum("ij,jk->ik"));
  }

  @Test
  void becomesOneMatrixProduct() {
    Einsum attention = new Einsum("bqhd,bkhd->bhqk");
    List<Tensor> inputs = List.of(open(2, 3, 4, 5), open(2, 6, 4, 5));
    Tensor expanded = attention.expand(inputs).get(0);
    List<String> products = Walk.ancestors(expanded).stream()
        .filter(apply -> apply.op() instanceof MatMul)
        .map(apply -> apply.output().shape().toString())
        .toList();
    assertEquals(List.of("(2, 4, 3, 6)"), products);
  }

  @Test
  void sizesThatAreNotKnownMustTurnOutEqual() {
    Tensor x = open(-1, -1);
    Tensor y = open(-1, -1);
    Tensor product = einsum("ij,ij->", x, y);
    NDArray two = NDArray.zeros(DType.FLOAT64, 2, 3);
    NDArray three = NDArray.zeros(DType.FLOAT64, 3, 2);
    NDArray row = NDArray.zeros(DType.FLOAT64, 1, 3);
    // Not even where the products of the sizes are equal, and never for a size that turns out 1.
    assertThrows(
        EvaluationException.class,
        () -> product.evaluate(Feed.feed(x, two).and(y, three), BACKEND));
    assertThrows(
        EvaluationException.class, () -> product.evaluate(Feed.feed(x, two).and(y, row), BACKEND));
    Tensor trace = einsum("ii->", x);
    assertThrows(EvaluationException.class, () -> trace.evaluate(Feed.feed(x, two), BACKEND));
  }

  @Test
  void theGradientOfAnOperandOfUnknownSizeNeedsNoMoreThanTheFeed() {
    Tensor x = open(-1, 3);
    Tensor y = open(-1, 3);
    Tensor slope = Gradients.gradient(Reductions.sum(einsum("ij,ij->j", x, y)), x);
    NDArray ones = NDArray.full(DType.FLOAT64, 1, 2, 3);
    NDArray twos = NDArray.full(DType.FLOAT64, 2, 2, 3);
    assertEquals(twos, slope.evaluate(Feed.feed(x, ones).and(y, twos), BACKEND));
  }

  static Stream<Arguments> refusals() {
    Tensor matrix = open(2, 3);
    Tensor ints = Tensors.placeholder("i", DType.INT32, 3, 4);
    Tensor truths = Tensors.placeholder("t", DType.BOOL, 2, 3);
    return Stream.of(
        arguments(
            "i1->i", List.of(matrix), "equation 'i1->i': operand 0 is 'i1', expected letters"),
        arguments("ij,j?->", List.of(matrix, matrix), "operand 1 is 'j?', expected letters, found"),
        arguments("i..j", List.of(matrix), "operand 0 is 'i..j', expected letters, '...' once"),
        arguments("...i...", List.of(matrix), "'...' once at most, found '.'"),
        arguments("ij->ji->ij", List.of(matrix), "the output is 'ji->ij', expected letters"),
        arguments("ij->ii", List.of(matrix), "the output has the label 'i' twice"),
        arguments("ij->ik", List.of(matrix), "the output has the label 'k', which no operand has"),
        arguments("ij,jk", List.of(matrix), "the equation has 2 operands, found 1"),
        arguments(
            "ijk->", List.of(matrix), "operand 0, 'ijk', has 3 axes, found shape (2, 3) of rank 2"),
        arguments("i->", List.of(matrix), "operand 0, 'i', has 1 axes, found shape (2, 3)"),
        arguments(
            "ijk...->...", List.of(matrix), "operand 0, 'ijk...', has 3 axes or more, found shape"),
        arguments("ii", List.of(matrix), "label 'i' has the sizes 2 and 3 in operand 0 of shape"),
        arguments(
            "ij,jk",
            List.of(matrix, matrix),
            "label 'j' has size 2 in operand 1 of shape (2, 3), and size 3 before it"),
        arguments(
            "...,...", List.of(matrix, open(2, 4)), "axis -1 of '...' has size 4 in operand 1"),
        arguments("...i->i", List.of(matrix), "'...' stands for 1 axes of the operands, and the"),
        arguments("ij,jk", List.of(matrix, ints), "one numeric dtype, found [float64, int32]"),
        arguments("ij->", List.of(truths), "one numeric dtype, found [bool]"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesWhatDoesNotFit(String equation, List<Tensor> operands, String message) {
    TypeException thrown = assertThrows(TypeException.class, () -> einsum(equation, operands));
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("input 0: "), thrown::getMessage);
  }

  static Stream<Arguments> products() {
    Tensor a = open(2, 3);
    Tensor scalar = open();
    Tensor one = open(1, 3);
    return Stream.of(
        arguments("tensorDot: there are no 3 axes", (Runnable) () -> Linear.tensorDot(a, a, 3)),
        arguments("axis 1 of the left has size 3, axis 0 of the right 2", (Runnable)
            () -> Linear.tensorDot(a, a, 1)),
        arguments("axis 1 of the left has size 3, axis 0 of the right 1", (Runnable)
            () -> Linear.tensorDot(a, one, 1)),
        arguments("axes come in pairs, found [0] and []", (Runnable)
            () -> Linear.tensorDot(a, a, List.of(0), List.of())),
        arguments("axis 0 is given twice", (Runnable)
            () -> Linear.tensorDot(a, a, List.of(0, -2), List.of(0, 1))),
        arguments("axis 2 is out of range", (Runnable)
            () -> Linear.tensorDot(a, a, List.of(0), List.of(2))),
        arguments("inner: axis 1 of the left", (Runnable) () -> Linear.inner(a, open(2, 4))),
        arguments("outer: takes vectors", (Runnable) () -> Linear.outer(a, scalar)),
        arguments("kron: takes matrices", (Runnable) () -> Linear.kron(a, open(3))));
  }

  @ParameterizedTest
  @MethodSource("products")
  void refusesProductsThatThereAreNot(String message, Runnable call) {
    TypeException thrown = assertThrows(TypeException.class, call::run);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  @Test
  void manyOperandsAreMultipliedInAnOrderThatIsFeasible() {
    // A chain of 20 matrices, closed to a ring: in the order written a product of all has 2^40
    // elements.
    List<Tensor> matrices =
        Collections.nCopies(20, Tensors.constant(new double[][] {{1, 1}, {1, 0}}));
    StringBuilder equation = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      equation.append(i == 0 ? "" : ",").append((char) ('a' + i)).append((char)
          ('a' + (i + 1) % 20));
    }
    double trace =
        einsum(equation + "->", matrices).evaluate(Feed.empty(), BACKEND).doubleValue();
    // The trace of the 20th power of Fibonacci's matrix is the 20th Lucas number.
    assertEquals(15127, trace, 0);
  }
}

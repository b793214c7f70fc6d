package io.opwalk.nn.saving;

import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.saving.graph.GraphReader;
import io.opwalk.nn.saving.graph.OpRegistry;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Control;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Placeholder;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.walk.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs as text: what stays as it was, and what is refused. */
class GraphSavingTest {
  private static final ScalarFunction CUBE = ScalarFunction.named("cube")
      .code(ScalarExpr.of(
          ScalarOp.MUL,
          ScalarExpr.arg(0),
          ScalarExpr.of(ScalarOp.MUL, ScalarExpr.arg(0), ScalarExpr.arg(0))))
      .build();

  /** A composite of a user's own. */
  record Twice(double by) implements Composite {
    @Override
    public String name() {
      return "Twice";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return List.of(multiply(inputs.get(0), by));
    }
  }

  private final Tensor x = placeholder("x", DType.FLOAT64, shape(Shape.UNKNOWN, 3));

  private static GraphReader.Read again(OpRegistry registry, List<Tensor> inputs, Tensor output) {
    GraphRoundTrip trip = new GraphRoundTrip(registry);
    return trip.read(trip.text(inputs, List.of(output)));
  }

  private static String refusal(OpRegistry registry, String text) {
    return assertThrows(ConfigException.class, () -> new GraphRoundTrip(registry).read(text))
        .getMessage();
  }

  @Test
  void namedSizesKeepTheirNamesAndSizesStayTied() {
    Dim batch = Dim.named("batch d0");
    Tensor a = placeholder("a", DType.FLOAT64, Shape.of(batch, Dim.unknown()));
    Tensor b = placeholder("b", DType.FLOAT64, Shape.of(batch, Dim.of(2)));
    Tensor y = add(Arithmetic.add(a, a), a);
    GraphReader.Read read = again(OpRegistry.standard(), List.of(a, b), y);
    Tensor newA = read.inputs().get(0);
    assertEquals(batch, newA.shape().dim(0));
    assertEquals(newA.shape(), read.outputs().get(0).shape());
    assertNotEquals(a.shape().dim(1), newA.shape().dim(1));
    assertEquals(b.type(), read.inputs().get(1).type());
  }

  @Test
  void aNodeThatIsReadTwiceIsOneNode() {
    Tensor e = multiply(x, 2).named("e");
    Tensor again = again(OpRegistry.standard(), List.of(x), add(e, e)).outputs().get(0);
    assertSame(again.owner().inputs(0), again.owner().inputs(1));
    assertEquals("e", again.owner().inputs(0).name());
  }

  @Test
  void theLineOfALoadedNodeIsThatOfTheLoading() {
    Tensor again = again(OpRegistry.standard(), List.of(x), add(x, 1)).outputs().get(0);
    assertTrue(again.owner().site().orElseThrow().toString().contains(".java:"));
  }

  @Test
  void aLongChainIsWrittenAndRead() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = add(y, x);
    }
    Tensor again = again(OpRegistry.standard(), List.of(x), y).outputs().get(0);
    assertEquals(100_001, Walk.ancestors(again).size());
  }

  @Test
  void loopsInConditionsAreRead() {
    Tensor go = placeholder("go", DType.BOOL);
    Tensor y = Control.cond(
            go,
            () -> Control.cond(go, () -> multiply(x, 2), () -> x),
            () -> multiply(x, constant(NDArray.full(DType.FLOAT64, 7, 100, 3))))
        .named("c");
    GraphReader.Read read = again(OpRegistry.standard(), List.of(x, go), y);
    NDArray value = NDArray.full(DType.FLOAT64, 3, 100, 3);
    for (boolean flag : List.of(true, false)) {
      Feed feed = Feed.feed(x, value).and(go, NDArray.scalar(flag));
      Feed newFeed =
          Feed.feed(read.inputs().get(0), value).and(read.inputs().get(1), NDArray.scalar(flag));
      assertEquals(
          y.evaluate(feed, new ReferenceBackend()),
          read.outputs().get(0).evaluate(newFeed, new ReferenceBackend()));
    }
  }

  @Test
  void opsOfOnesOwnTakeARegistry() {
    Tensor y = Apply.of(new Twice(1.5), Scalars.apply(CUBE, x)).named("own").output();
    UnsupportedOperationException refused = assertThrows(
        UnsupportedOperationException.class,
        () -> again(OpRegistry.standard().withFunction(CUBE), List.of(x), y));
    assertTrue(refused.getMessage().contains("'own' at "), refused.getMessage());
    assertThrows(
        UnsupportedOperationException.class,
        () -> again(OpRegistry.standard().with(Twice.class), List.of(x), y));
    OpRegistry both = OpRegistry.standard().with(Twice.class).withFunction(CUBE);
    Tensor read = again(both, List.of(x), y).outputs().get(0);
    assertEquals(new Twice(1.5), read.owner().op());
    String text = new GraphRoundTrip(both).text(List.of(x), List.of(y));
    String message = refusal(OpRegistry.standard().with(Twice.class), text);
    assertTrue(message.contains("'cube' is registered"), message);
    message = refusal(OpRegistry.standard().withFunction(CUBE), text);
    assertTrue(message.contains("'own': no op named 'Twice'"), message);
  }

  @Test
  void aFunctionIsKnownByMoreThanItsName() {
    ScalarFunction exp = ScalarFunction.named("exp").code(ScalarExpr.arg(0)).build();
    assertThrows(IllegalArgumentException.class, () -> OpRegistry.standard().withFunction(exp));
    assertThrows(
        UnsupportedOperationException.class,
        () -> again(OpRegistry.standard(), List.of(x), Scalars.apply(exp, x)));
  }

  @Test
  void whatIsNoOpIsNotRegistered() {
    assertThrows(
        IllegalArgumentException.class, () -> OpRegistry.standard().with(TensorType.class));
  }

  @Test
  void aNodeThatDoesNotFitIsNamed() {
    Tensor y = Apply.of(new Softmax(1), x).named("s").output();
    String text = new GraphRoundTrip(OpRegistry.standard()).text(List.of(x), List.of(y));
    OpRegistry all = OpRegistry.standard();
    assertTrue(text.contains("{\"id\":1,\"op\":\"Softmax\",\"with\":{\"axis\":1}"), text);
    String message = refusal(all, text.replace("\"axis\":1", "\"axis\":2"));
    assertTrue(message.startsWith("node 1, Softmax 's': "), message);
    message = refusal(all, text.replace("\"axis\":1", "\"axis\":\"one\""));
    assertTrue(message.contains("'axis' must be a value of int, found 'one'"), message);
    message = refusal(all, text.replace("\"axis\":1", "\"axes\":1"));
    assertTrue(message.contains("'axis' must be there"), message);
    message = refusal(all, text.replace("\"axis\":1", "\"axis\":1,\"more\":2"));
    assertTrue(message.contains("unknown config keys [more]"), message);
    message = refusal(all, text.replace("\"inputs\":[0],\"name\"", "\"inputs\":[1],\"name\""));
    assertTrue(message.contains("no tensor before it has the number 1"), message);
    message = refusal(all, text.replace("\"id\":1", "\"id\":5"));
    assertTrue(message.contains("'id' must be the number of tensors before it, 1"), message);
    message = refusal(all, text.replace("Softmax", "java.lang.Runtime"));
    assertTrue(message.contains("no op named 'java.lang.Runtime' is registered"), message);
    message = refusal(all, text.replace("\"d0\"", "\"floor(d0/0)\""));
    assertTrue(message.contains("floor(d0/0)"), message);
    message = refusal(all, text.replace("\"d0\"", "\"d7\""));
    assertTrue(message.contains("'d7' is no size"), message);
    message = refusal(all, text.replace("\"d0\"", "\"" + "(".repeat(10_000) + "\""));
    assertTrue(message.contains("nested too deeply"), message);
  }

  @Test
  void formulasOfSizesComeBackEqual() {
    Dim n = Dim.named("n");
    Dim m = Dim.unknown();
    for (Dim dim : List.of(
        n.times(28).plus(m).minus(3),
        n.plus(2).floorDiv(3).plus(1),
        n.times(m).times(n).max(m.plus(5)),
        n.minus(m).min(Dim.of(7)).times(-2),
        n.floorDiv(m.plus(1)).floorDiv(m.times(2)))) {
      Tensor a = Apply.of(new Placeholder(new TensorType(DType.FLOAT32, Shape.of(n, m))))
          .output();
      Dim own = a.shape().dim(1);
      Dim there = dim.substitute(symbol -> symbol.isNamed() ? symbol : own);
      // A size that is a formula stands in the type of a placeholder that nothing refreshes.
      Tensor b =
          io.opwalk.ops.primitive.Body.input("b", new TensorType(DType.FLOAT32, Shape.of(there)));
      GraphRoundTrip trip = new GraphRoundTrip(OpRegistry.standard());
      GraphReader.Read read = trip.read(trip.text(List.of(a, b), List.of(add(a, a), b)));
      Dim newM = read.inputs().get(0).shape().dim(1);
      assertEquals(
          there.substitute(symbol -> symbol.isNamed() ? symbol : newM),
          read.inputs().get(1).shape().dim(0),
          dim::toString);
    }
  }
}

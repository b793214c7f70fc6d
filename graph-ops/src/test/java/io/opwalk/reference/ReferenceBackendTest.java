package io.opwalk.reference;

import static io.opwalk.reference.Nodes.ADD;
import static io.opwalk.reference.Nodes.BACKEND;
import static io.opwalk.reference.Nodes.MUL;
import static io.opwalk.reference.Nodes.NEG;
import static io.opwalk.reference.Nodes.constant;
import static io.opwalk.reference.Nodes.evaluate;
import static io.opwalk.reference.Nodes.node;
import static io.opwalk.reference.Nodes.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Parameter;
import io.opwalk.spi.Backends;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReferenceBackendTest {
  /** x*x + x, which the walker sees as one node. */
  private record SquarePlus() implements Composite {
    @Override
    public String name() {
      return "SquarePlus";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      Tensor x = inputs.get(0);
      return List.of(node(ADD, node(MUL, x, x), x));
    }
  }

  /** Its own input, through another composite. */
  private record Nested(Composite inner) implements Composite {
    @Override
    public String name() {
      return "Nested";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return List.of(node(inner, inputs.get(0)));
    }
  }

  /** Expands into itself. */
  private record Endless() implements Composite {
    @Override
    public String name() {
      return "Endless";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> expand(List<Tensor> inputs) {
      return List.of(node(this, inputs.get(0)));
    }
  }

  private record Foreign() implements Op {
    @Override
    public String name() {
      return "Foreign";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return List.of(TensorType.of(DType.FLOAT64));
    }
  }

  private final Tensor x = placeholder("x", DType.FLOAT64, Dim.unknown());

  @Test
  void isFoundByItsName() {
    assertInstanceOf(ReferenceBackend.class, Backends.named("reference"));
    assertSame(Backends.named("reference"), Backends.named("reference"));
  }

  @Test
  void servesAnyBatchSizeWithOneFunction() {
    CompiledFunction function =
        BACKEND.compile(List.of(x), List.of(node(ADD, x, x)), CompileOptions.defaults());
    assertEquals(NDArray.of(2.0, 4.0), function.callSingle(Feed.feed(x, new double[] {1, 2})));
    assertEquals(NDArray.of(6.0), function.callSingle(Feed.feed(x, new double[] {3})));
    assertEquals(NDArray.zeros(DType.FLOAT64, 0), function.callSingle(Feed.feed(x, new double[0])));
  }

  @Test
  void fetchesInnerTensorsAndInputsInTheOrderAskedFor() {
    Tensor inner = node(MUL, x, x);
    Tensor outer = node(NEG, inner);
    List<NDArray> values =
        BACKEND.evaluate(List.of(outer, x, inner, outer), Feed.feed(x, new double[] {3}));
    assertEquals(
        List.of(NDArray.of(-9.0), NDArray.of(3.0), NDArray.of(9.0), NDArray.of(-9.0)), values);
  }

  @Test
  void expandsCompositesAlsoWithinComposites() {
    Tensor y = node(new Nested(new Nested(new SquarePlus())), node(NEG, x));
    // (-x)^2 + (-x), twice.
    assertEquals(NDArray.of(24.0, 0.0), evaluate(node(ADD, y, y), Feed.feed(x, new double[] {-3, 1
    })));
  }

  @Test
  void refusesACompositeThatExpandsIntoItself() {
    Tensor y = node(new Endless(), x);
    IllegalStateException complaint = assertThrows(
        IllegalStateException.class, () -> evaluate(y, Feed.feed(x, new double[] {1})));
    assertTrue(complaint.getMessage().contains("Endless"), complaint.getMessage());
  }

  @Test
  void refusesAnOpItDoesNotKnow() {
    Tensor y = node(new Foreign());
    IllegalArgumentException complaint =
        assertThrows(IllegalArgumentException.class, () -> evaluate(y));
    assertTrue(complaint.getMessage().contains("Foreign"), complaint.getMessage());
  }

  @Test
  void feedingATensorCutsTheGraphThere() {
    Tensor hidden = node(NEG, x);
    Tensor y = node(MUL, hidden, hidden);
    assertEquals(NDArray.of(49.0), evaluate(y, Feed.feed(hidden, new double[] {7})));
    // What the cut leaves behind may still be needed by another output.
    Feed both = Feed.feed(hidden, new double[] {7}).and(x, new double[] {2});
    assertEquals(
        List.of(NDArray.of(49.0), NDArray.of(4.0)),
        BACKEND.evaluate(List.of(y, node(MUL, x, x)), both));
  }

  @Test
  void feedingACompositeHidesItsExpansion() {
    Tensor composite = node(new SquarePlus(), x);
    assertEquals(
        NDArray.of(-5.0), evaluate(node(NEG, composite), Feed.feed(composite, new double[] {5})));
  }

  @Test
  void sizesMayComeFromAnInputWhoseValueIsNotRead() {
    Tensor ones = node(new Broadcast(x.shape()), constant(NDArray.scalar(1.0)));
    assertEquals(NDArray.of(1.0, 1.0, 1.0), evaluate(ones, Feed.feed(x, new double[3])));
    FeedException complaint = assertThrows(FeedException.class, () -> evaluate(ones));
    assertTrue(complaint.getMessage().contains("Broadcast{(?,)}"), complaint.getMessage());
  }

  @Test
  void aCallSeesOneVersionOfAllParameters() throws InterruptedException {
    ParameterStore left = new ParameterStore();
    ParameterStore right = new ParameterStore();
    ParameterSlot a = left.create("a", NDArray.scalar(0L));
    ParameterSlot b = right.create("b", NDArray.scalar(0L));
    Tensor sum = node(ADD, node(new Parameter(a, true)), node(new Parameter(b, true)));
    CompiledFunction function = BACKEND.compile(List.of(), List.of(sum), CompileOptions.defaults());
    Thread writer = new Thread(() -> {
      for (long i = 1; i <= 20_000; i++) {
        ParameterStore.publish(java.util.Map.of(a, NDArray.scalar(i), b, NDArray.scalar(-i)));
      }
    });
    writer.start();
    List<NDArray> sums = new ArrayList<>();
    while (writer.isAlive()) {
      sums.add(function.callSingle(Feed.empty()));
    }
    writer.join();
    sums.add(function.callSingle(Feed.empty()));
    assertTrue(sums.stream().allMatch(NDArray.scalar(0L)::equals));
    assertEquals(NDArray.scalar(20_000L), a.value());
  }

  @Test
  void manyThreadsMayCallOneFunction() {
    CompiledFunction function =
        BACKEND.compile(List.of(x), List.of(node(new SquarePlus(), x)), CompileOptions.defaults());
    List<NDArray> results = java.util.stream.IntStream.range(0, 200)
        .parallel()
        .mapToObj(i -> function.callSingle(Feed.feed(x, new double[] {i, -i})))
        .toList();
    for (int i = 0; i < results.size(); i++) {
      assertEquals(NDArray.of((double) i * i + i, (double) i * i - i), results.get(i));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aLongChainNeitherOverflowsNorGoesQuadratic() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = Apply.of(NEG, List.of(y), "", java.util.Optional.empty()).output();
    }
    assertEquals(NDArray.of(3.0), evaluate(y, Feed.feed(x, new double[] {3})));
  }

  @Test
  void runsASharedNodeOncePerCall() {
    Tensor y = x;
    for (int i = 0; i < 60; i++) {
      y = node(ADD, y, y); // 2^60 paths
    }
    assertEquals(NDArray.of(0x1p60), evaluate(y, Feed.feed(x, new double[] {1})));
  }

  @Test
  void describesItsStepsInTheUsersWords() {
    Tensor y = node(new SquarePlus(), "poly", 7, x);
    String text =
        BACKEND.compile(List.of(x), List.of(y), CompileOptions.defaults()).describe();
    assertEquals(
        "Elementwise{mul} in SquarePlus 'poly' at Digits.java:7 : (?,) float64\n"
            + "Elementwise{add} in SquarePlus 'poly' at Digits.java:7 : (?,) float64",
        text);
  }

  @Test
  void refusesToComputeNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BACKEND.compile(List.of(x), List.of(), CompileOptions.defaults()));
  }

  @Test
  void anOutputOfRankZeroIsOne() {
    assertEquals(NDArray.scalar(-2.0), evaluate(node(NEG, constant(NDArray.scalar(2.0)))));
    assertEquals(Shape.scalar(), node(NEG, constant(NDArray.scalar(2.0))).shape());
  }
}

package io.opwalk.nn.layer;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.constraint.NonNegative;
import io.opwalk.nn.constraint.NormBounds;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.conv.Conv;
import io.opwalk.nn.layer.recurrent.Cell;
import io.opwalk.nn.layer.recurrent.CellKind;
import io.opwalk.nn.layer.recurrent.Rnn;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.regularizer.L1L2;
import io.opwalk.nn.regularizer.Orthogonal;
import io.opwalk.nn.regularizer.Regularizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What layers add to a loss. */
final class PenaltiesTest {
  /** Sums of a few exact numbers, times a factor that is not. */
  private static final double TOLERANCE = 1e-12;

  private final Tensor x = placeholder("x", FLOAT64, UNKNOWN, 2);
  private final NDArray rows = NDArray.ofArray(new double[][] {{1, -2}, {3, 0}});

  private double penalty(Model model) {
    List<Tensor> penalties = model.penalties();
    assertEquals(1, penalties.size());
    return penalties.get(0).evaluate(feed(x, rows)).doubleValue();
  }

  @Test
  void aLayerMayPenaliseItsOutput() {
    Dense ones = Dense.builder(1)
        .kernelInitializer(Initializers.ones())
        .activityRegularizer(L1L2.l1(0.5))
        .build();
    // -1 and 3.
    assertEquals(0.5 * 4, penalty(Model.of(x, x.then(ones))), TOLERANCE);
    Layer again = StandardLayers.registry().fromConfig("Dense", ones.config());
    assertEquals(ones.config(), again.config());
    assertEquals(0.5 * 4, penalty(Model.of(x, again.apply(x))), TOLERANCE);
  }

  @Test
  void everyKindOfLayerMay() {
    Rnn rnn = Rnn.of(Cell.of(CellKind.GRU, 2))
        .activityRegularizer(L1L2.l2(1))
        .returnState(true)
        .build();
    Tensor steps = placeholder("steps", FLOAT64, UNKNOWN, 3, 2);
    // The output and the state, one as the other.
    LayerCall call = LayerCall.of(rnn.apply(List.of(steps)).get(0)).orElseThrow();
    assertEquals(2, call.penalties().size());
  }

  @Test
  void aWeightMayHaveOne() {
    WeightSpec spec = WeightSpec.of(Initializers.constant(2)).withRegularizer(new L1L2(0.25, 0.5));
    Dense layer = Dense.builder(3).kernel(spec).build();
    Model model = Model.of(x, x.then(layer));
    double expected = 0.25 * 6 * 2 + 0.5 * 6 * 4;
    assertEquals(expected, model.penalties().get(0).evaluate().doubleValue(), TOLERANCE);
    layer.setTrainable(false);
    assertEquals(List.of(), model.penalties());
  }

  @Test
  void orthogonalRowsCostNothing() {
    Tensor matrix = placeholder("matrix", FLOAT64, 2, 2);
    double[][] skewed = {{1, 0}, {3, 4}};
    Regularizer rows = new Orthogonal(0.5, true);
    Regularizer columns = new Orthogonal(0.5, false);
    // The cosine of (1, 0) and (3, 4) is 0.6, that of (1, 3) and (0, 4) is 3 / sqrt(10); each pair
    // counts twice, halved, of one pair.
    assertEquals(
        0.5 * 0.6, rows.penalty(matrix).evaluate(feed(matrix, skewed)).doubleValue(), TOLERANCE);
    assertEquals(
        0.5 * 3 / Math.sqrt(10),
        columns.penalty(matrix).evaluate(feed(matrix, skewed)).doubleValue(),
        TOLERANCE);
    double[][] turned = {{3, 4}, {-8, 6}};
    assertEquals(0, rows.penalty(matrix).evaluate(feed(matrix, turned)).doubleValue(), TOLERANCE);
  }

  @Test
  void buildersTakeThePartsOfASpecOneByOne() {
    WeightSpec kernel = WeightSpec.of(Initializers.constant(2))
        .withRegularizer(L1L2.l1(1))
        .withConstraint(new NonNegative());
    WeightSpec bias = WeightSpec.bias()
        .withInitializer(Initializers.ones())
        .withRegularizer(L1L2.l2(1))
        .withConstraint(NormBounds.max(3));
    assertEquals(
        Dense.builder(3).name("a").kernel(kernel).bias(bias).build().config(),
        Dense.builder(3)
            .name("a")
            .kernelInitializer(Initializers.constant(2))
            .kernelRegularizer(L1L2.l1(1))
            .kernelConstraint(new NonNegative())
            .biasInitializer(Initializers.ones())
            .biasRegularizer(L1L2.l2(1))
            .biasConstraint(NormBounds.max(3))
            .build()
            .config());
    assertEquals(
        Conv.plain(1, 3, 2).name("a").kernel(kernel).bias(bias).build().config(),
        Conv.plain(1, 3, 2)
            .name("a")
            .kernelInitializer(Initializers.constant(2))
            .kernelRegularizer(L1L2.l1(1))
            .kernelConstraint(new NonNegative())
            .biasInitializer(Initializers.ones())
            .biasRegularizer(L1L2.l2(1))
            .biasConstraint(NormBounds.max(3))
            .build()
            .config());
  }
}

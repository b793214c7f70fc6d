package io.opwalk.nn.model;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.conv.Conv;
import io.opwalk.nn.layer.merge.Concatenate;
import io.opwalk.nn.layer.merge.Merge;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.layer.norm.BatchNormalization;
import io.opwalk.nn.layer.pooling.GlobalPool;
import io.opwalk.nn.layer.pooling.Pool;
import io.opwalk.nn.layer.pooling.PoolKind;
import io.opwalk.nn.layer.recurrent.Cell;
import io.opwalk.nn.layer.recurrent.CellKind;
import io.opwalk.nn.layer.recurrent.Rnn;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.ops.WindowPadding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a summary prints, compared with what Keras 3 prints, or would by its rules. */
final class SummaryTest {
  private final Tensor x = placeholder("x", FLOAT32, UNKNOWN, 3);

  private static Layer conv(String name, int filters, WindowPadding padding) {
    return Conv.plain(2, filters, 3)
        .padding(padding)
        .activation(RELU)
        .name(name)
        .build();
  }

  private static LayerOptions named(String name) {
    return LayerOptions.defaults().withName(name);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void parametersThatWereAppliedByHandHaveRowsToo() {
    Tensor w = Tensors.parameter("w", NDArray.of(List.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f));
    Tensor y = Trigonometry.tanh(Linear.matmul(x, w)).then(dense(4));
    String summary = Model.of(x, y).summary();
    assertTrue(summary.contains("│ w (Parameter)"), summary);
    assertTrue(summary.contains("│ (3, 2)"), summary);
    assertTrue(summary.contains(" Total params: 18 (72.00 B)"), summary);
  }

  @Test
  void opsAppliedByHandHaveRowsAsInKeras() {
    Tensor a = x.then(Dense.builder(4).name("a").build());
    Tensor b = x.then(Dense.builder(4).name("b").build());
    Tensor sum = Arithmetic.add(a, b);
    Tensor y = Arithmetic.add(Trigonometry.tanh(sum), Tensors.constant(1f));
    assertEquals(
        lines(
            "Model: \"functional\"",
            "┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓",
            "┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃",
            "┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩",
            "│ x (InputLayer)      │ (None, 3)         │          0 │ -                 │",
            "├─────────────────────┼───────────────────┼────────────┼───────────────────┤",
            "│ a (Dense)           │ (None, 4)         │         16 │ x[0][0]           │",
            "├─────────────────────┼───────────────────┼────────────┼───────────────────┤",
            "│ b (Dense)           │ (None, 4)         │         16 │ x[0][0]           │",
            "├─────────────────────┼───────────────────┼────────────┼───────────────────┤",
            "│ add (Add)           │ (None, 4)         │          0 │ a[0][0], b[0][0]  │",
            "├─────────────────────┼───────────────────┼────────────┼───────────────────┤",
            "│ tanh (Tanh)         │ (None, 4)         │          0 │ add[0][0]         │",
            "├─────────────────────┼───────────────────┼────────────┼───────────────────┤",
            "│ add_1 (Add)         │ (None, 4)         │          0 │ tanh[0][0]        │",
            "└─────────────────────┴───────────────────┴────────────┴───────────────────┘",
            " Total params: 32 (128.00 B)",
            " Trainable params: 32 (128.00 B)",
            " Non-trainable params: 0 (0.00 B)"),
        Model.of(x, y).summary());
  }

  @Test
  void aModelWithBranchesIsPrintedAsKerasPrintsIt() throws IOException {
    Tensor image = placeholder("img", FLOAT32, UNKNOWN, 32, 32, 3);
    Tensor first = image
        .then(conv("conv2d_8", 32, WindowPadding.VALID))
        .then(conv("conv2d_9", 64, WindowPadding.VALID))
        .then(Pool.builder(PoolKind.MAX, 2, 3).name("max_pooling2d_2").build());
    Tensor second = first
        .then(conv("conv2d_10", 64, WindowPadding.SAME))
        .then(conv("conv2d_11", 64, WindowPadding.SAME));
    Tensor added = new Merge(Merge.Kind.ADD).apply(List.of(second, first)).get(0);
    Tensor third = added
        .then(conv("conv2d_12", 64, WindowPadding.SAME))
        .then(conv("conv2d_13", 64, WindowPadding.SAME));
    Tensor y = new Merge(Merge.Kind.ADD)
        .apply(List.of(third, added))
        .get(0)
        .then(conv("conv2d_14", 64, WindowPadding.VALID))
        .then(GlobalPool.of(PoolKind.AVERAGE, 2))
        .then(Dense.builder(256).activation(RELU).name("dense_6").build())
        .then(new Noise(NoiseKind.DROPOUT, 0.5, LayerOptions.defaults()))
        .then(Dense.builder(10).name("dense_7").build());
    try (InputStream in = SummaryTest.class.getResourceAsStream("toy_resnet.txt")) {
      String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(printed, Model.of(image, y).named("toy_resnet").summary());
    }
  }

  @Test
  void aStackListsNoInputAndSaysWhatIsNotTrained() {
    Sequential stack = Sequential.of(
        x,
        dense(4),
        BatchNormalization.builder().build(),
        Dense.builder(1).name("out").build());
    assertEquals(
        lines(
            "Model: \"sequential\"",
            "┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓",
            "┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃",
            "┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩",
            "│ dense (Dense)                   │ (None, 4)              │            16 │",
            "├─────────────────────────────────┼────────────────────────┼───────────────┤",
            "│ batch_normalization             │ (None, 4)              │            16 │",
            "│ (BatchNormalization)            │                        │               │",
            "├─────────────────────────────────┼────────────────────────┼───────────────┤",
            "│ out (Dense)                     │ (None, 1)              │             5 │",
            "└─────────────────────────────────┴────────────────────────┴───────────────┘",
            " Total params: 37 (148.00 B)",
            " Trainable params: 29 (116.00 B)",
            " Non-trainable params: 8 (32.00 B)"),
        stack.summary());
  }

  @Test
  void aChainHasNoColumnOfConnections() {
    Model chain = Model.of(x, x.then(dense(4)).then(dense(2)));
    String summary = chain.summary();
    assertTrue(summary.startsWith("Model: \"functional\"\n"), summary);
    assertTrue(
        summary.contains(
            "│ x (InputLayer)                  │ (None, 3)              │             0 │\n"),
        summary);
    assertTrue(!summary.contains("Connected to"), summary);
  }

  @Test
  void aSharedLayerIsOneRowOfItsLastShape() {
    Dense shared = dense(3);
    Model model = Model.of(x, x.then(shared).then(shared));
    assertTrue(
        model
            .summary()
            .contains(
                "│ dense (Dense)       │ (None, 3)         │         12 │ x[0][0],          │\n"
                    + "│                     │                   │            │ dense[0][0]       │\n"),
        model.summary());
  }

  @Test
  void inputsComeWhereTheyAreFirstNeeded() {
    Tensor late = placeholder("late", FLOAT32, UNKNOWN, 2);
    Tensor deep = x.then(dense(4));
    Tensor joined = new Concatenate().apply(List.of(late, deep)).get(0);
    Model model = Model.of(List.of(late, x), List.of(joined));
    List<String> rows = model
        .summary()
        .lines()
        .filter(line -> line.startsWith("│ ") && !line.matches("│ [ (].*"))
        .map(line -> line.substring(2, line.indexOf(' ', 2)))
        .toList();
    assertEquals(List.of("x", "late", "dense", "concatenate"), rows);
    assertTrue(
        model.summary().contains("│ late[0][0],       │\n│ ")
            && model.summary().contains("dense[0][0]"),
        model.summary());
  }

  @Test
  void nestedModelsAreListedWhereWanted() {
    Model inner = Sequential.of(placeholder("i", FLOAT32, UNKNOWN, 3), dense(2)).named("inner");
    Model outer = Model.of(x, x.then(inner).then(dense(1)));
    SummaryOptions options = SummaryOptions.defaults().withExpandNested(true);
    assertEquals(
        lines(
            "Model: \"functional\"",
            "┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓",
            "┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃",
            "┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩",
            "│ x (InputLayer)                  │ (None, 3)              │             0 │",
            "├─────────────────────────────────┼────────────────────────┼───────────────┤",
            "│ inner (Sequential)              │ (None, 2)              │             8 │",
            "├─────────────────────────────────┼────────────────────────┼───────────────┤",
            "│    └ dense (Dense)              │ (None, 2)              │             8 │",
            "├─────────────────────────────────┼────────────────────────┼───────────────┤",
            "│ dense_1 (Dense)                 │ (None, 1)              │             3 │",
            "└─────────────────────────────────┴────────────────────────┴───────────────┘",
            " Total params: 11 (44.00 B)",
            " Trainable params: 11 (44.00 B)",
            " Non-trainable params: 0 (0.00 B)"),
        outer.summary(options));
  }

  @Test
  void whatIsTrainedIsSaidWhereWanted() {
    Dense frozen = Dense.builder(4).trainable(false).build();
    Layer dropout = new Noise(NoiseKind.DROPOUT, 0.5, LayerOptions.defaults());
    Sequential stack = Sequential.of(x, frozen, dropout, dense(1));
    String summary =
        stack.summary(SummaryOptions.defaults().withLineLength(140).withShowTrainable(true));
    assertEquals(
        List.of("Trainable", "N", "-", "Y"),
        summary
            .lines()
            .filter(line -> line.startsWith("┃") || line.startsWith("│"))
            .map(line -> line.split("[┃│]"))
            .map(cells -> cells[cells.length - 1].strip())
            .toList());
    int width = summary.lines().skip(1).findFirst().orElseThrow().length();
    assertEquals(140, width);
  }

  @Test
  void severalOutputsAreAList() {
    Tensor steps = placeholder("steps", FLOAT32, UNKNOWN, UNKNOWN, 2);
    List<Tensor> outputs =
        Rnn.of(Cell.of(CellKind.LSTM, 3)).returnState(true).build().apply(List.of(steps));
    String summary = Model.of(List.of(steps), outputs).summary();
    assertTrue(
        summary.contains(
            "│ lstm (LSTM)                     │ [(None, 3), (None, 3), │            72 │\n"
                + "│                                 │ (None, 3)]             │               │\n"),
        summary);
    assertTrue(summary.contains("(None, None, 2)"), summary);
  }

  @Test
  void nodesThatNoLayerMadeAreNotInTheWay() {
    Model model = Model.of(x, Arithmetic.add(x.then(dense(3)), 1).then(dense(2)));
    assertTrue(model.summary().contains("│ add (Add)  "), model.summary());
    assertEquals(2, model.layers().size());
  }

  @Test
  void linesMustBeLongEnough() {
    Model model = Model.of(x, x.then(dense(1)));
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> model.summary(SummaryOptions.defaults().withLineLength(14)));
    assertEquals("lines of 14 characters are too short for 3 columns", error.getMessage());
  }
}

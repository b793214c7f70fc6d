package io.opwalk.nn;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.INT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.embedding;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.conv.ConvLayers.conv1d;
import static io.opwalk.nn.layer.conv.ConvLayers.conv2d;
import static io.opwalk.nn.layer.conv.ConvLayers.depthwiseConv2d;
import static io.opwalk.nn.layer.conv.ConvLayers.separableConv2d;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.callback.EarlyStopping;
import io.opwalk.nn.callback.Mode;
import io.opwalk.nn.callback.ModelCheckpoint;
import io.opwalk.nn.callback.ReduceLROnPlateau;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.data.Samples;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.loss.Losses;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.metric.Metrics;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.optimizer.Optimizers;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.saving.Models;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Trainer;
import io.opwalk.nn.train.Training;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Tensors;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What those read who err in a name, a size or a file: it speaks of what they wrote. */
final class UsersErrorsTest {
  private static final Tensor IMAGE = input("image", 6, 6, 3);

  private final Tensor x = input("x", 4);
  private final Model model = Sequential.of(x, dense(3), dense(1));
  private final Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1));
  private final NDArray rows = NDArray.zeros(FLOAT32, 4, 4);
  private final NDArray truth = NDArray.zeros(FLOAT32, 4, 1);

  private static void assertSays(
      String part, Class<? extends RuntimeException> type, Executable e) {
    String message = assertThrows(type, e).getMessage();
    assertTrue(String.valueOf(message).contains(part), message);
  }

  static Stream<Arguments> windows() {
    Tensor first = input("first", 3, 6, 6);
    ConvOptions channelsFirst =
        ConvOptions.builder().dataFormat(DataFormat.CHANNELS_FIRST).build();
    return Stream.of(
        Arguments.of(
            "the window of 7 is larger than axis 1 of (?, 6, 6, 3), which has 6",
            (Executable) () -> IMAGE.then(conv2d(4, 7))),
        Arguments.of("the window of 7 is larger than axis 1 of (?, 6, 3), which has 6", (Executable)
            () -> input("steps", 6, 3).then(conv1d(4, 7))),
        Arguments.of(
            "the window of 7 is larger than axis 1 of (?, 6, 6, 3), which has 6",
            (Executable) () -> IMAGE.then(depthwiseConv2d(7))),
        Arguments.of(
            "the window of 7 is larger than axis 1 of (?, 6, 6, 3), which has 6",
            (Executable) () -> IMAGE.then(separableConv2d(4, 7))),
        Arguments.of(
            "the window of 7 is larger than axis 2 of (?, 3, 6, 6), which has 6",
            (Executable) () -> Convolutions.conv2d(first, kernel(7, 7, 3, 4), channelsFirst)),
        Arguments.of(
            "the input (?, 6, 6, 3) has 3 channels, and the kernel (2, 2, 4, 8) takes 4",
            (Executable) () -> Convolutions.conv2d(IMAGE, kernel(2, 2, 4, 8))),
        Arguments.of(
            "the input (?, 6, 6, 3) has 3 channels, and the kernel (2, 2, 4, 2) takes 4",
            (Executable) () ->
                Convolutions.depthwiseConv2d(IMAGE, kernel(2, 2, 4, 2), ConvOptions.defaults())),
        Arguments.of(
            "the input (?, 6, 6, 3) has 3 channels, and the kernel (2, 2, 3, 8) takes 8",
            (Executable) () ->
                Convolutions.conv2dTranspose(IMAGE, kernel(2, 2, 3, 8), ConvOptions.defaults())),
        Arguments.of(
            "the 4 filters of the kernel (2, 2, 1, 4) do not divide into 3 groups",
            (Executable) () -> Convolutions.conv2d(
                IMAGE, kernel(2, 2, 1, 4), ConvOptions.builder().groups(3).build())));
  }

  private static Tensor kernel(long... shape) {
    return Tensors.placeholder("kernel", FLOAT32, shape);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void convolutionsSpeakOfTheUsersLayout(String expected, Executable action) {
    assertSays(expected, TypeException.class, action);
  }

  @ParameterizedTest
  @CsvSource({
    "activation, rellu, relu",
    "kernel_initializer, glorot_unifrom, GlorotUniform",
    "kernel_regularizer, L11, L1",
    "kernel_constraint, maxnorm, MaxNorm"
  })
  void namesInConfigsThatAreNearlyRight(String key, String slip, String meant) {
    Config config =
        Config.builder().put("units", 3).put("name", "given").put(key, slip).build();
    Executable reading = () -> StandardLayers.registry().fromConfig("Dense", config);
    assertSays("Dense 'given': '" + key + "'", ConfigException.class, reading);
    assertSays("near are '" + meant + "'", ConfigException.class, reading);
  }

  @Test
  void namesThatAreNearlyRight() {
    assertSays("near are 'relu'", NoSuchElementException.class, () -> Activations.named("rellu"));
    assertSays(
        "no loss named 'mean_square_error'; near are 'MeanSquaredError'",
        ConfigException.class,
        () -> Losses.of("mean_square_error"));
    assertSays(
        "no metric named 'acuracy'; near are 'Accuracy'",
        ConfigException.class,
        () -> Metrics.of("acuracy"));
    assertSays(
        "near are 'MeanAbsoluteError'",
        ConfigException.class,
        () -> Metrics.of("mean_absolute_eror"));
    assertSays(
        "no optimizer named 'Adem'; near are 'Adam'",
        ConfigException.class,
        () -> Optimizers.fromConfig("Adem", Config.empty()));
    Config config = Config.builder().put("units", 1).put("use_bais", false).build();
    assertSays(
        "unknown config keys [use_bais]; 'use_bais': near are 'use_bias'",
        ConfigException.class,
        () -> StandardLayers.registry().fromConfig("Dense", config));
    assertSays(
        "a Lambda layer is code",
        ConfigException.class,
        () -> StandardLayers.registry().fromConfig("Lambda", Config.empty()));
    assertSays("near are 'dense'", NoSuchElementException.class, () -> model.layer("dens"));
  }

  private Executable fit(Callback callback, boolean validating) {
    FitOptions options = FitOptions.epochs(2).withCallbacks(callback);
    return () ->
        trainer.fit(rows, truth, validating ? options.withValidation(rows, truth) : options);
  }

  @Test
  void aNumberThatNoEpochWillHaveIsFoundBeforeTheFirst(@TempDir Path directory) {
    List<NDArray> before = model.getWeights();
    assertSays(
        "EarlyStopping watches 'val_los', which no epoch will have; near are 'val_loss'",
        IllegalArgumentException.class,
        fit(EarlyStopping.builder().monitor("val_los").build(), true));
    assertSays(
        "ReduceLROnPlateau watches 'val_accuracy'",
        IllegalArgumentException.class,
        fit(ReduceLROnPlateau.builder().monitor("val_accuracy").build(), true));
    assertSays(
        "EarlyStopping watches 'lss', which no epoch will have; near are 'loss'",
        IllegalArgumentException.class,
        fit(EarlyStopping.builder().monitor("lss").build(), false));
    String file = directory.resolve("{epoch}-{val_los:.2f}").toString();
    assertSays(
        "has 'val_los', which no epoch will have; near are 'val_loss'",
        IllegalArgumentException.class,
        fit(ModelCheckpoint.builder(file).build(), true));
    assertSays(
        "has 'val_los', but nothing was given to validate with",
        IllegalArgumentException.class,
        fit(ModelCheckpoint.builder(file).build(), false));
    assertEquals(before, model.getWeights());
  }

  @Test
  void aFileThatIsNotThere(@TempDir Path directory) {
    Path missing = directory.resolve("missing");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> Models.load(missing));
    assertEquals("cannot read " + missing + ": there is no such file", error.getMessage());
    assertSays(
        "cannot read " + directory + ": it is a directory",
        UncheckedIOException.class,
        () -> Models.loadWeights(model, directory));
  }

  static Stream<Arguments> nulls() {
    Tensor x = input("x", 4);
    Model model = Sequential.of(x, dense(1));
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1));
    NDArray rows = NDArray.zeros(FLOAT32, 1, 4);
    return Stream.of(
        Arguments.of("no values", (Executable) () -> model.setWeights(null)),
        Arguments.of("no values", (Executable) () -> model.layer("dense").setWeights(null)),
        Arguments.of("name of a layer", (Executable) () -> model.layer(null)),
        Arguments.of("input of a model", (Executable) () -> Model.of((Tensor) null, x)),
        Arguments.of("output of a model", (Executable) () -> Model.of(x, (Tensor) null)),
        Arguments.of("layer 2", (Executable) () -> Sequential.of(x, dense(1), (Layer) null)),
        Arguments.of("input of a model", (Executable) () -> Sequential.of(null, dense(1))),
        Arguments.of("input of Dense", (Executable) () -> dense(1).apply((Tensor) null)),
        Arguments.of("function", (Executable) () -> x.then(null)),
        Arguments.of("model to train", (Executable) () -> Trainer.builder(null)),
        Arguments.of("the loss", (Executable) () -> Trainer.of(model, null, SGD.of(0.1))),
        Arguments.of(
            "the optimizer", (Executable) () -> Trainer.of(model, new MeanSquaredError(), null)),
        Arguments.of("the labels", (Executable) () -> Samples.of(rows, (NDArray) null)),
        Arguments.of(
            "options of a fit", (Executable) () -> trainer.fit(Samples.of(rows, rows), null)),
        Arguments.of("model to save", (Executable) () -> Models.save(null, Path.of("x"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nulls")
  void whatIsNullIsNamed(String expected, Executable action) {
    assertSays(expected, NullPointerException.class, action);
  }

  @Test
  void aCallbackMayAddNumbersOfItsOwn() {
    Callback adding = new Callback() {
      @Override
      public void epochEnded(Training training, Logs logs) {
        logs.put("distance", 1 + training.epoch());
      }
    };
    Callback watching =
        EarlyStopping.builder().monitor("distance").mode(Mode.MIN).build();
    assertEquals(
        2,
        trainer
            .fit(rows, truth, FitOptions.epochs(9).withCallbacks(adding, watching))
            .epochs()
            .size());
  }

  @Test
  void anIndexThatIsNoRowNamesTheTable() {
    Tensor ids = input("ids", INT32, 3);
    Tensor rows = ids.then(embedding(5, 2));
    assertSays(
        "'embedding/embeddings'",
        EvaluationException.class,
        () -> rows.evaluate(Feed.feed(ids, new int[][] {{1, 7, 2}})));
  }

  @Test
  void inputsThatNeedNotBeFedAreNotThere() {
    Config config = Sequential.of(x, dense(3)).config();
    Config first = (Config) ((List<?>) config.get("layers")).get(0);
    Config input = ((Config) first.get("config")).with("sparse", true);
    Config layer = (Config) ((List<?>) config.get("layers")).get(1);
    Config sparse = config.with("layers", List.of(first.with("config", input), layer));
    assertSays(
        "InputLayer 'x': 'sparse' is not supported",
        ConfigException.class,
        () -> Sequential.fromConfig(sparse));
  }

  @Test
  void anInputIsOfFloatsUnlessSaid() {
    assertEquals(FLOAT32, x.dtype());
    assertEquals("x", x.name());
    assertEquals("(?, ?, 3)", input("steps", UNKNOWN, 3).shape().toString());
  }
}

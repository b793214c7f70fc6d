package io.opwalk.nn.saving;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.nn.layer.recurrent.TimeDistributed;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be saved or loaded, and that nothing is changed then. */
class ModelRefusalsTest {
  private static final NDArray ROW = NDArray.ofArray(new double[][] {{1, -2, 3}});

  /** A layer of a user's own. */
  private static final class Scale extends AbstractLayer {
    Scale(LayerOptions options) {
      super("scale", options);
    }

    @Override
    protected void build(WeightMaker making, List<Tensor> inputs) {
      making.trainable("factor", WeightSpec.of(Initializers.ones()), List.of());
    }

    @Override
    protected List<Tensor> call(CallContext context) {
      return List.of(multiply(context.inputs().get(0), context.weight("factor")));
    }

    @Override
    public String className() {
      return "Scale";
    }

    @Override
    public Config config() {
      return baseConfig().build();
    }
  }

  /** What stands for it where its weight was forgotten. */
  private static final class WithoutFactor extends AbstractLayer {
    WithoutFactor(LayerOptions options) {
      super("scale", options);
    }

    @Override
    protected List<Tensor> call(CallContext context) {
      return List.of(multiply(context.inputs().get(0), 1));
    }

    @Override
    public String className() {
      return "Scale";
    }

    @Override
    public Config config() {
      return baseConfig().build();
    }
  }

  @TempDir
  Path directory;

  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));

  private Path file() {
    return directory.resolve("model");
  }

  private String refusal(Model model) throws IOException {
    Files.writeString(file(), "what was there");
    UnsupportedOperationException refused =
        assertThrows(UnsupportedOperationException.class, () -> Models.save(model, file()));
    assertEquals("what was there", Files.readString(file()));
    return refused.getMessage();
  }

  private static void assertHas(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void codeOfOnesOwnIsRefusedNamingWhereItIs() throws IOException {
    ActivationFunction cube = new ActivationFunction("cube", t -> multiply(t, multiply(t, t)));
    assertHas(
        refusal(Model.of(x, x.then(Dense.builder(2).activation(cube).name("a").build()))),
        "cannot save the layer Dense 'a' 2 cube at ",
        ".java:",
        "'cube'");
    ActivationFunction twice = new ActivationFunction("relu", t -> multiply(t, 2));
    assertHas(refusal(Model.of(x, x.then(Dense.builder(2).activation(twice).build()))), "'relu'");
    ScalarFunction own = ScalarFunction.named("own").code(ScalarExpr.arg(0)).build();
    assertHas(
        refusal(Model.of(x, Scalars.apply(own, x).named("mine"))),
        "cannot save Elementwise{own} 'mine' at ",
        ".java:");
  }

  @Test
  void layersOfOnesOwnTakeARegistry() throws IOException {
    Model model = Model.of(x, x.then(new Scale(LayerOptions.defaults())).then(dense(2)));
    assertHas(
        refusal(model), "cannot save the layer Scale 'scale'", "no layer class named 'Scale'");
    LayerRegistry ours = StandardLayers.registry()
        .with(new LayerKind("Scale", (in, all) -> new Scale(LayerOptions.from(in))));
    Models.save(model, file(), ours);
    Model loaded = Models.load(file(), ours);
    assertEquals(model.predict(ROW), loaded.predict(ROW));
    ArchiveException unknown = assertThrows(ArchiveException.class, () -> Models.load(file()));
    assertHas(unknown.getMessage(), file().toString(), "no layer class named 'Scale'");
  }

  @Test
  void aLayerThatIsNotMadeAgainAsItWasIsRefused() {
    LayerRegistry wrong = StandardLayers.registry()
        .with(new LayerKind("Scale", (in, all) -> new WithoutFactor(LayerOptions.from(in))));
    UnsupportedOperationException refused = assertThrows(
        UnsupportedOperationException.class,
        () -> Models.save(Model.of(x, x.then(new Scale(LayerOptions.defaults()))), file(), wrong));
    assertHas(refused.getMessage(), "layer 'scale' has the weights [], and was given [factor]");
  }

  @Test
  void weightsWithinAWrappedModelBelongToItAlone() {
    Tensor in = placeholder("in", FLOAT64, shape(UNKNOWN, 1));
    Dense shared = dense(1);
    Model inner = Model.of(in, in.then(shared));
    Layer wrapped = new TimeDistributed(inner.asLayer(), LayerOptions.defaults());
    Tensor steps = Shapes.expandDims(x, 2);
    Model model = Model.of(x, steps.then(shared).then(wrapped));
    UnsupportedOperationException refused =
        assertThrows(UnsupportedOperationException.class, () -> Models.save(model, file()));
    assertHas(refused.getMessage(), "could not be loaded", "'dense/kernel'");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Models.save(Model.of(x, x.then(dense(4, RELU)).then(dense(2))), file());
    byte[] whole = Files.readAllBytes(file());
    int refused = 0;
    for (int i = 0; i < whole.length; i += 7) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file(), damaged);
      try {
        Models.load(file());
      } catch (ArchiveException expected) {
        refused++;
      }
    }
    assertTrue(refused > whole.length / 14, refused + " of " + whole.length / 7);
  }

  private void rewrite(String document, UnaryOperator<String> change) {
    ArchiveFormat format = SavedModelWriter.FORMAT;
    Archive archive = Archive.read(file(), format);
    Archive.Builder changed = Archive.builder(format);
    archive
        .documents()
        .forEach((name, config) -> changed.document(
            name, name.equals(document) ? Json.parse(change.apply(Json.text(config))) : config));
    archive.arrays().forEach(changed::array);
    changed.build().write(file());
  }

  private void assertRefused(String document, String found, String by, String... parts) {
    Models.save(Model.of(x, x.then(dense(4, RELU)).then(dense(2))), file());
    rewrite(document, text -> {
      assertTrue(text.contains(found), text);
      return text.replace(found, by);
    });
    String message =
        assertThrows(ArchiveException.class, () -> Models.load(file())).getMessage();
    assertTrue(message.startsWith(file().toString()), message);
    assertHas(message, parts);
  }

  @Test
  void documentsThatMakeNoModelAreRefused() {
    assertRefused(
        "config",
        "\"units\":4",
        "\"units\":5",
        "layer 'dense': the weight 'kernel' is float64 of shape [3, 5], and was given as (3, 4)");
    assertRefused(
        "config", "\"units\":4", "\"unit\":4", "layer 'dense': Dense: 'units' is missing");
    assertRefused("config", "\"bias\":", "\"biases\":", "'bias'", "[kernel, biases]");
    assertRefused("config", "\"Dense\"", "\"Runtime\"", "no layer class named 'Runtime'");
    assertRefused("config", "\"Functional\"", "\"Other\"", "must be Functional or Sequential");
    assertRefused("graph", "\"layer\":1", "\"layer\":9", "'layer' must be below 2, found 9");
    assertRefused("graph", "\"inputs\":[1]", "\"inputs\":[7]", "has the number 7");
    assertRefused("graph", "\"gives\":1", "\"gives\":2", "'gives' must be");
    assertRefused("graph", "\"nodes\"", "\"node\"", "no tensor before it has the number 0");
    assertRefused("parameters", "\"slot\":3", "\"slot\":4", "'slot' must be below 4");
    assertRefused(
        "parameters", "weights/dense/bias", "weights/bias", "no array named 'weights/bias'");
  }

  @Test
  void aModelIsNoWeightsFile() {
    Model model = Model.of(x, x.then(dense(2)));
    Models.save(model, file());
    assertHas(
        assertThrows(ArchiveException.class, () -> Models.loadWeights(model, file()))
            .getMessage(),
        "expected a file of the format opwalk-weights, found one of opwalk-model");
  }

  @Test
  void weightsAloneAreFoundByTheNamesOfLayers() {
    Model model = Model.of(x, x.then(dense(4, RELU)).then(dense(2, SIGMOID)));
    Model other = model.cloned(io.opwalk.nn.model.CloneWeights.FRESH);
    other.setWeights(other.getWeights().stream()
        .map(value ->
            NDArray.full(FLOAT64, 0.5, value.shape().stream().mapToInt(i -> i).toArray()))
        .toList());
    Models.saveWeights(model, file());
    Models.loadWeights(other, file());
    assertEquals(model.getWeights(), other.getWeights());
    assertEquals(model.predict(ROW), other.predict(ROW));
  }

  @Test
  void weightsOfAnotherModelChangeNothing() {
    Model model = Model.of(x, x.then(dense(4, RELU)).then(dense(2, SIGMOID)));
    Models.saveWeights(model, file());
    assertUnchanged(
        Model.of(x, x.then(dense(4, RELU)).then(dense(3, SIGMOID))),
        "layer 'dense_1': the weight 'dense_1/kernel' is (4, 3) float64, and in " + file()
            + " it is (4, 2) float64");
    assertUnchanged(
        Model.of(x, x.then(dense(4, RELU)).then(Dense.builder(2).useBias(false).build())),
        "layer 'dense_1' has 1 weights, [(4, 2) float64], and ",
        " has 2, [(4, 2) float64, (2,) float64]");
    assertUnchanged(
        Model.of(x, x.then(dense(4, RELU)).then(Dense.builder(2).name("last").build())),
        "it has none for [layer 'last']",
        "it has some for [layer 'dense_1'], which the model has not");
  }

  @Test
  void whatDoesNotFitMayBePassedOver() {
    Model model = Model.of(x, x.then(dense(4, RELU)).then(dense(2, SIGMOID)));
    Models.saveWeights(model, file());
    Model wider = Model.of(x, x.then(dense(4, RELU)).then(dense(3, SIGMOID)));
    List<NDArray> kept = wider.layer("dense_1").getWeights();
    List<String> left =
        Models.loadWeights(wider, file(), LoadOptions.defaults().withSkipMismatch(true));
    assertEquals(1, left.size());
    assertHas(left.get(0), "layer 'dense_1': the weight 'dense_1/kernel' is (4, 3) float64");
    assertEquals(model.layer("dense").getWeights(), wider.layer("dense").getWeights());
    assertEquals(kept, wider.layer("dense_1").getWeights());
    Model other =
        Model.of(x, x.then(dense(4, RELU)).then(Dense.builder(2).name("last").build()));
    kept = other.layer("last").getWeights();
    left = Models.loadWeights(other, file(), LoadOptions.defaults().withByName(true));
    assertEquals(List.of("layer 'last': " + file() + " has no weights for it"), left);
    assertEquals(model.layer("dense").getWeights(), other.layer("dense").getWeights());
    assertEquals(kept, other.layer("last").getWeights());
    // By name alone, what both have must fit.
    assertThrows(
        IllegalArgumentException.class,
        () -> Models.loadWeights(wider, file(), LoadOptions.defaults().withByName(true)));
    assertEquals(
        List.of(),
        Models.loadWeights(model, file(), LoadOptions.defaults().withSkipMismatch(true)));
  }

  private void assertUnchanged(Model model, String... parts) {
    List<NDArray> before = model.getWeights();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Models.loadWeights(model, file()));
    assertHas(refused.getMessage(), parts);
    assertEquals(before, model.getWeights());
  }
}

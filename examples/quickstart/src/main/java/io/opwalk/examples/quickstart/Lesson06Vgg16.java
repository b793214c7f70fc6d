package io.opwalk.examples.quickstart;

import static io.opwalk.Feed.feed;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.WindowPadding;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.List;
import java.util.Locale;

/**
 * VGG16 in full, and what stands before the relu in the middle of it: fetched with the layer's
 * output in one pass, and computed by hand.
 *
 * <p>Weights and image are random numbers of a seed: what counts here is that the values agree.
 */
public final class Lesson06Vgg16 {
  private static final long SEED = 16;
  private static final int SIZE = 224;
  private static final String LAYER = "block4_conv1";

  private Lesson06Vgg16() {}

  /**
   * Runs the lesson.
   *
   * @param args the size of the images, a multiple of 32, where it is not to be 224
   */
  public static void main(String[] args) {
    int size = args.length == 0 ? SIZE : Integer.parseInt(args[0]);
    Model model = new Vgg16(size, SEED).build();
    say(model.summary());
    NDArray image =
        new RandomUniform(-1, 1).initialize(DType.FLOAT32, List.of(1, size, size, 3), SEED);

    ModelLayer layer = model.layer(LAYER);
    Tensor before = layer.preActivation();
    CompiledFunction pass = model
        .graph()
        .compile(
            List.of(model.output(), layer.input(), before, layer.output()),
            CompileOptions.defaults());
    List<NDArray> values = pass.call(feed(model.input(), image));
    NDArray output = values.get(3);
    say(
        "In one pass: %,d probabilities, and %s before and after its relu, %s each.",
        values.get(0).size(), LAYER, output.shape());
    report("before", values.get(2));
    report("after", output);

    NDArray relu = Activations.relu(before).evaluate(feed(before, values.get(2)));
    say("The relu of what stands before it is the layer's output: %s", relu.equals(output));

    // The layer again, by hand and without its activation, over what the layer before it gave.
    List<Tensor> weights = layer.weights();
    ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
    Tensor byHand =
        Arithmetic.add(Convolutions.conv2d(layer.input(), weights.get(0), same), weights.get(1));
    NDArray again = byHand.evaluate(feed(layer.input(), values.get(1)));
    say("%s by hand, without its activation:", LAYER);
    report("again", again);
    say("The same values: %s", again.equals(values.get(2)));
  }

  private static void report(String what, NDArray values) {
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    int negative = 0;
    for (float value : values.toFloats()) {
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      negative += value < 0 ? 1 : 0;
    }
    say(
        "  %s: %,d of %,d values are negative; from %s to %s",
        what, negative, values.size(), smallest, largest);
  }

  private static void say(String format, Object... arguments) {
    System.out.println(
        arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
  }
}

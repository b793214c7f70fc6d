package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Linear;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Resizing;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks of convolutions over a batch and images of unknown sizes, with all gradients. */
class ConvNetworkTest {
  private static final ConvOptions SAME =
      ConvOptions.builder().padding(WindowPadding.SAME).build();

  private static final ConvOptions HALVED =
      ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build();

  private final Random random = new Random(7);
  private final List<Tensor> inputs = new ArrayList<>();
  private Feed feed = Feed.empty();

  /** A new input with a random value. */
  private Tensor input(String name, Shape shape, Integer... sizes) {
    float[] values = new float[List.of(sizes).stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    Tensor input = Tensors.placeholder(name, DType.FLOAT32, shape);
    inputs.add(input);
    feed = feed.and(input, NDArray.of(List.of(sizes), values));
    return input;
  }

  private Tensor weights(String name, Integer... sizes) {
    long[] dims = List.of(sizes).stream().mapToLong(Integer::longValue).toArray();
    return input(name, Shape.shape(dims), sizes);
  }

  private void assertSameBits(Tensor loss) {
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(Gradients.gradient(loss, inputs));
    List<NDArray> expected = run(new ReferenceBackend(), outputs);
    List<NDArray> actual = run(new CpuBackend(), outputs);
    for (int i = 0; i < outputs.size(); i++) {
      String what = i == 0 ? "loss" : "gradient in " + inputs.get(i - 1);
      Bits.difference(expected.get(i), actual.get(i))
          .ifPresent(difference -> fail(what + ": " + difference));
      for (float element : actual.get(i).toFloats()) {
        assertTrue(Float.isFinite(element), what);
      }
    }
  }

  /** Large enough for kernels to be copied and products to be in blocks. */
  @Test
  void networksOverManyPlaces() {
    Tensor x = input("x", Shape.shape(2, 26, 26, 3), 2, 26, 26, 3);
    Tensor y = Activations.relu(Convolutions.conv2d(x, weights("w", 5, 5, 3, 7), SAME));
    y = Pooling.maxPool(y, PoolOptions.size(2).build());
    assertSameBits(Reductions.sum(Arithmetic.multiply(y, y)));
  }

  @Test
  void theSameWithChannelsFirst() {
    ConvOptions padded = ConvOptions.onnx().padding(WindowPadding.SAME).build();
    Tensor first = input("first", Shape.shape(2, 3, 26, 26), 2, 3, 26, 26);
    Tensor z = Activations.relu(Convolutions.conv2d(first, weights("v", 7, 3, 5, 5), padded));
    z = Pooling.maxPool(
        z, PoolOptions.size(2).dataFormat(DataFormat.CHANNELS_FIRST).build());
    assertSameBits(Reductions.sum(Arithmetic.multiply(z, z)));
  }

  private List<NDArray> run(Backend backend, List<Tensor> outputs) {
    return backend.compile(inputs, outputs, CompileOptions.defaults()).call(feed);
  }

  @Test
  void aClassifier() {
    Shape open = Shape.of(Dim.named("n"), Dim.named("height"), Dim.named("width"), Dim.of(2));
    Tensor x = input("images", open, 3, 9, 8, 2);
    Tensor y = Activations.relu(Convolutions.conv2d(x, weights("first", 3, 3, 2, 5), SAME));
    y = Pooling.maxPool(y, PoolOptions.size(2).build());
    Tensor depth = weights("depth", 3, 3, 5, 1);
    Tensor point = weights("point", 1, 1, 5, 6);
    y = Activations.relu(Convolutions.separableConv2d(y, depth, point, SAME));
    y = Pooling.averagePool(
        y, PoolOptions.size(3).strides(1).padding(WindowPadding.SAME).build());
    Tensor pooled = Pooling.globalAveragePool(y);
    Tensor logits = Linear.matmul(pooled, weights("dense", 6, 4));
    Tensor labels = Probability.softmax(Arithmetic.multiply(logits, 0.5));
    assertSameBits(Reductions.mean(Probability.crossEntropyFromLogits(labels, logits)));
  }

  @Test
  void anAutoencoder() {
    Shape open = Shape.of(Dim.unknown(), Dim.of(8), Dim.of(8), Dim.of(1));
    Tensor x = input("images", open, 2, 8, 8, 1);
    Tensor code = Activations.relu(Convolutions.conv2d(x, weights("down", 3, 3, 1, 4), HALVED));
    Tensor up = Convolutions.conv2dTranspose(code, weights("up", 3, 3, 2, 4), HALVED);
    Tensor coarse = Resizing.upSampling(code, DataFormat.CHANNELS_LAST, Interpolation.LINEAR, 2);
    Tensor mixed = Convolutions.conv2d(coarse, weights("mix", 1, 1, 4, 1));
    Tensor drawn =
        Arithmetic.add(Convolutions.conv2d(up, weights("draw", 3, 3, 2, 1), SAME), mixed);
    assertSameBits(Reductions.mean(Arithmetic.square(Arithmetic.subtract(drawn, x))));
  }
}

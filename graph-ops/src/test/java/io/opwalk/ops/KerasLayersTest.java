package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions, pooling and resizing, and their gradients, against layers of Keras as TensorFlow.js
 * 4.22.0 computes them. The models and inputs were made for this project.
 */
class KerasLayersTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  static List<KerasLayer> layers() throws IOException {
    return KerasLayer.readAll();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void haveTheValuesAndGradientsOfKeras(KerasLayer layer) {
    List<Tensor> inputs = new ArrayList<>();
    List<NDArray> values = new ArrayList<>(List.of(layer.array("input")));
    values.addAll(layer.all("weight"));
    Feed feed = Feed.empty();
    for (NDArray value : values) {
      long[] shape = value.shape().stream().mapToLong(Integer::longValue).toArray();
      Tensor input = Tensors.placeholder("input" + inputs.size(), DType.FLOAT64, shape);
      inputs.add(input);
      feed = feed.and(input, value);
    }
    Tensor output = output(layer, inputs);
    assertClose(layer.array("output"), output.evaluate(feed, BACKEND), layer + ": output");
    if (layer.all("cotangent").isEmpty()) {
      return;
    }
    List<Tensor> slopes =
        Gradients.vjp(List.of(output), List.of(Tensors.constant(layer.array("cotangent"))), inputs);
    List<NDArray> expected = new ArrayList<>(layer.all("input-gradient"));
    expected.addAll(layer.all("weight-gradient"));
    List<NDArray> found =
        BACKEND.compile(inputs, slopes, CompileOptions.defaults()).call(feed);
    for (int i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i), found.get(i), layer + ": gradient " + i);
    }
  }

  private static Tensor output(KerasLayer layer, List<Tensor> in) {
    Tensor x = in.get(0);
    if (layer.all("weight").isEmpty()) {
      return pooled(layer, x);
    }
    ConvOptions options = ConvOptions.builder()
        .strides(layer.numbers("strides"))
        .dilations(layer.numbers("dilations"))
        .padding(layer.padding())
        .dataFormat(layer.format())
        .build();
    boolean separable = layer.kind().equals("SeparableConv2D");
    Tensor y = switch (layer.kind()) {
      case "Conv1D" -> Convolutions.conv1d(x, in.get(1), options);
      case "Conv2D" -> Convolutions.conv2d(x, in.get(1), options);
      case "Conv3D" -> Convolutions.conv3d(x, in.get(1), options);
      case "Conv2DTranspose" -> Convolutions.conv2dTranspose(x, in.get(1), options);
      case "Conv3DTranspose" -> Convolutions.conv3dTranspose(x, in.get(1), options);
      case "DepthwiseConv2D" -> Convolutions.depthwiseConv2d(x, in.get(1), options);
      case "SeparableConv2D" -> Convolutions.separableConv2d(x, in.get(1), in.get(2), options);
      default -> throw new AssertionError(layer.kind());
    };
    Tensor bias = in.get(separable ? 3 : 2);
    long[] shape = new long[y.shape().rank()];
    Arrays.fill(shape, 1);
    shape[layer.format().channelAxis(shape.length)] = -1;
    return Arithmetic.add(y, Shapes.reshape(bias, shape));
  }

  private static Tensor pooled(KerasLayer layer, Tensor x) {
    boolean global = layer.kind().startsWith("Global");
    PoolOptions options = PoolOptions.size(global ? new int[] {1} : layer.numbers("sizes"))
        .strides(layer.numbers("strides"))
        .padding(layer.padding())
        .dataFormat(layer.format())
        .build();
    return switch (layer.kind()) {
      case "MaxPooling1D", "MaxPooling2D", "MaxPooling3D" -> Pooling.maxPool(x, options);
      case "AveragePooling1D", "AveragePooling2D", "AveragePooling3D" ->
        Pooling.averagePool(x, options);
      case "GlobalMaxPooling2D" -> Pooling.globalMaxPool(x, layer.format(), false);
      case "GlobalAveragePooling2D" -> Pooling.globalAveragePool(x, layer.format(), false);
      case "UpSampling2D" ->
        Resizing.upSampling(
            x, layer.format(), ResizeOptions.Interpolation.NEAREST, layer.numbers("sizes"));
      default -> throw new AssertionError(layer.kind());
    };
  }

  /** Theirs are float32, sums of up to some hundred terms of the order of 1. */
  private static void assertClose(NDArray expected, NDArray found, String what) {
    assertEquals(expected.shape(), found.shape(), what);
    double[] theirs = expected.toDoubles();
    double[] ours = found.toDoubles();
    for (int i = 0; i < theirs.length; i++) {
      double off = Math.abs(theirs[i] - ours[i]);
      int element = i;
      assertTrue(
          off <= 1e-5 * (1 + Math.abs(theirs[i])),
          () -> what + ": element " + element + " is " + ours[element] + ", theirs "
              + theirs[element]);
    }
  }
}

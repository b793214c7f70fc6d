package io.opwalk.nn.layer;

import static io.opwalk.nn.layer.activation.ActivationLayers.elu;
import static io.opwalk.nn.layer.activation.ActivationLayers.leakyRelu;
import static io.opwalk.nn.layer.activation.ActivationLayers.prelu;
import static io.opwalk.nn.layer.activation.ActivationLayers.relu;
import static io.opwalk.nn.layer.activation.ActivationLayers.softmax;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.attention.AttentionLayers;
import io.opwalk.nn.layer.conv.ConvLayers;
import io.opwalk.nn.layer.merge.MergeLayers;
import io.opwalk.nn.layer.noise.NoiseLayers;
import io.opwalk.nn.layer.norm.NormLayers;
import io.opwalk.nn.layer.pooling.Pool;
import io.opwalk.nn.layer.pooling.PoolKind;
import io.opwalk.nn.layer.pooling.PoolingLayers;
import io.opwalk.nn.layer.preprocessing.PreprocessingLayers;
import io.opwalk.nn.layer.recurrent.Cell;
import io.opwalk.nn.layer.recurrent.CellKind;
import io.opwalk.nn.layer.recurrent.RecurrentLayers;
import io.opwalk.nn.layer.shape.ShapeLayers;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.WindowPadding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Short forms make what a config makes that says as little. */
final class ShortFormsTest {
  private static Arguments row(Layer layer, Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return Arguments.of(layer, config.build());
  }

  static Stream<Arguments> core() {
    return Stream.of(
        row(Layers.dense(3), "units", 3),
        row(Layers.dense(3, Activations.RELU), "units", 3, "activation", "relu"),
        row(Layers.activation(Activations.GELU), "activation", "gelu"),
        row(Layers.embedding(5, 2), "input_dim", 5, "output_dim", 2),
        row(Layers.masking()),
        row(Layers.masking(2), "mask_value", 2.0),
        row(Layers.rescaling(0.5), "scale", 0.5),
        row(Layers.rescaling(0.5, 1), "scale", 0.5, "offset", 1.0),
        row(Layers.activityRegularization(1, 2), "l1", 1.0, "l2", 2.0),
        row(relu()),
        row(leakyRelu()),
        row(leakyRelu(0.1), "negative_slope", 0.1),
        row(prelu()),
        row(elu()),
        row(softmax()),
        row(AttentionLayers.attention()),
        row(AttentionLayers.additiveAttention()),
        row(AttentionLayers.multiHeadAttention(2, 3), "num_heads", 2, "key_dim", 3),
        row(
            AttentionLayers.groupedQueryAttention(3, 4, 2),
            "head_dim",
            3,
            "num_query_heads",
            4,
            "num_key_value_heads",
            2),
        row(PreprocessingLayers.categoryEncoding(4), "num_tokens", 4),
        row(PreprocessingLayers.discretization(List.of(1.0)), "bin_boundaries", List.of(1.0)),
        row(PreprocessingLayers.normalization()));
  }

  static Stream<Arguments> spatial() {
    return Stream.of(
        row(ConvLayers.conv1d(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.conv2d(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.conv3d(4, 3), "filters", 4, "kernel_size", 3),
        row(
            ConvLayers.conv2d(4, 3, Activations.RELU),
            "filters",
            4,
            "kernel_size",
            3,
            "activation",
            "relu"),
        row(
            ConvLayers.conv1d(4, 3, Activations.RELU, WindowPadding.CAUSAL),
            "filters",
            4,
            "kernel_size",
            3,
            "activation",
            "relu",
            "padding",
            "causal"),
        row(
            ConvLayers.conv2d(4, 3, Activations.RELU, WindowPadding.SAME),
            "filters",
            4,
            "kernel_size",
            3,
            "activation",
            "relu",
            "padding",
            "same"),
        row(
            ConvLayers.conv3d(4, 3, Activations.RELU, WindowPadding.SAME),
            "filters",
            4,
            "kernel_size",
            3,
            "activation",
            "relu",
            "padding",
            "same"),
        row(ConvLayers.conv1dTranspose(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.conv2dTranspose(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.conv3dTranspose(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.depthwiseConv1d(3), "kernel_size", 3),
        row(ConvLayers.depthwiseConv2d(3), "kernel_size", 3),
        row(ConvLayers.separableConv1d(4, 3), "filters", 4, "kernel_size", 3),
        row(ConvLayers.separableConv2d(4, 3), "filters", 4, "kernel_size", 3),
        row(PoolingLayers.maxPooling1d()),
        row(PoolingLayers.maxPooling2d()),
        row(PoolingLayers.maxPooling2d(3, 2), "pool_size", 3, "strides", 2),
        row(
            PoolingLayers.averagePooling1d(3, 2, WindowPadding.SAME),
            "pool_size",
            3,
            "strides",
            2,
            "padding",
            "same"),
        row(
            Pool.builder(PoolKind.AVERAGE, 2, 3, 2).strides(1, 2).build(),
            "pool_size",
            List.of(3, 2),
            "strides",
            List.of(1, 2)),
        row(PoolingLayers.maxPooling3d(3), "pool_size", 3),
        row(PoolingLayers.averagePooling1d(3), "pool_size", 3),
        row(PoolingLayers.averagePooling2d()),
        row(PoolingLayers.averagePooling3d()),
        row(PoolingLayers.globalMaxPooling2d()),
        row(PoolingLayers.globalAveragePooling1d()),
        row(ShapeLayers.flatten()),
        row(ShapeLayers.reshape(2, -1), "target_shape", List.of(2, -1)),
        row(ShapeLayers.permute(2, 1), "dims", List.of(2, 1)),
        row(ShapeLayers.repeatVector(3), "n", 3),
        row(ShapeLayers.resizing(4, 5), "height", 4, "width", 5),
        row(ShapeLayers.zeroPadding1d(1)),
        row(ShapeLayers.zeroPadding2d(1)),
        row(ShapeLayers.zeroPadding3d(1)),
        row(ShapeLayers.cropping1d(1)),
        row(ShapeLayers.cropping2d(0)),
        row(ShapeLayers.cropping3d(1)),
        row(ShapeLayers.upSampling1d(2)),
        row(ShapeLayers.upSampling2d(2)),
        row(ShapeLayers.upSampling3d(2)));
  }

  static Stream<Arguments> others() {
    Config lstm = Config.nested(RecurrentLayers.lstm(2));
    Config cell = Config.builder()
        .put("class_name", "GRUCell")
        .put("config", Config.builder().put("units", 2).build())
        .build();
    return Stream.of(
        row(NoiseLayers.dropout(0.5), "rate", 0.5),
        row(NoiseLayers.spatialDropout1d(0.5), "rate", 0.5),
        row(NoiseLayers.spatialDropout2d(0.5), "rate", 0.5),
        row(NoiseLayers.spatialDropout3d(0.5), "rate", 0.5),
        row(NoiseLayers.alphaDropout(0.5), "rate", 0.5),
        row(NoiseLayers.gaussianDropout(0.5), "rate", 0.5),
        row(NoiseLayers.gaussianNoise(0.5), "stddev", 0.5),
        row(NormLayers.batchNormalization()),
        row(NormLayers.groupNormalization(2), "groups", 2),
        row(NormLayers.layerNormalization()),
        row(NormLayers.rmsNormalization()),
        row(NormLayers.unitNormalization()),
        row(RecurrentLayers.simpleRnn(2), "units", 2),
        row(RecurrentLayers.lstm(2), "units", 2),
        row(RecurrentLayers.gru(2, true), "units", 2, "return_sequences", true),
        row(RecurrentLayers.rnn(Cell.of(CellKind.GRU, 2)), "cell", cell),
        row(RecurrentLayers.convLstm1d(2, 3), "filters", 2, "kernel_size", 3),
        row(RecurrentLayers.convLstm2d(2, 3), "filters", 2, "kernel_size", 3),
        row(RecurrentLayers.bidirectional(RecurrentLayers.lstm(2)), "layer", lstm),
        row(
            RecurrentLayers.timeDistributed(Layers.dense(2)),
            "layer",
            Config.nested(Layers.dense(2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"core", "spatial", "others"})
  void areWhatAShortConfigMakes(Layer layer, Config config) {
    Layer read = StandardLayers.registry().fromConfig(layer.className(), config);
    assertEquals(read.config(), layer.config());
  }

  @Test
  void functionalFormsApplyWhatTheyMake() {
    Tensor a = Layers.input(2);
    Tensor b = Layers.input(2);
    List<Tensor> both = List.of(a, b);
    List<Tensor> made = List.of(
        MergeLayers.add(both),
        MergeLayers.subtract(both),
        MergeLayers.multiply(both),
        MergeLayers.average(both),
        MergeLayers.maximum(both),
        MergeLayers.minimum(both),
        MergeLayers.concatenate(both),
        MergeLayers.concatenate(both, 1),
        MergeLayers.dot(both, 1));
    assertEquals(
        List.of(
            "Add",
            "Subtract",
            "Multiply",
            "Average",
            "Maximum",
            "Minimum",
            "Concatenate",
            "Concatenate",
            "Dot"),
        made.stream()
            .map(tensor -> LayerCall.of(tensor).orElseThrow().layer().className())
            .toList());
  }
}

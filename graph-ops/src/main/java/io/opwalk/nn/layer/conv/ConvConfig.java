package io.opwalk.nn.layer.conv;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightSpec;
import java.util.Collections;
import java.util.List;

/** Convolutions to configs and back. */
final class ConvConfig {
  private ConvConfig() {}

  static Conv read(ConvKind kind, int axes, ConfigReader in) {
    List<Integer> size = in.integers("kernel_size", axes)
        .orElseThrow(() -> in.wrong("kernel_size", "must be there", null));
    int filters = kind == ConvKind.DEPTHWISE ? 1 : in.integer("filters");
    if (kind == ConvKind.DEPTHWISE) {
      in.ignore("filters");
    }
    List<Integer> ones = Collections.nCopies(axes, 1);
    ConvBuilder builder = new ConvBuilder(kind, axes, filters, size)
        .options(LayerOptions.from(in))
        .strides(in.integers("strides", axes).orElse(ones))
        .dilation(in.integers("dilation_rate", axes).orElse(ones))
        .padding(SpatialArguments.padding(in, kind == ConvKind.PLAIN && axes == 1))
        .dataFormat(SpatialArguments.dataFormat(in))
        .groups(groups(kind, in))
        .activation(Activations.read(in, "activation"))
        .useBias(in.flag("use_bias", true))
        .kernel(WeightSpec.read(in, kind.argument(), WeightSpec.kernel()))
        .bias(WeightSpec.read(in, "bias", WeightSpec.bias()));
    if (kind == ConvKind.DEPTHWISE || kind == ConvKind.SEPARABLE) {
      builder.depthMultiplier(in.integer("depth_multiplier", 1));
      // Keras writes what these layers inherit and do not use.
      in.ignore("kernel_initializer", "kernel_regularizer", "kernel_constraint");
    }
    if (kind == ConvKind.SEPARABLE) {
      builder.pointwise(WeightSpec.read(in, "pointwise", WeightSpec.kernel()));
    }
    if (kind == ConvKind.TRANSPOSED) {
      in.integers("output_padding", axes)
          .ifPresent(each -> builder.outputPadding(each.toArray(Integer[]::new)));
    }
    return builder.build();
  }

  private static int groups(ConvKind kind, ConfigReader in) {
    int groups = in.integer("groups", 1);
    if (kind != ConvKind.PLAIN && groups != 1) {
      throw in.wrong("groups", "must be 1 for a layer of this kind", groups);
    }
    return groups;
  }

  static Config write(ConvBuilder told, Config.Builder config) {
    if (told.kind != ConvKind.DEPTHWISE) {
      config.put("filters", told.filters);
    }
    config
        .put("kernel_size", told.kernelSize)
        .put("strides", told.strides())
        .put("padding", SpatialArguments.text(told.padding()))
        .put("data_format", SpatialArguments.text(told.dataFormat()))
        .put("dilation_rate", told.dilation)
        .put("activation", told.activation.inConfig())
        .put("use_bias", told.useBias);
    if (told.kind == ConvKind.DEPTHWISE || told.kind == ConvKind.SEPARABLE) {
      config.put("depth_multiplier", told.depthMultiplier);
    }
    if (told.kind == ConvKind.TRANSPOSED) {
      config.put("output_padding", told.outputPadding.orElse(null));
    }
    if (told.kind == ConvKind.PLAIN) {
      config.put("groups", told.groups);
    }
    told.kernel.write(config, told.kind.argument());
    if (told.kind == ConvKind.SEPARABLE) {
      told.pointwise.write(config, "pointwise");
    }
    told.bias.write(config, "bias");
    return config.build();
  }
}

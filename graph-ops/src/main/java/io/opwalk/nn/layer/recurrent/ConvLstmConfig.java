package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightSpec;
import java.util.Collections;
import java.util.List;

/** Convolutional LSTMs to configs and back. */
final class ConvLstmConfig {
  private ConvLstmConfig() {}

  static ConvLstm read(int axes, ConfigReader in) {
    RnnConfig.requireKeras3(in);
    in.ignore("implementation", "unroll", "seed");
    List<Integer> size = in.integers("kernel_size", axes)
        .orElseThrow(() -> in.wrong("kernel_size", "must be there", null));
    List<Integer> ones = Collections.nCopies(axes, 1);
    return new ConvLstmBuilder(in.integer("filters"), size)
        .options(LayerOptions.from(in))
        .strides(in.integers("strides", axes).orElse(ones))
        .dilation(in.integers("dilation_rate", axes).orElse(ones))
        .padding(SpatialArguments.padding(in, false))
        .dataFormat(SpatialArguments.dataFormat(in))
        .activation(Activations.read(in, "activation", Activations.TANH))
        .recurrentActivation(Activations.read(in, "recurrent_activation", Activations.SIGMOID))
        .useBias(in.flag("use_bias", true))
        .unitForgetBias(in.flag("unit_forget_bias", true))
        .weights(
            WeightSpec.read(in, "kernel", WeightSpec.kernel()),
            WeightSpec.read(in, "recurrent", WeightSpec.of(Initializers.orthogonal())),
            WeightSpec.read(in, "bias", WeightSpec.bias()))
        .returnSequences(in.flag("return_sequences", false))
        .returnState(in.flag("return_state", false))
        .goBackwards(in.flag("go_backwards", false))
        .stateful(in.flag("stateful", false))
        .zeroOutputForMask(in.flag("zero_output_for_mask", false))
        .dropout(in.number("dropout", 0))
        .recurrentDropout(in.number("recurrent_dropout", 0))
        .build();
  }

  static Config write(ConvLstmBuilder told, Config.Builder config) {
    config
        .put("filters", told.filters)
        .put("kernel_size", told.kernelSize)
        .put("strides", told.strides)
        .put("padding", SpatialArguments.text(told.padding))
        .put("data_format", SpatialArguments.text(told.dataFormat))
        .put("dilation_rate", told.dilation)
        .put("activation", told.activation.inConfig())
        .put("recurrent_activation", told.recurrentActivation.inConfig())
        .put("use_bias", told.useBias);
    told.kernel.write(config, "kernel");
    told.recurrent.write(config, "recurrent");
    told.bias.write(config, "bias");
    return config
        .put("unit_forget_bias", told.unitForgetBias)
        .put("return_sequences", told.returnSequences)
        .put("return_state", told.returnState)
        .put("go_backwards", told.goBackwards)
        .put("stateful", told.stateful)
        .put("zero_output_for_mask", told.zeroOutputForMask)
        .put("dropout", told.dropout)
        .put("recurrent_dropout", told.recurrentDropout)
        .build();
  }
}

package io.opwalk.nn.layer.attention;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.WeightSpec;

/** Multi-head attention to configs and back. */
final class MultiHeadAttentionConfig {
  private MultiHeadAttentionConfig() {}

  static MultiHeadAttention read(ConfigReader in) {
    int keySize = in.integer("key_dim");
    MultiHeadAttentionBuilder builder = MultiHeadAttention.builder(in.integer("num_heads"), keySize)
        .valueSize(in.integer("value_dim", keySize));
    in.oneOrMore("output_shape").ifPresent(builder::outputShape);
    in.oneOrMore("attention_axes").ifPresent(builder::attentionAxes);
    return rest(in, builder);
  }

  static MultiHeadAttention readGrouped(ConfigReader in) {
    return rest(
        in,
        MultiHeadAttention.grouped(
            in.integer("head_dim"),
            in.integer("num_query_heads"),
            in.integer("num_key_value_heads")));
  }

  private static MultiHeadAttention rest(ConfigReader in, MultiHeadAttentionBuilder builder) {
    // What Keras notes of the inputs, and of how it computes.
    in.ignore("query_shape", "key_shape", "value_shape", "flash_attention");
    builder
        .options(AttentionDropout.options(in))
        .dropout(in.number("dropout", 0))
        .useBias(in.flag("use_bias", true))
        .useGate(in.flag("use_gate", false))
        .kernel(WeightSpec.read(in, "kernel", WeightSpec.kernel()))
        .bias(WeightSpec.read(in, "bias", WeightSpec.bias()))
        .useCausalMask(in.flag("use_causal_mask", false))
        .returnAttentionScores(in.flag("return_attention_scores", false));
    if (in.has("sliding_window")) {
      builder.slidingWindow(in.integer("sliding_window"));
    }
    in.ignore("sliding_window");
    return builder.build();
  }

  static Config write(MultiHeadAttentionBuilder told, Config.Builder config) {
    if (told.grouped) {
      config
          .put("head_dim", told.keySize)
          .put("num_query_heads", told.heads)
          .put("num_key_value_heads", told.keyValueHeads);
    } else {
      config
          .put("num_heads", told.heads)
          .put("key_dim", told.keySize)
          .put("value_dim", told.valueSize)
          .put("output_shape", told.outputShape.orElse(null))
          .put("attention_axes", told.attentionAxes.orElse(null));
    }
    config
        .put("dropout", told.dropout)
        .put("use_bias", told.useBias)
        .put("use_gate", told.useGate)
        .put("sliding_window", told.slidingWindow.orElse(null));
    told.kernel.write(config, "kernel");
    told.bias.write(config, "bias");
    return config
        .put("use_causal_mask", told.useCausalMask)
        .put("return_attention_scores", told.returnScores)
        .build();
  }
}

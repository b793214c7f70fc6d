package io.opwalk.nn.layer.attention;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.WeightSpec;

/** Multi-head attention to configs and back. */
final class MultiHeadAttentionConfig {
  private MultiHeadAttentionConfig() {}

  static MultiHeadAttention read(ConfigReader in) {
    if (in.flag("use_gate", false)) {
      throw in.wrong("use_gate", "is not supported, and must be false", true);
    }
    // What Keras notes of the inputs, and of how it computes.
    in.ignore("query_shape", "key_shape", "value_shape", "flash_attention");
    int keySize = in.integer("key_dim");
    MultiHeadAttentionBuilder builder = MultiHeadAttention.builder(in.integer("num_heads"), keySize)
        .options(AttentionDropout.options(in))
        .valueSize(in.integer("value_dim", keySize))
        .dropout(in.number("dropout", 0))
        .useBias(in.flag("use_bias", true))
        .kernel(WeightSpec.read(in, "kernel", WeightSpec.kernel()))
        .bias(WeightSpec.read(in, "bias", WeightSpec.bias()))
        .useCausalMask(in.flag("use_causal_mask", false))
        .returnAttentionScores(in.flag("return_attention_scores", false));
    in.oneOrMore("output_shape").ifPresent(builder::outputShape);
    in.oneOrMore("attention_axes").ifPresent(builder::attentionAxes);
    return builder.build();
  }

  static Config write(MultiHeadAttentionBuilder told, Config.Builder config) {
    config
        .put("num_heads", told.heads)
        .put("key_dim", told.keySize)
        .put("value_dim", told.valueSize)
        .put("dropout", told.dropout)
        .put("use_bias", told.useBias)
        .put("output_shape", told.outputShape.orElse(null))
        .put("attention_axes", told.attentionAxes.orElse(null));
    told.kernel.write(config, "kernel");
    told.bias.write(config, "bias");
    return config
        .put("use_causal_mask", told.useCausalMask)
        .put("return_attention_scores", told.returnScores)
        .build();
  }
}

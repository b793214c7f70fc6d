package io.opwalk.nn.layer;

import io.opwalk.nn.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A config of every kind of layer that says all there is to say, and nothing as it would be unsaid.
 */
final class LayerConfigs {
  /** What a config must say, of those that must say something. */
  record Row(String className, List<String> required, Config all) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();

  private LayerConfigs() {}

  static Map<String, Row> all() {
    LayerConfigs configs = new LayerConfigs();
    configs.core();
    configs.attention();
    configs.groupedAttention();
    configs.convolutions();
    configs.pooling();
    configs.shapes();
    configs.merging();
    configs.noise();
    configs.normalizations();
    configs.recurrent();
    return configs.rows;
  }

  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  private static Config nested(String className, Object... keysAndValues) {
    return config("class_name", className, "config", config(keysAndValues));
  }

  /** What a weight may be told. */
  private static Config weight(String leaf) {
    return config(
        leaf + "_initializer",
        nested("RandomUniform", "minval", -0.25, "maxval", 0.5),
        leaf + "_regularizer",
        nested("OrthogonalRegularizer", "factor", 0.5, "mode", "columns"),
        leaf + "_constraint",
        nested(
            "MinMaxNorm", "max_value", 3.0, "axis", List.of(0, 1), "min_value", 1.0, "rate", 0.5));
  }

  private static Config weights(String... leaves) {
    Config.Builder all = Config.builder();
    for (String leaf : leaves) {
      all.putAll(weight(leaf));
    }
    return all.build();
  }

  private static Config common() {
    return config(
        "name",
        "given",
        "trainable",
        false,
        "dtype",
        "float64",
        "opwalk_dtype",
        "float64",
        "opwalk_seed",
        7,
        "activity_regularizer",
        nested("L1L2", "l1", 0.25, "l2", 0.5));
  }

  private void add(String className, List<String> required, Config... parts) {
    Config.Builder all = Config.builder().putAll(common());
    for (Config part : parts) {
      all.putAll(part);
    }
    rows.put(className, new Row(className, required, all.build()));
  }

  private void core() {
    add("Activation", List.of("activation"), config("activation", "selu"));
    add("ActivityRegularization", List.of(), config("l1", 0.25, "l2", 0.5));
    add(
        "Dense",
        List.of("units"),
        config("units", 3, "activation", "gelu", "use_bias", false),
        weights("kernel", "bias"));
    add(
        "Embedding",
        List.of("input_dim", "output_dim"),
        config("input_dim", 5, "output_dim", 2, "mask_zero", true),
        weights("embeddings"));
    add("Masking", List.of(), config("mask_value", -1.0));
    add("Rescaling", List.of("scale"), config("scale", List.of(0.5, 2.0), "offset", -1.0));
    add("ReLU", List.of(), config("max_value", 6.0, "negative_slope", 0.5, "threshold", 1.0));
    add("LeakyReLU", List.of(), config("negative_slope", 0.125));
    add("ThresholdedReLU", List.of(), config("theta", 2.0));
    add("ELU", List.of(), config("alpha", 2.0));
    add("Softmax", List.of(), config("axis", List.of(1, 2)));
    add("PReLU", List.of(), config("shared_axes", List.of(1, 2)), weights("alpha"));
    add("CategoryEncoding", List.of("num_tokens"), config("num_tokens", 4, "output_mode", "count"));
    add(
        "Discretization",
        List.of("bin_boundaries"),
        config("bin_boundaries", List.of(0.0, 1.5), "output_mode", "one_hot"));
    add(
        "Normalization",
        List.of(),
        config(
            "axis",
            List.of(1, 2),
            "invert",
            true,
            "mean",
            List.of(1.0, 2.0),
            "variance",
            List.of(3.0, 4.0)));
  }

  private void attention() {
    Config common =
        config("dropout", 0.5, "use_causal_mask", true, "return_attention_scores", true);
    add("Attention", List.of(), common, config("use_scale", true, "score_mode", "concat"));
    add("AdditiveAttention", List.of(), common, config("use_scale", false));
    add(
        "MultiHeadAttention",
        List.of("num_heads", "key_dim"),
        common,
        config("num_heads", 2, "key_dim", 3, "value_dim", 4, "use_bias", false),
        config("use_gate", true, "sliding_window", 3),
        config("output_shape", List.of(5), "attention_axes", List.of(1)),
        weights("kernel", "bias"));
  }

  private void groupedAttention() {
    add(
        "GroupedQueryAttention",
        List.of("head_dim", "num_query_heads", "num_key_value_heads"),
        config("dropout", 0.5, "use_causal_mask", true, "return_attention_scores", true),
        config("head_dim", 3, "num_query_heads", 4, "num_key_value_heads", 2),
        config("use_bias", false, "use_gate", true, "sliding_window", 3),
        weights("kernel", "bias"));
    sameAs("GroupQueryAttention", "GroupedQueryAttention");
  }

  /** Under its other name it is the same layer. */
  private void sameAs(String other, String className) {
    Row row = rows.get(className);
    rows.put(other, new Row(other, row.required(), row.all()));
  }

  private static List<Integer> each(int axes, int value) {
    return Collections.nCopies(axes, value);
  }

  private void convolutions() {
    for (int axes = 1; axes <= 3; axes++) {
      Config common = config(
          "kernel_size",
          each(axes, 3),
          "strides",
          each(axes, 2),
          "padding",
          "same",
          "data_format",
          "channels_first",
          "dilation_rate",
          each(axes, 2),
          "activation",
          "relu",
          "use_bias",
          false);
      List<String> required = List.of("filters", "kernel_size");
      add(
          "Conv" + axes + "D",
          required,
          common,
          config("filters", 4, "groups", 2),
          weights("kernel", "bias"));
      add(
          "Conv" + axes + "DTranspose",
          required,
          common,
          config("filters", 4, "output_padding", each(axes, 1)),
          weights("kernel", "bias"));
      if (axes < 3) {
        add(
            "DepthwiseConv" + axes + "D",
            List.of("kernel_size"),
            common,
            config("depth_multiplier", 2),
            weights("depthwise", "bias"));
        add(
            "SeparableConv" + axes + "D",
            required,
            common,
            config("filters", 4, "depth_multiplier", 2),
            weights("depthwise", "pointwise", "bias"));
      }
    }
    sameAs("Convolution2D", "Conv2D");
  }

  private void pooling() {
    for (String kind : List.of("Max", "Average")) {
      for (int axes = 1; axes <= 3; axes++) {
        add(
            kind + "Pooling" + axes + "D",
            List.of(),
            config("pool_size", each(axes, 3), "strides", each(axes, 1)),
            config("padding", "same", "data_format", "channels_first"));
        add(
            "Global" + kind + "Pooling" + axes + "D",
            List.of(),
            config("data_format", "channels_first", "keepdims", true));
      }
    }
  }

  private void shapes() {
    Config first = config("data_format", "channels_first");
    add("Flatten", List.of(), first);
    add("Reshape", List.of("target_shape"), config("target_shape", List.of(-1, 2)));
    add("Permute", List.of("dims"), config("dims", List.of(2, 1)));
    add("RepeatVector", List.of("n"), config("n", 3));
    add(
        "Resizing",
        List.of("height", "width"),
        config("height", 4, "width", 5, "interpolation", "bicubic", "antialias", true),
        config("pad_to_aspect_ratio", true, "fill_value", 0.5),
        first);
    for (int axes = 1; axes <= 3; axes++) {
      List<Object> pairs = new ArrayList<>();
      for (int axis = 0; axis < axes; axis++) {
        pairs.add(List.of(axis + 2, axis + 3));
      }
      List<Object> borders = axes == 1 ? List.of(2, 3) : pairs;
      add("ZeroPadding" + axes + "D", List.of(), config("padding", borders), first);
      add("Cropping" + axes + "D", List.of(), config("cropping", borders), first);
    }
    add("UpSampling1D", List.of(), config("size", 3));
    add(
        "UpSampling2D",
        List.of(),
        config("size", List.of(2, 3), "interpolation", "bilinear"),
        first);
    add("UpSampling3D", List.of(), config("size", List.of(1, 2, 3)), first);
  }

  private void merging() {
    for (String kind : List.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")) {
      add(kind, List.of());
    }
    add("Concatenate", List.of(), config("axis", 1));
    add("Dot", List.of("axes"), config("axes", List.of(1, 2), "normalize", true));
  }

  private void noise() {
    Config rate = config("rate", 0.5, "noise_shape", List.of(-1, 1));
    for (String kind : List.of("Dropout", "SpatialDropout1D", "AlphaDropout", "GaussianDropout")) {
      add(kind, List.of("rate"), rate);
    }
    for (String kind : List.of("SpatialDropout2D", "SpatialDropout3D")) {
      add(kind, List.of("rate"), rate, config("data_format", "channels_first"));
    }
    add("GaussianNoise", List.of("stddev"), config("stddev", 2.0, "noise_shape", List.of(-1, 1)));
  }

  private void normalizations() {
    Config affine = config("epsilon", 0.5, "center", false, "scale", false);
    add(
        "BatchNormalization",
        List.of(),
        affine,
        config(
            "axis",
            1,
            "momentum",
            0.5,
            "moving_mean_initializer",
            nested("Constant", "value", 2.0),
            "moving_variance_initializer",
            nested("Constant", "value", 3.0)),
        weights("gamma", "beta"));
    add(
        "GroupNormalization",
        List.of(),
        affine,
        config("groups", 2, "axis", 1),
        weights("gamma", "beta"));
    add(
        "LayerNormalization",
        List.of(),
        affine,
        config("axis", List.of(1, 2), "rms_scaling", true),
        weights("gamma", "beta"));
    add("RMSNormalization", List.of(), config("axis", List.of(1, 2), "epsilon", 0.5));
    add("UnitNormalization", List.of(), config("axis", List.of(1, 2)));
  }

  private static Config cell() {
    return config(
            "units",
            3,
            "activation",
            "relu",
            "use_bias",
            false,
            "dropout",
            0.25,
            "recurrent_dropout",
            0.5)
        .with("recurrent_activation", "hard_sigmoid");
  }

  private void recurrent() {
    Config sequence = config(
        "return_sequences", true, "return_state", true, "go_backwards", true, "stateful", true);
    Config zeros = config("zero_output_for_mask", true);
    Config weights = weights("kernel", "recurrent", "bias");
    List<String> units = List.of("units");
    add("SimpleRNN", units, cell().without("recurrent_activation"), weights, sequence, zeros);
    add("LSTM", units, cell(), weights, sequence, zeros, config("unit_forget_bias", false));
    add("GRU", units, cell(), weights, sequence, zeros, config("reset_after", false));
    Config inner = Config.builder()
        .put("name", "GRUCell_0")
        .putAll(cell())
        .putAll(weights)
        .put("reset_after", false)
        .build();
    add(
        "RNN",
        List.of("cells"),
        sequence,
        zeros,
        config("cells", List.of(config("class_name", "GRUCell", "config", inner))));
    for (int axes = 1; axes <= 2; axes++) {
      add(
          "ConvLSTM" + axes + "D",
          List.of("filters", "kernel_size"),
          config(
              "filters",
              2,
              "kernel_size",
              each(axes, 3),
              "strides",
              each(axes, 2),
              "padding",
              "same",
              "dilation_rate",
              each(axes, 2),
              "data_format",
              "channels_first"),
          config(
              "activation",
              "relu",
              "recurrent_activation",
              "hard_sigmoid",
              "use_bias",
              false,
              "unit_forget_bias",
              false,
              "dropout",
              0.25,
              "recurrent_dropout",
              0.5),
          weights,
          sequence,
          zeros);
    }
    Config back = ((Config) layer("LSTM").get("config")).with("go_backwards", false);
    add(
        "Bidirectional",
        List.of("layer"),
        config("layer", layer("LSTM"), "merge_mode", null),
        config("backward_layer", config("class_name", "LSTM", "config", back)));
    add("TimeDistributed", List.of("layer"), config("layer", layer("Dense")));
  }

  /** A layer as one that holds it writes it. */
  private Config layer(String className) {
    Config all = rows.get(className).all();
    Config said = className.equals("LSTM") ? all.with("unroll", false) : all;
    return config("class_name", className, "config", said);
  }
}

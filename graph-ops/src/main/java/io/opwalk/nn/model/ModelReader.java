package io.opwalk.nn.model;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Models from configs, in Keras's form. */
final class ModelReader {
  private ModelReader() {}

  /** Of any kind, from its config or that with a class name around it, which is a Keras file's. */
  static Model model(Config said, LayerRegistry registry) {
    if (!said.has("class_name")) {
      return functional(said, registry);
    }
    ConfigReader in = new ConfigReader("the model", said);
    String className = in.text("class_name");
    return switch (className) {
      case "Functional", "Model" -> functional(inner(said), registry);
      case "Sequential" -> sequential(inner(said), registry);
      default -> throw in.wrong("class_name", "must be Functional or Sequential", className);
    };
  }

  /** A stack, from its config or that with a class name around it. */
  static Sequential stack(Config said, LayerRegistry registry) {
    if (!said.has("class_name")) {
      return sequential(said, registry);
    }
    ConfigReader in = new ConfigReader("the sequential model", said);
    String className = in.text("class_name");
    if (!className.equals("Sequential")) {
      throw in.wrong("class_name", "must be Sequential", className);
    }
    return sequential(inner(said), registry);
  }

  /** A stack of Keras 2.0 is the list of its layers. */
  private static Config inner(Config said) {
    return said.get("config") instanceof List<?> layers
        ? Config.builder().put("layers", layers).build()
        : new ConfigReader("the model", said).config("config").orElse(Config.empty());
  }

  static Model functional(Config config, LayerRegistry registry) {
    ConfigReader in = new ConfigReader("the model", config);
    LayerOptions options = LayerOptions.from(in);
    if (!in.says("input_layers")) {
      throw new ConfigException(in.what() + " has no 'input_layers': is it the config of a"
          + " Sequential? Sequential.fromConfig reads that");
    }
    FunctionalReader reader = new FunctionalReader(registry);
    reader.add(in.configs("layers"));
    List<Tensor> inputs = reader.tensors(in.value("input_layers"), in.what());
    List<Tensor> outputs = reader.tensors(in.value("output_layers"), in.what());
    in.finish();
    return new Model(inputs, outputs, options);
  }

  static Sequential sequential(Config config, LayerRegistry registry) {
    ConfigReader in = new ConfigReader("the sequential model", config);
    LayerOptions options = LayerOptions.from(in).withTrainable(true);
    Object built = in.value("build_input_shape");
    Optional<Tensor> input = Optional.empty();
    List<Layer> layers = new ArrayList<>();
    for (Config nested : in.configs("layers")) {
      ConfigReader layer = new ConfigReader("a layer", nested);
      String className = layer.text("class_name");
      Config inner = layer.config("config").orElse(Config.empty());
      if (input.isEmpty()) {
        input = input(className, inner, built);
      }
      if (!className.equals("InputLayer")) {
        Layer made = registry.fromConfig(className, inner);
        layers.add(made);
        if (input.isEmpty() && made instanceof ModelAsLayer model) {
          Tensor own = model.model().input();
          input = Optional.of(Tensors.placeholder(own.name(), own.dtype(), own.shape()));
        }
      }
    }
    in.finish();
    Tensor from = input.orElseThrow(() -> new ConfigException(
        "the sequential model has no input shape: begin it with an InputLayer, or give its first"
            + " layer a batch_shape"));
    return Sequential.of(from, layers).withOptions(options);
  }

  /**
   * What the first layer of a stack is applied to: an InputLayer says so, an ordinary layer may, or
   * else the model remembers what it was built for.
   */
  private static Optional<Tensor> input(String className, Config layer, Object built) {
    if (className.equals("InputLayer")) {
      return Optional.of(input(layer));
    }
    Config named = layer.with("name", layer.get("name") + "_input");
    if (layer.has("batch_shape") || layer.has("batch_input_shape")) {
      return Optional.of(input(named));
    }
    List<Object> shape = new ArrayList<>();
    if (layer.get("input_shape") instanceof List<?> ofSample) {
      shape.add(null);
      shape.addAll(ofSample);
    } else if (built instanceof List<?> ofBatch) {
      shape.addAll(ofBatch);
    }
    return shape.isEmpty()
        ? Optional.empty()
        : Optional.of(input(named.with("batch_shape", shape)));
  }

  /** A functional model as a layer of another model. */
  static Layer layer(ConfigReader in, LayerRegistry registry) {
    return functional(whole(in), registry).asLayer();
  }

  /** A sequential model as a layer of another model. */
  static Layer sequentialLayer(ConfigReader in, LayerRegistry registry) {
    return sequential(whole(in), registry).asLayer();
  }

  private static Config whole(ConfigReader in) {
    return in.all();
  }

  /** The placeholder that an InputLayer's config describes. */
  static Tensor input(Config config) {
    String name = config.get("name") instanceof String text ? text : "input";
    ConfigReader in = new ConfigReader("InputLayer '" + name + "'", config);
    in.mustBeUnsaid("tensors are dense, and inputs are fed", "sparse", "ragged", "optional");
    Object shape = in.has("batch_shape") ? in.value("batch_shape") : in.value("batch_input_shape");
    if (!(shape instanceof List<?> list)) {
      throw in.wrong("batch_shape", "must be a list of sizes and nulls", shape);
    }
    long[] dims = list.stream()
        .mapToLong(size -> size instanceof Number number ? number.longValue() : Shape.UNKNOWN)
        .toArray();
    return Tensors.placeholder(name, dtype(in), dims);
  }

  private static DType dtype(ConfigReader in) {
    String name = LayerOptions.dtypeName(in).orElse("float32");
    for (DType dtype : DType.values()) {
      if (dtype.name().toLowerCase(Locale.ROOT).equals(name)) {
        return dtype;
      }
    }
    throw in.wrong("dtype", "must be one of " + List.of(DType.values()), name);
  }
}

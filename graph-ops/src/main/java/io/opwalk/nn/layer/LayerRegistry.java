package io.opwalk.nn.layer;

import com.google.common.collect.ImmutableMap;
import io.opwalk.internal.NearNames;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import java.util.List;
import java.util.Map;

/**
 * The kinds of layers that configs may name. Immutable: a registry with kinds of one's own is
 * another one, and nothing in a config reaches a class that is not in it.
 *
 * <pre>{@code
 * LayerRegistry ours = LayerRegistry.standard().with(new LayerKind("Scale", (in, all) -> ...));
 * Layer layer = ours.fromConfig("Scale", config);
 * }</pre>
 */
public final class LayerRegistry {
  private final Map<String, LayerKind> kinds;

  private LayerRegistry(Map<String, LayerKind> kinds) {
    this.kinds = kinds;
  }

  /** No kinds. */
  public static LayerRegistry empty() {
    return new LayerRegistry(Map.of());
  }

  /** This registry with more kinds; one of the same name is replaced. */
  public LayerRegistry with(List<LayerKind> more) {
    ImmutableMap.Builder<String, LayerKind> all = ImmutableMap.builder();
    all.putAll(kinds);
    more.forEach(kind -> all.put(kind.className(), kind));
    return new LayerRegistry(all.buildKeepingLast());
  }

  /** As {@link #with(List)}. */
  public LayerRegistry with(LayerKind... more) {
    return with(List.of(more));
  }

  /** The class names it knows. */
  public List<String> classNames() {
    return kinds.keySet().stream().sorted().toList();
  }

  /**
   * A new layer, which has no weights before it is applied.
   *
   * @throws ConfigException where the class name or a key is not known, or a value does not fit
   */
  public Layer fromConfig(String className, Config config) {
    LayerKind kind = kinds.getOrDefault(className, kinds.get(fullName(className)));
    if (kind == null && className.equals("Lambda")) {
      throw new ConfigException(
          "a Lambda layer is code, which is made from no config: write a layer"
              + " of your own in its place, and register its kind by LayerRegistry.with");
    }
    if (kind == null) {
      throw new ConfigException(NearNames.unknown("layer class named", className, classNames())
          + "; one of your own is known where its kind is registered, by LayerRegistry.with");
    }
    Object name = config.get("name");
    ConfigReader in =
        new ConfigReader(name == null ? className : className + " '" + name + "'", config);
    Layer layer = kind.make().apply(in, this);
    in.finish();
    return layer;
  }

  /** The class that Keras has under a second name: {@code MaxPooling2D} for {@code MaxPool2D}. */
  private static String fullName(String className) {
    return className
        .replaceFirst("Convolution(?=[123]D)", "Conv")
        .replaceFirst("MaxPool(?=[123]D)", "MaxPooling")
        .replaceFirst("AvgPool(?=[123]D)", "AveragePooling");
  }

  /** As {@link #fromConfig(String, Config)}, from an object with class_name and config. */
  public Layer fromNested(Config nested) {
    ConfigReader in = new ConfigReader("a layer", nested);
    String className = in.text("class_name");
    return fromConfig(className, in.config("config").orElse(Config.empty()));
  }
}

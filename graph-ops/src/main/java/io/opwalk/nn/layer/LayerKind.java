package io.opwalk.nn.layer;

import io.opwalk.nn.config.ConfigReader;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * How a layer is made from a config.
 *
 * @param className the class name in configs, as in Keras: {@code Conv2D}
 * @param make from a config, which it reads to the end but for what it does not know; a layer that
 *     holds others makes them by the registry
 */
public record LayerKind(String className, BiFunction<ConfigReader, LayerRegistry, Layer> make) {
  /** Checks that all is there. */
  public LayerKind {
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(make, "make");
  }
}

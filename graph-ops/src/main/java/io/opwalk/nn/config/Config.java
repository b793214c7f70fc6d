package io.opwalk.nn.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Named values in order: what a JSON object holds. A value is null, a {@code Boolean}, a
 * {@code Long}, a {@code Double}, a {@code String}, a {@code List} of values or a {@code Config}.
 * Immutable.
 *
 * <pre>{@code
 * Config config = Config.builder().put("units", 612).put("use_bias", true).build();
 * }</pre>
 */
public final class Config {
  private static final Config EMPTY = builder().build();

  private final Map<String, Object> values;

  private Config(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** No values. */
  public static Config empty() {
    return EMPTY;
  }

  /** Starts an empty config. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A class name and a config as one config, which is how Keras nests them.
   *
   * @return null for null
   */
  public static Config nested(Configurable part) {
    return part == null
        ? null
        : builder()
            .put("class_name", part.className())
            .put("config", part.config())
            .build();
  }

  /**
   * From a map as JSON libraries make it: of maps, lists, strings, numbers, booleans and nulls.
   *
   * @throws ConfigException where a key is no string, or a value of another kind
   */
  public static Config of(Map<?, ?> map) {
    Builder builder = builder();
    map.forEach((key, value) -> {
      if (!(key instanceof String)) {
        throw new ConfigException("a key of a config must be a string, found " + key);
      }
      builder.put((String) key, value);
    });
    return builder.build();
  }

  /** The keys, in order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whether there is a value, be it null. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value; null where there is none. */
  public Object get(String key) {
    return values.get(key);
  }

  /** The values as a map, nested configs as maps too: what a JSON library writes. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> map.put(key, plain(value)));
    return Collections.unmodifiableMap(map);
  }

  private static Object plain(Object value) {
    if (value instanceof Config config) {
      return config.toMap();
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(plain(element)));
      return Collections.unmodifiableList(plain);
    }
    return value;
  }

  /** This config with one value more, or another one. */
  public Config with(String key, Object value) {
    return builder().putAll(this).put(key, value).build();
  }

  /** This config without a value; the same where it is not there. */
  public Config without(String key) {
    Builder builder = builder();
    values.forEach((name, value) -> {
      if (!name.equals(key)) {
        builder.put(name, value);
      }
    });
    return builder.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Config config && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The keys and values. */
  @Override
  public String toString() {
    return values.toString();
  }

  /** Collects values. */
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a value, or replaces it. Integers become {@code Long}, floats {@code Double}, maps
     * {@code Config}.
     *
     * @throws ConfigException where it is of a kind that a config cannot hold
     */
    public Builder put(String key, Object value) {
      values.put(key, checked(key, value));
      return this;
    }

    /** Adds all values of a config. */
    public Builder putAll(Config config) {
      values.putAll(config.values);
      return this;
    }

    private static Object checked(String key, Object value) {
      if (value == null
          || value instanceof Boolean
          || value instanceof String
          || value instanceof Config) {
        return value;
      }
      if (value instanceof Long || value instanceof Integer || value instanceof Short) {
        return ((Number) value).longValue();
      }
      if (value instanceof Number number) {
        return number.doubleValue();
      }
      if (value instanceof Map<?, ?> map) {
        return Config.of(map);
      }
      if (value instanceof List<?> list) {
        List<Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(checked(key, element)));
        return Collections.unmodifiableList(elements);
      }
      throw new ConfigException(
          "'" + key + "' has a value that no config holds: " + value + " of " + value.getClass());
    }

    /** The config. */
    public Config build() {
      return new Config(new LinkedHashMap<>(values));
    }
  }
}

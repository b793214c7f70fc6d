package io.opwalk.nn.config;

import io.opwalk.internal.NearNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Takes a config apart. Each value is asked for by its key with its kind and its default; in the
 * end {@link #finish} refuses what nobody asked for, so that a misspelt key is an error.
 *
 * <pre>{@code
 * ConfigReader in = new ConfigReader("Dense 'logits'", config);
 * int units = in.integer("units");
 * boolean useBias = in.flag("use_bias", true);
 * in.finish();
 * }</pre>
 */
public final class ConfigReader {
  private final String what;
  private final Config config;
  private final Set<String> read = new HashSet<>();

  /**
   * For a config.
   *
   * @param what it is of, for messages: {@code Dense 'logits'}
   */
  public ConfigReader(String what, Config config) {
    this.what = what;
    this.config = config;
  }

  /** What the config is of. */
  public String what() {
    return what;
  }

  /** Whether there is a value that is not null. */
  public boolean has(String key) {
    return config.get(key) != null;
  }

  /** Whether there is a value and it is null, which is not always the same as none. */
  public boolean isNull(String key) {
    return config.has(key) && value(key) == null;
  }

  /** Whether there is a value, be it null: where null says something, and silence another thing. */
  public boolean says(String key) {
    return config.has(key);
  }

  /** The whole config, read by somebody else to its end. */
  public Config all() {
    read.addAll(config.keys());
    return config;
  }

  /** Says that values are known and mean nothing here. */
  public ConfigReader ignore(String... keys) {
    read.addAll(List.of(keys));
    return this;
  }

  /**
   * Says that values are known and that only none, or false, can be meant here.
   *
   * @param why what else is not supported for
   * @throws ConfigException where one is neither null nor false, naming it and the reason
   */
  public ConfigReader mustBeUnsaid(String why, String... keys) {
    for (String key : keys) {
      Object value = value(key);
      if (value != null && !value.equals(false)) {
        throw wrong(key, "is not supported, and must be null or false: " + why, value);
      }
    }
    return this;
  }

  /**
   * A whole number.
   *
   * @throws ConfigException where it is missing or none
   */
  public int integer(String key) {
    return asInteger(key, required(key));
  }

  /** A whole number, or the default. */
  public int integer(String key, int otherwise) {
    Object value = value(key);
    return value == null ? otherwise : asInteger(key, value);
  }

  /**
   * A number.
   *
   * @throws ConfigException where it is missing or none
   */
  public double number(String key) {
    return asNumber(key, required(key));
  }

  /** A number, or the default. */
  public double number(String key, double otherwise) {
    Object value = value(key);
    return value == null ? otherwise : asNumber(key, value);
  }

  /** A truth value, or the default. */
  public boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "must be true or false", value);
  }

  /**
   * A text.
   *
   * @throws ConfigException where it is missing or none
   */
  public String text(String key) {
    return asText(key, required(key));
  }

  /** A text, or the default. */
  public String text(String key, String otherwise) {
    Object value = value(key);
    return value == null ? otherwise : asText(key, value);
  }

  /** One of an enum's constants, written in lower case, or the default. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      known.add(constant.name().toLowerCase(Locale.ROOT));
    }
    throw wrong(key, "must be one of " + known, value);
  }

  /** One number, or several; empty where there is no value. */
  public Optional<List<Double>> numbers(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    List<Double> numbers = new ArrayList<>();
    list.forEach(element -> numbers.add(asNumber(key, element)));
    return Optional.of(List.copyOf(numbers));
  }

  /** Whole numbers; empty where there is no value. */
  public Optional<List<Integer>> integers(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(key, "must be a list of whole numbers", value);
    }
    List<Integer> integers = new ArrayList<>();
    list.forEach(element -> integers.add(asInteger(key, element)));
    return Optional.of(List.copyOf(integers));
  }

  /**
   * So many whole numbers, of which one given alone counts for all: {@code 3} for {@code [3, 3]}.
   *
   * @return empty where there is no value
   */
  public Optional<List<Integer>> integers(String key, int count) {
    Object value = value(key);
    if (value instanceof Number) {
      return Optional.of(java.util.Collections.nCopies(count, asInteger(key, value)));
    }
    Optional<List<Integer>> integers = integers(key);
    integers.filter(list -> list.size() != count).ifPresent(list -> {
      throw wrong(key, "must be one whole number or " + count, value);
    });
    return integers;
  }

  /** One whole number, or several; empty where there is no value. */
  public Optional<List<Integer>> oneOrMore(String key) {
    return value(key) instanceof Number ? integers(key, 1) : integers(key);
  }

  /**
   * The value: null, or of one of the kinds that a {@link Config} holds. What Keras wraps because
   * JSON does not have it, arrays and tuples, comes as the numbers and lists they hold.
   */
  public Object value(String key) {
    read.add(key);
    return unwrapped(config.get(key));
  }

  private static Object unwrapped(Object value) {
    if (value instanceof Config nested && nested.get("class_name") instanceof String kind) {
      Object inner = nested.get("config");
      return switch (kind) {
        case "__numpy__", "__tensor__" -> inner instanceof Config held ? held.get("value") : value;
        case "__tuple__" -> unwrapped(nested.has("items") ? nested.get("items") : inner);
        default -> value;
      };
    }
    if (value instanceof List<?> list && list.stream().anyMatch(Config.class::isInstance)) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(unwrapped(element)));
      return elements;
    }
    return value;
  }

  /** A nested config; empty where there is no value. */
  public Optional<Config> config(String key) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Config nested) {
      return Optional.of(nested);
    }
    throw wrong(key, "must be a config", value);
  }

  /** Nested configs; an empty list where there is no value. */
  public List<Config> configs(String key) {
    Object value = value(key);
    if (value == null) {
      return List.of();
    }
    List<Config> configs = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof Config nested)) {
          throw wrong(key, "must be a list of configs", value);
        }
        configs.add(nested);
      }
      return List.copyOf(configs);
    }
    throw wrong(key, "must be a list of configs", value);
  }

  /**
   * What a nested class name and config make, or a name alone; empty where there is no value.
   *
   * @param make from a class name and its config, which is empty for a name alone
   */
  public <T> Optional<T> part(String key, BiFunction<String, Config, T> make) {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String name) {
      return Optional.of(made(key, name, Config.empty(), make));
    }
    if (value instanceof Config nested && nested.get("class_name") instanceof String name) {
      Config inner = nested.get("config") instanceof Config found ? found : Config.empty();
      return Optional.of(made(key, name, inner, make));
    }
    throw wrong(key, "must be a name, or an object with class_name and config", value);
  }

  private <T> T made(String key, String name, Config inner, BiFunction<String, Config, T> make) {
    try {
      return make.apply(name, inner);
    } catch (ConfigException refused) {
      String message = refused.getMessage();
      // Whoever makes it may know already for whom.
      throw message.startsWith(what + ": ")
          ? refused
          : new ConfigException(what + ": '" + key + "': " + message, refused);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException where there are keys that nobody asked for, naming them and what is
   *     near
   */
  public void finish() {
    Set<String> unknown = new TreeSet<>(config.keys());
    unknown.removeAll(read);
    if (!unknown.isEmpty()) {
      StringBuilder message = new StringBuilder(what + ": unknown config keys " + unknown);
      unknown.forEach(key -> message.append("; '" + key + "': ").append(NearNames.near(key, read)));
      throw new ConfigException(message.toString());
    }
  }

  /** The error for a value that does not fit. */
  public ConfigException wrong(String key, String expected, Object found) {
    return new ConfigException(what + ": '" + key + "' " + expected + ", found "
        + (found instanceof String ? "'" + found + "'" : found));
  }

  private Object required(String key) {
    Object value = value(key);
    if (value == null) {
      throw new ConfigException(what + ": '" + key + "' is missing; there are " + config.keys());
    }
    return value;
  }

  private int asInteger(String key, Object value) {
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw wrong(key, "must be a whole number of 32 bits", value);
  }

  private double asNumber(String key, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, "must be a number", value);
  }

  private String asText(String key, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "must be a text", value);
  }
}

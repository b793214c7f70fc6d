package io.opwalk.nn.saving;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.opwalk.nn.config.Config;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configs as JSON text and back, to the bit. A number with a point or an exponent is a
 * {@code Double}, any other a {@code Long}; what JSON has no number for is an object, <code>
 * {"$": "NaN"}</code>, <code>{"$": "Infinity"}</code> or <code>{"$": "-Infinity"}</code>.
 */
final class Json {
  /** The key that marks a number for which JSON has no word. */
  private static final String NUMBER = "$";

  /** How deep objects and lists may be nested. */
  private static final int DEEPEST = 250;

  private Json() {}

  /**
   * The text of a config, without white space.
   *
   * @throws IllegalArgumentException where it is nested too deeply to be read back, or has the key
   *     that is set apart for numbers
   */
  static String text(Config config) {
    StringWriter text = new StringWriter();
    try (JsonWriter out = new JsonWriter(text)) {
      out.setStrictness(Strictness.STRICT);
      out.setHtmlSafe(false);
      write(config, out, 1);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(Object value, JsonWriter out, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "a document is nested more than " + DEEPEST + " levels deep");
    }
    if (value instanceof Config config) {
      out.beginObject();
      for (String key : config.keys()) {
        if (key.equals(NUMBER)) {
          throw new IllegalArgumentException("a document must not have the key '" + NUMBER + "'");
        }
        out.name(key);
        write(config.get(key), out, depth + 1);
      }
      out.endObject();
    } else if (value instanceof List<?> list) {
      out.beginArray();
      for (Object element : list) {
        write(element, out, depth + 1);
      }
      out.endArray();
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      out.beginObject().name(NUMBER).value(number.toString()).endObject();
    } else if (value instanceof Number number) {
      out.value(number);
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else {
      out.value((String) value);
    }
  }

  /**
   * The config that a text says.
   *
   * @throws IllegalArgumentException where it is not the JSON of one object, or an object has a key
   *     twice
   */
  static Config parse(String text) {
    try (JsonReader in = new JsonReader(new StringReader(text))) {
      in.setStrictness(Strictness.STRICT);
      in.setNestingLimit(DEEPEST + 1);
      if (!(read(in) instanceof Config config)) {
        throw new IllegalArgumentException("it is not one object");
      }
      if (in.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("there is something behind the object");
      }
      return config;
    } catch (IOException | IllegalStateException malformed) {
      throw new IllegalArgumentException("it is no JSON: " + malformed.getMessage(), malformed);
    }
  }

  private static Object read(JsonReader in) throws IOException {
    return switch (in.peek()) {
      case BEGIN_OBJECT -> object(in);
      case BEGIN_ARRAY -> list(in);
      case NUMBER -> number(in.nextString());
      case BOOLEAN -> in.nextBoolean();
      case STRING -> in.nextString();
      case NULL -> {
        in.nextNull();
        yield null;
      }
      default -> throw new IllegalArgumentException("it ends too early, at " + in.getPath());
    };
  }

  private static Object object(JsonReader in) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String key = in.nextName();
      if (values.containsKey(key)) {
        throw new IllegalArgumentException("the key '" + key + "' is there twice, " + in.getPath());
      }
      values.put(key, read(in));
    }
    in.endObject();
    return values.size() == 1 && values.get(NUMBER) instanceof String number
        ? (Object) special(number)
        : Config.of(values);
  }

  private static List<Object> list(JsonReader in) throws IOException {
    List<Object> values = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      values.add(read(in));
    }
    in.endArray();
    return values;
  }

  private static Number number(String text) {
    boolean whole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    try {
      return whole ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
    } catch (NumberFormatException tooLarge) {
      throw new IllegalArgumentException("a number does not fit 64 bits: " + text, tooLarge);
    }
  }

  private static double special(String number) {
    return switch (number) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException("there is no number named '" + number + "'");
    };
  }
}

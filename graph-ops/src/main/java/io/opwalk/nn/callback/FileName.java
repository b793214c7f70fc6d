package io.opwalk.nn.callback;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's name in which numbers of an epoch stand, as Python formats them: <code>
 * {epoch:02d}-{val_loss:.2f}.zip</code>.
 *
 * @param template the name, with {@code epoch} and {@code batch} counted from 1
 */
record FileName(String template) {
  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::([^{}]*))?}");
  private static final Pattern WHOLE = Pattern.compile("0?\\d{0,2}d");
  private static final Pattern REAL = Pattern.compile("\\d{0,2}(\\.\\d{1,2})?[fe]");

  /**
   * Checks the formats.
   *
   * @throws IllegalArgumentException where one is of another kind
   */
  FileName {
    Matcher fields = FIELD.matcher(template);
    while (fields.find()) {
      String name = fields.group(1);
      String format = fields.group(2);
      Pattern known = isWhole(name) ? WHOLE : REAL;
      if (format != null && !known.matcher(format).matches()) {
        throw new IllegalArgumentException("the file name " + template + " has '" + name
            + "' as '" + format + "': expected a format such as "
            + (isWhole(name) ? "02d" : ".4f"));
      }
    }
  }

  /**
   * Checks before the first epoch that there will be such numbers.
   *
   * @param names of the numbers that epochs have by themselves
   * @throws IllegalArgumentException where there will not
   */
  void requireNumbers(Set<String> names) {
    Matcher fields = FIELD.matcher(template);
    while (fields.find()) {
      String name = fields.group(1);
      if (!isWhole(name)) {
        Slips.requireValidation("the file name " + template + " has", name, names);
        Slips.require("the file name " + template + " has", name, names);
      }
    }
  }

  private static boolean isWhole(String name) {
    return name.equals("epoch") || name.equals("batch");
  }

  /**
   * The name with all numbers.
   *
   * @param epoch from 0
   * @param batch how many steps of the epoch were made
   * @throws NoSuchElementException where a number is not there, listing those that are
   */
  Path of(int epoch, int batch, Map<String, Double> logs) {
    Map<String, Number> numbers = new LinkedHashMap<>(logs);
    numbers.put("epoch", epoch + 1);
    numbers.put("batch", batch);
    return Path.of(FIELD
        .matcher(template)
        .replaceAll(
            field -> Matcher.quoteReplacement(text(field.group(1), field.group(2), numbers))));
  }

  private String text(String name, String format, Map<String, Number> numbers) {
    Number number = numbers.get(name);
    if (number == null) {
      throw new NoSuchElementException("the file name " + template + " has '" + name
          + "', which this epoch has not; there are " + numbers.keySet());
    }
    return format == null ? number.toString() : String.format(Locale.ROOT, "%" + format, number);
  }
}

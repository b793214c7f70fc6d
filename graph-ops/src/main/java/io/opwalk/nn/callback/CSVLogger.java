package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Writes a line per epoch to a file; Keras's CSVLogger. The columns are {@code epoch}, from 0, and
 * the numbers of the first epoch in the order of their names; those of a validation that comes
 * later stand behind, {@code NA} where an epoch has none.
 *
 * <p>Each line is written whole before the next epoch begins. Nothing stays open in between.
 */
public final class CSVLogger implements Callback {
  private final Path file;
  private final String separator;
  private final boolean append;
  private List<String> columns = List.of();

  private CSVLogger(Path file, String separator, boolean append) {
    this.file = Objects.requireNonNull(file, "file");
    this.separator = Objects.requireNonNull(separator, "separator");
    this.append = append;
  }

  /** Writes a new file, separated by commas. */
  public static CSVLogger to(Path file) {
    return new CSVLogger(file, ",", false);
  }

  /** With another separator. */
  public CSVLogger withSeparator(String newSeparator) {
    return new CSVLogger(file, newSeparator, append);
  }

  /** Goes on at the end of the file, if there is one: in a training that is resumed, say. */
  public CSVLogger appending() {
    return new CSVLogger(file, separator, true);
  }

  @Override
  public void trainStarted(Training training) {
    columns = List.of();
    if (!append) {
      write("", StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  @Override
  public void epochEnded(Training training, Logs logs) {
    if (columns.isEmpty()) {
      columns = columns(training, logs);
      if (isEmpty()) {
        write(line("epoch", columns), StandardOpenOption.APPEND);
      }
    }
    List<String> values = columns.stream().map(name -> text(logs.find(name))).toList();
    write(line(Integer.toString(training.epoch()), values), StandardOpenOption.APPEND);
  }

  private static List<String> columns(Training training, Logs logs) {
    List<String> columns = logs.asMap().keySet().stream().sorted().collect(Collectors.toList());
    List<String> later = new ArrayList<>(training.names());
    later.removeAll(columns);
    columns.addAll(later);
    return columns;
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "NA";
  }

  private String line(String first, List<String> others) {
    return first
        + others.stream().map(other -> separator + other).collect(Collectors.joining())
        + "\n";
  }

  private boolean isEmpty() {
    try {
      return Files.notExists(file) || Files.size(file) == 0;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  private void write(String text, StandardOpenOption how) {
    try {
      Files.writeString(
          file,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          how);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}

package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Named documents and named arrays, to be written to one file and read again.
 *
 * <pre>{@code
 * ArchiveFormat format = new ArchiveFormat("my-state", 1);
 * Archive.builder(format)
 *     .document("progress", Config.builder().put("epoch", 3).build())
 *     .array("dense/kernel", kernel)
 *     .build()
 *     .write(path);
 * Archive archive = Archive.read(path, format);
 * NDArray kernel = archive.array("dense/kernel");
 * }</pre>
 *
 * <p>The file is a zip without compression, which any unzip program opens. {@code manifest.json}
 * says format and version, and of every other entry its length and SHA-256; {@code manifest.sha256}
 * is the manifest's own. A document is the entry {@code <name>.json}; an array is an entry
 * {@code arrays/<number>.bin}, its elements in row-major order and little-endian, a bool one byte,
 * whose name, dtype and shape the manifest says. Equal archives are equal files. A writer puts the
 * file in its place when it is whole and on the disk, so that nobody ever reads half of one; a
 * reader checks all of it before it gives anything back.
 *
 * <p>Immutable.
 */
public final class Archive {
  private final ArchiveFormat format;
  private final Map<String, Config> documents;
  private final Map<String, NDArray> arrays;

  private Archive(Builder builder) {
    this.format = builder.format;
    this.documents = Collections.unmodifiableMap(new LinkedHashMap<>(builder.documents));
    this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(builder.arrays));
  }

  /** Starts an empty archive. */
  public static Builder builder(ArchiveFormat format) {
    return new Builder(format);
  }

  /**
   * Reads a file, and checks every byte of it.
   *
   * @param format what it is to hold; an earlier version will do, see {@link #format}
   * @throws ArchiveException where the file is damaged, or of another format or a later version,
   *     naming file and entry, what was expected and what was found
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  public static Archive read(Path file, ArchiveFormat format) {
    return ArchiveReader.read(file, format);
  }

  /**
   * Writes a file, or replaces it whole.
   *
   * @throws java.io.UncheckedIOException where that fails; a file that was there is as it was
   */
  public void write(Path file) {
    ArchiveWriter.write(this, file);
  }

  /** What the archive holds, in the version that it was written in. */
  public ArchiveFormat format() {
    return format;
  }

  /** The documents by name, in order. */
  public Map<String, Config> documents() {
    return documents;
  }

  /** The arrays by name, in order. */
  public Map<String, NDArray> arrays() {
    return arrays;
  }

  /**
   * The document of the given name.
   *
   * @throws NoSuchElementException where there is none, listing those there are
   */
  public Config document(String name) {
    return found("document", name, documents);
  }

  /**
   * The array of the given name.
   *
   * @throws NoSuchElementException where there is none, listing those there are
   */
  public NDArray array(String name) {
    return found("array", name, arrays);
  }

  private static <T> T found(String what, String name, Map<String, T> all) {
    T found = all.get(name);
    if (found == null) {
      throw new NoSuchElementException(
          "no " + what + " named '" + name + "'; there are " + all.keySet());
    }
    return found;
  }

  /** The format, and the names of what is in it. */
  @Override
  public String toString() {
    return format + " " + documents.keySet() + " " + arrays.keySet();
  }

  /** Collects documents and arrays. */
  public static final class Builder {
    private final ArchiveFormat format;
    private final Map<String, Config> documents = new LinkedHashMap<>();
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    private Builder(ArchiveFormat format) {
      this.format = Objects.requireNonNull(format, "format");
    }

    /**
     * Adds a document.
     *
     * @param name of small letters, digits, {@code -} and {@code _}, and not {@code manifest}
     * @throws IllegalArgumentException where the name is another one, or taken
     */
    public Builder document(String name, Config document) {
      if (!EntryNames.isDocument(name)) {
        throw new IllegalArgumentException("a document's name is of small letters, digits, '-' and"
            + " '_', and not 'manifest'; found '" + name + "'");
      }
      return put("document", name, document, documents);
    }

    /**
     * Adds an array.
     *
     * @param name any text
     * @throws IllegalArgumentException where the name is taken
     */
    public Builder array(String name, NDArray array) {
      return put("array", name, array, arrays);
    }

    private <T> Builder put(String what, String name, T value, Map<String, T> into) {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, () -> "the " + what + " '" + name + "'");
      if (into.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("two " + what + "s are named '" + name + "'");
      }
      return this;
    }

    /** The archive. */
    public Archive build() {
      return new Archive(this);
    }
  }
}

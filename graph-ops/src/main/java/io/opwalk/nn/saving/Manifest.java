package io.opwalk.nn.saving;

import io.opwalk.DType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an archive says of itself: the format of what it holds, and each entry with its length and
 * checksum.
 *
 * @param format what it holds
 * @param documents the documents, in order
 * @param arrays the arrays, in order
 */
record Manifest(ArchiveFormat format, List<ManifestEntry> documents, List<ManifestEntry> arrays) {
  /** The entry that holds it. */
  static final String ENTRY = "manifest.json";

  /** The entry that holds its SHA-256, as the program sha256sum writes and checks it. */
  static final String CHECKSUM = "manifest.sha256";

  /** The version of the zip's own layout. */
  private static final int LAYOUT = 1;

  Config config() {
    return Config.builder()
        .put("layout", LAYOUT)
        .put("format", format.name())
        .put("version", format.version())
        .put("documents", documents.stream().map(ManifestEntry::config).toList())
        .put("arrays", arrays.stream().map(ManifestEntry::config).toList())
        .build();
  }

  /**
   * From a config.
   *
   * @throws IllegalArgumentException where it is none, or is of another format or a later version
   */
  static Manifest of(Config config, ArchiveFormat wanted) {
    ConfigReader in = new ConfigReader("the manifest", config);
    requireKnown("layout", in.integer("layout"), LAYOUT);
    String format = in.text("format");
    if (!format.equals(wanted.name())) {
      throw new IllegalArgumentException(
          "expected a file of the format " + wanted.name() + ", found one of " + format);
    }
    int version = in.integer("version");
    requireKnown(format, version, wanted.version());
    List<ManifestEntry> documents = entries(in, "documents", false);
    List<ManifestEntry> arrays = entries(in, "arrays", true);
    in.finish();
    return new Manifest(new ArchiveFormat(format, version), documents, arrays);
  }

  private static void requireKnown(String what, int found, int newest) {
    if (found < 1 || found > newest) {
      throw new IllegalArgumentException("expected version 1" + (newest > 1 ? " to " + newest : "")
          + " of " + what + ", found version " + found
          + (found > newest ? ": a later Opwalk wrote it" : ""));
    }
  }

  private static List<ManifestEntry> entries(ConfigReader in, String key, boolean arrays) {
    return in.configs(key).stream()
        .map(config -> entry(new ConfigReader("the manifest's " + key, config), arrays))
        .toList();
  }

  private static ManifestEntry entry(ConfigReader in, boolean array) {
    String name = in.text("name");
    Optional<ManifestEntry.ArrayType> type = Optional.empty();
    if (array) {
      List<Integer> shape = in.integers("shape")
          .orElseThrow(() -> in.wrong("shape", "must be there for '" + name + "'", null));
      type = Optional.of(new ManifestEntry.ArrayType(dtype(in), shape));
    }
    Object bytes = in.value("bytes");
    if (!(bytes instanceof Long length)) {
      throw in.wrong("bytes", "must be a whole number for '" + name + "'", bytes);
    }
    ManifestEntry entry =
        new ManifestEntry(name, in.text("entry"), length, in.text("sha256"), type);
    in.finish();
    return entry;
  }

  private static DType dtype(ConfigReader in) {
    String text = in.text("dtype");
    return Arrays.stream(DType.values())
        .filter(dtype -> dtype.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> in.wrong("dtype", "must be one of " + List.of(DType.values()), text));
  }
}

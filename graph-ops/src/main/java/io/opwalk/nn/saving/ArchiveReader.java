package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads archives, and believes nothing: lengths are compared with the file's before memory is taken
 * for them, and every byte that is given back has been through a checksum.
 */
final class ArchiveReader {
  /** The longest document: what a Java array of bytes can hold, with room to spare. */
  private static final long LONGEST_DOCUMENT = 1L << 30;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();

  private ArchiveReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  static Archive read(Path file, ArchiveFormat format) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UncheckedIOException(
            "cannot read " + file + ": "
                + (Files.isDirectory(file) ? "it is a directory" : "there is no such file"),
            new NoSuchFileException(file.toString()));
      }
      try (ZipFile zip = open(file)) {
        return new ArchiveReader(file, zip).read(format);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file + ": " + failure.getMessage(), failure);
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | EOFException | IllegalArgumentException damage) {
      throw new ArchiveException(
          file + ": expected an archive that Opwalk wrote, found no whole zip file ("
              + damage.getMessage() + "); is it cut short?",
          damage);
    }
  }

  private Archive read(ArchiveFormat wanted) throws IOException {
    collectEntries();
    Manifest manifest = manifest(wanted);
    Archive.Builder archive = Archive.builder(manifest.format());
    List<ManifestEntry> all = new ArrayList<>(manifest.documents());
    all.addAll(manifest.arrays());
    checkNames(all);
    for (ManifestEntry document : manifest.documents()) {
      requireLength(document);
      byte[] bytes = bytes(document.entry(), document.sha256());
      add(document, () -> archive.document(document.name(), json(document.entry(), bytes)));
    }
    for (ManifestEntry array : manifest.arrays()) {
      NDArray value = array(array);
      add(array, () -> archive.array(array.name(), value));
    }
    return archive.build();
  }

  /** Finds the entries; as they are stored as they are, all of them fit into the file. */
  private void collectEntries() throws IOException {
    long length = Files.size(file);
    long total = 0;
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      String name = entry.getName();
      if (entries.put(name, entry) != null) {
        throw wrong(name, "one entry of that name", "two");
      }
      if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
        throw wrong(name, "an entry that is stored", "a compressed one");
      }
      total += entry.getSize();
      if (entry.getSize() < 0 || total > length) {
        throw wrong(name, "entries of " + length + " bytes at most", total + " bytes up to it");
      }
    }
  }

  private Manifest manifest(ArchiveFormat wanted) throws IOException {
    String sum = new String(bytes(Manifest.CHECKSUM, ""), StandardCharsets.US_ASCII);
    String digits =
        sum.endsWith("  " + Manifest.ENTRY + "\n") ? sum.substring(0, sum.indexOf(' ')) : "";
    if (digits.length() != 64) {
      throw wrong(Manifest.CHECKSUM, "the SHA-256 of " + Manifest.ENTRY, "something else");
    }
    Config config = json(Manifest.ENTRY, bytes(Manifest.ENTRY, digits));
    try {
      return Manifest.of(config, wanted);
    } catch (IllegalArgumentException complaint) {
      throw new ArchiveException(
          file + ", " + Manifest.ENTRY + ": " + complaint.getMessage(), complaint);
    }
  }

  /** Each entry of the file is named by the manifest once, under the name it has to have. */
  private void checkNames(List<ManifestEntry> named) {
    Set<String> unnamed = new TreeSet<>(entries.keySet());
    unnamed.remove(Manifest.ENTRY);
    unnamed.remove(Manifest.CHECKSUM);
    int arrays = 0;
    for (ManifestEntry entry : named) {
      boolean document = entry.type().isEmpty();
      String expected =
          document ? EntryNames.ofDocument(entry.name()) : EntryNames.ofArray(arrays++);
      if (!entry.entry().equals(expected) || document && !EntryNames.isDocument(entry.name())) {
        throw wrong(
            Manifest.ENTRY,
            "'" + entry.name() + "' in an entry named " + expected,
            "one named " + entry.entry());
      }
      if (!unnamed.remove(expected)) {
        throw wrong(
            expected, "an entry", entries.containsKey(expected) ? "it named twice" : "none");
      }
    }
    if (!unnamed.isEmpty()) {
      throw wrong(Manifest.ENTRY, "every entry named", "no word of " + unnamed);
    }
  }

  private void requireLength(ManifestEntry expected) {
    long found = entries.get(expected.entry()).getSize();
    if (found != expected.bytes()) {
      throw wrong(expected.entry(), expected.bytes() + " bytes", found + " bytes");
    }
  }

  /** The bytes of an entry; checked unless the checksum is empty. */
  private byte[] bytes(String name, String sha256) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw wrong(name, "an entry", "none");
    }
    if (entry.getSize() > LONGEST_DOCUMENT) {
      throw wrong(name, "at most " + LONGEST_DOCUMENT + " bytes", entry.getSize() + " bytes");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (ZipException | EOFException damage) {
      throw damaged(name, damage);
    }
    if (!sha256.isEmpty()) {
      requireSum(name, sha256, Digest.of(bytes).hex());
    }
    return bytes;
  }

  private NDArray array(ManifestEntry expected) throws IOException {
    requireLength(expected);
    ManifestEntry.ArrayType type = expected.type().orElseThrow();
    int size = size(expected, type);
    MessageDigest digest = Digest.sha256();
    NDArray array;
    try (InputStream in =
        new DigestInputStream(zip.getInputStream(entries.get(expected.entry())), digest)) {
      array = ArrayBytes.read(type.dtype(), type.dims(), size, in);
    } catch (ZipException | EOFException damage) {
      throw damaged(expected.entry(), damage);
    }
    requireSum(expected.entry(), expected.sha256(), Digest.hex(digest));
    return array;
  }

  private int size(ManifestEntry expected, ManifestEntry.ArrayType type) {
    try {
      int size = type.size();
      long bytes = (long) size * type.dtype().byteSize();
      if (bytes != expected.bytes()) {
        throw wrong(
            expected.entry(),
            bytes + " bytes for " + type.dtype() + " of shape " + type.shape(),
            expected.bytes() + " bytes");
      }
      return size;
    } catch (IllegalArgumentException absurd) {
      throw wrong(expected.entry(), "the shape of an array", type.shape().toString());
    }
  }

  private void requireSum(String entry, String expected, String found) {
    if (!found.equals(expected)) {
      throw wrong(entry, "the SHA-256 " + expected, found);
    }
  }

  private Config json(String entry, byte[] bytes) {
    try {
      return Json.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new ArchiveException(
          file + ", " + entry + ": expected a JSON object, but " + malformed.getMessage(),
          malformed);
    }
  }

  private void add(ManifestEntry entry, Runnable adding) {
    try {
      adding.run();
    } catch (IllegalArgumentException taken) {
      throw wrong(Manifest.ENTRY, "each name once", "two named '" + entry.name() + "'");
    }
  }

  private ArchiveException wrong(String entry, String expected, String found) {
    return new ArchiveException(
        file + ", " + entry + ": expected " + expected + ", found " + found);
  }

  private ArchiveException damaged(String entry, IOException damage) {
    return new ArchiveException(
        file + ", " + entry + ": expected a whole entry, found it damaged (" + damage.getMessage()
            + ")",
        damage);
  }
}

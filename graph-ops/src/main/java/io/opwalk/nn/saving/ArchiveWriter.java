package io.opwalk.nn.saving;

import io.opwalk.NDArray;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives. Each array is gone through twice: for its checksums, then for its bytes. */
final class ArchiveWriter {
  /** Of all entries, so that equal archives are equal files: the first day a zip can name. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  private ArchiveWriter(ZipOutputStream zip) {
    this.zip = zip;
  }

  /** Something to be written, and what the manifest says of it. */
  private record Item(ManifestEntry entry, Digest digest, AtomicFile.Content content) {}

  /**
   * Writes a file, or replaces it.
   *
   * @throws UncheckedIOException where that fails
   * @throws IllegalArgumentException where a document cannot be written as JSON
   */
  static void write(Archive archive, Path file) {
    List<Item> documents = new ArrayList<>();
    archive.documents().forEach((name, document) -> {
      byte[] bytes = Json.text(document).getBytes(StandardCharsets.UTF_8);
      documents.add(item(name, EntryNames.ofDocument(name), bytes));
    });
    List<Item> arrays = new ArrayList<>();
    archive.arrays().forEach((name, array) -> arrays.add(item(name, arrays.size(), array)));
    Manifest manifest = new Manifest(
        archive.format(),
        documents.stream().map(Item::entry).toList(),
        arrays.stream().map(Item::entry).toList());
    byte[] text = Json.text(manifest.config()).getBytes(StandardCharsets.UTF_8);
    Item own = item(Manifest.ENTRY, Manifest.ENTRY, text);
    byte[] sum =
        (own.entry().sha256() + "  " + Manifest.ENTRY + "\n").getBytes(StandardCharsets.US_ASCII);
    List<Item> all = new ArrayList<>();
    all.add(own);
    all.add(item(Manifest.CHECKSUM, Manifest.CHECKSUM, sum));
    all.addAll(documents);
    all.addAll(arrays);
    AtomicFile.write(file, out -> {
      ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
      ArchiveWriter writer = new ArchiveWriter(zip);
      for (Item item : all) {
        writer.add(item);
      }
      zip.finish();
      zip.flush();
    });
  }

  private static Item item(String name, String entry, byte[] bytes) {
    Digest digest = Digest.of(bytes);
    return new Item(
        new ManifestEntry(name, entry, digest.length(), digest.hex(), Optional.empty()),
        digest,
        out -> out.write(bytes));
  }

  private static Item item(String name, int index, NDArray array) {
    Digest digest = new Digest();
    try {
      ArrayBytes.write(array, digest::update);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    ManifestEntry.ArrayType type = new ManifestEntry.ArrayType(array.dtype(), array.shape());
    return new Item(
        new ManifestEntry(
            name, EntryNames.ofArray(index), digest.length(), digest.hex(), Optional.of(type)),
        digest,
        out -> ArrayBytes.write(array, (bytes, length) -> out.write(bytes, 0, length)));
  }

  private void add(Item item) throws IOException {
    ZipEntry entry = new ZipEntry(item.entry().entry());
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(item.digest().length());
    entry.setCompressedSize(item.digest().length());
    entry.setCrc(item.digest().crc32());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    OutputStream out = zip;
    item.content().writeTo(out);
    zip.closeEntry();
  }
}

package io.opwalk.nn.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what a writer wrote. Their zips are put together here, not by the writer. */
class ArchiveDamageTest {
  private static final ArchiveFormat FORMAT = new ArchiveFormat("test", 1);

  private static final Archive ARCHIVE = Archive.builder(FORMAT)
      .document("notes", Config.builder().put("epoch", 3).build())
      .array("kernel", NDArray.of(1.0, 2.0))
      .build();

  @TempDir
  Path directory;

  private Path file;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  @BeforeEach
  void makeAWholeFile() throws Exception {
    file = directory.resolve("a.zip");
    put("notes.json", "{\"epoch\":3}");
    entries.put(
        "arrays/0.bin",
        new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40});
    manifest("1", "test", "1", "[2]", "16");
  }

  private void put(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void manifest(String layout, String format, String version, String shape, String bytes)
      throws Exception {
    manifest("{\"layout\":" + layout + ",\"format\":\"" + format + "\",\"version\":" + version
        + ",\"documents\":[{\"name\":\"notes\",\"entry\":\"notes.json\",\"bytes\":11,\"sha256\":\""
        + sha(entries.get("notes.json"))
        + "\"}],\"arrays\":[{\"name\":\"kernel\",\"entry\":\"arrays/0.bin\",\"dtype\":\"float64\","
        + "\"shape\":" + shape + ",\"bytes\":" + bytes + ",\"sha256\":\""
        + sha(entries.get("arrays/0.bin")) + "\"}]}");
  }

  private void manifest(String text) throws Exception {
    put("manifest.json", text);
    put("manifest.sha256", sha(entries.get("manifest.json")) + "  manifest.json\n");
  }

  private void zip(int method) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setMethod(method);
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(each.getValue().length);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
  }

  private void assertRefused(String... parts) throws IOException {
    zip(ZipEntry.STORED);
    assertRefusedAsItIs(parts);
  }

  private void assertRefusedAsItIs(String... parts) {
    String message =
        assertThrows(ArchiveException.class, () -> Archive.read(file, FORMAT)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private void assertWhole() {
    Archive read = Archive.read(file, FORMAT);
    assertEquals(ARCHIVE.documents(), read.documents());
    assertEquals(ARCHIVE.arrays(), read.arrays());
  }

  @Test
  void aFileOfTheDescribedLayoutIsRead() throws Exception {
    zip(ZipEntry.STORED);
    assertWhole();
  }

  @Test
  void noChangedByteIsEverBelieved() throws IOException {
    ARCHIVE.write(file);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      Files.write(file, damaged);
      try {
        // What says nothing, such as a date, may be changed: then all must be there.
        assertWhole();
      } catch (ArchiveException expected) {
        refused++;
        assertTrue(expected.getMessage().startsWith(file.toString()), expected.getMessage());
      }
    }
    assertTrue(refused > whole.length / 2, refused + " of " + whole.length);
  }

  @Test
  void noFileThatIsCutShortIsBelieved() throws IOException {
    ARCHIVE.write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefusedAsItIs("cut short");
    }
  }

  @Test
  void textIsNoArchive() throws IOException {
    Files.writeString(file, "epoch,loss\n1,0.5\n");
    assertRefusedAsItIs("no whole zip");
  }

  @Test
  void aLaterVersionIsRefused() throws Exception {
    manifest("1", "test", "2", "[2]", "16");
    assertRefused("expected version 1 of test, found version 2: a later Opwalk wrote it");
    manifest("2", "test", "1", "[2]", "16");
    assertRefused("version 1 of layout, found version 2: a later Opwalk");
    manifest("1", "test", "0", "[2]", "16");
    assertRefused("found version 0");
  }

  @Test
  void anotherFormatIsRefused() throws Exception {
    manifest("1", "images", "1", "[2]", "16");
    assertRefused("expected a file of the format test, found one of images");
  }

  @Test
  void aMissingEntryIsNamed() throws Exception {
    entries.remove("arrays/0.bin");
    assertRefused("arrays/0.bin: expected an entry, found none");
  }

  @Test
  void aMissingManifestIsNamed() throws Exception {
    entries.remove("manifest.sha256");
    assertRefused("manifest.sha256: expected an entry, found none");
  }

  @Test
  void anEntryTooManyIsNamed() throws Exception {
    put("../../evil.sh", "rm");
    assertRefused("[../../evil.sh]");
  }

  @Test
  void anEntryOfAnotherNameIsRefused() throws Exception {
    String text = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    entries.put("arrays/../x", entries.remove("arrays/0.bin"));
    manifest(text.replace("arrays/0.bin", "arrays/../x"));
    assertRefused("in an entry named arrays/0.bin, found one named arrays/../x");
  }

  @Test
  void twoArraysOfOneNameAreRefused() throws Exception {
    String text = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    String array =
        text.substring(text.indexOf("{\"name\":\"kernel\""), text.indexOf("]}", text.length() - 2));
    entries.put("arrays/1.bin", entries.get("arrays/0.bin"));
    manifest(text.substring(0, text.length() - 2) + "," + array.replace("0.bin", "1.bin") + "]}");
    assertRefused("two named 'kernel'");
  }

  @Test
  void absurdSizesAreRefusedBeforeMemoryIsTaken() throws Exception {
    manifest("1", "test", "1", "[1000000,1000000,1000000]", "16");
    assertRefused("[1000000, 1000000, 1000000]");
    manifest("1", "test", "1", "[-2]", "16");
    assertRefused("[-2]");
    manifest("1", "test", "1", "[250000000]", "2000000000");
    assertRefused("expected 2000000000 bytes, found 16 bytes");
    manifest("1", "test", "1", "[3]", "16");
    assertRefused("expected 24 bytes for float64 of shape [3], found 16 bytes");
  }

  @Test
  void aCompressedEntryIsRefused() throws Exception {
    entries.put("arrays/0.bin", new byte[1 << 20]);
    zip(ZipEntry.DEFLATED);
    assertRefusedAsItIs("expected an entry that is stored, found a compressed one");
  }

  @Test
  void aManifestThatIsNoneIsRefused() throws Exception {
    manifest("[1,2]");
    assertRefused("manifest.json: expected a JSON object");
    manifest("{\"layout\":1,\"layout\":1}");
    assertRefused("'layout' is there twice");
    manifest("{\"layout\":1,");
    assertRefused("it is no JSON");
    manifest("[".repeat(100_000));
    assertRefused("manifest.json: expected a JSON object");
    manifest("{}");
    assertRefused("'layout' is missing");
  }
}

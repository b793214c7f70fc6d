package io.opwalk.nn.saving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final ArchiveFormat FORMAT = new ArchiveFormat("test", 3);

  @TempDir
  Path directory;

  private Path file() {
    return directory.resolve("archive.zip");
  }

  private Archive writtenAndRead(Archive archive) {
    archive.write(file());
    return Archive.read(file(), FORMAT);
  }

  @Test
  void arraysOfEveryDtypeComeBackBitForBit() {
    double[] doubles = {
      0.0,
      -0.0,
      Double.MIN_VALUE,
      Double.POSITIVE_INFINITY,
      Math.PI,
      Double.longBitsToDouble(0x7ff8000000000123L)
    };
    float[] floats = {-0f, Float.MIN_VALUE, Float.intBitsToFloat(0x7fc00123), 0.1f};
    Archive read = writtenAndRead(Archive.builder(FORMAT)
        .array("doubles", NDArray.of(List.of(2, 3), doubles))
        .array("floats", NDArray.of(List.of(4, 1), floats))
        .array("longs", NDArray.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE))
        .array("ints", NDArray.of(Integer.MIN_VALUE, 7))
        .array("flags", NDArray.of(true, false, true))
        .array("scalar", NDArray.scalar(2.5))
        .array("nothing", NDArray.zeros(io.opwalk.DType.FLOAT32, 3, 0, 2))
        .build());
    // NDArray's equals compares bits, NaN payloads and signs of zero included.
    assertEquals(NDArray.of(List.of(2, 3), doubles), read.array("doubles"));
    assertEquals(NDArray.of(List.of(4, 1), floats), read.array("floats"));
    assertEquals(NDArray.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE), read.array("longs"));
    assertEquals(NDArray.of(Integer.MIN_VALUE, 7), read.array("ints"));
    assertEquals(NDArray.of(true, false, true), read.array("flags"));
    assertEquals(NDArray.scalar(2.5), read.array("scalar"));
    assertEquals(List.of(3, 0, 2), read.array("nothing").shape());
  }

  @Test
  void anArrayLongerThanAPieceComesBack() {
    double[] values = new double[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0 / (i + 1);
    }
    Archive read =
        writtenAndRead(Archive.builder(FORMAT).array("long", NDArray.of(values)).build());
    assertArrayEquals(values, read.array("long").toDoubles());
  }

  @Test
  void documentsAndNamesComeBackInOrder() {
    Config config = Config.builder()
        .put("text", "a \"quoted\" text / ü \u2028")
        .put("whole", Long.MAX_VALUE)
        .put("number", -0.0)
        .put("five", 5.0)
        .put("numbers", List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
        .put("nothing", null)
        .put("nested", Config.builder().put("flag", true).put("list", List.of()).build())
        .build();
    Archive read = writtenAndRead(Archive.builder(FORMAT)
        .document("second", config)
        .document("first", Config.empty())
        .array("../../etc/passwd", NDArray.scalar(1))
        .array("", NDArray.scalar(2))
        .build());
    assertEquals(List.of("second", "first"), List.copyOf(read.documents().keySet()));
    assertEquals(List.of("../../etc/passwd", ""), List.copyOf(read.arrays().keySet()));
    assertEquals(config, read.document("second"));
    assertEquals(List.copyOf(config.keys()), List.copyOf(read.document("second").keys()));
    assertEquals(NDArray.scalar(2), read.array(""));
  }

  @Test
  void theFileIsAnOrdinaryZipOfLittleEndianElements() throws IOException {
    Archive.builder(FORMAT)
        .array("any/name", NDArray.of(1.5, -2.0))
        .document("notes", Config.builder().put("epoch", 3).build())
        .build()
        .write(file());
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertEquals(
          List.of("manifest.json", "manifest.sha256", "notes.json", "arrays/0.bin"),
          zip.stream().map(ZipEntry::getName).toList());
      byte[] expected = ByteBuffer.allocate(16)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putDouble(1.5)
          .putDouble(-2.0)
          .array();
      assertArrayEquals(
          expected, zip.getInputStream(zip.getEntry("arrays/0.bin")).readAllBytes());
      assertEquals(
          "{\"epoch\":3}",
          new String(zip.getInputStream(zip.getEntry("notes.json")).readAllBytes()));
    }
  }

  @Test
  void equalArchivesAreEqualFiles() throws IOException {
    Archive archive = Archive.builder(FORMAT)
        .array("a", NDArray.of(1.0, 2.0))
        .document("d", Config.empty())
        .build();
    Path other = directory.resolve("other");
    archive.write(file());
    Archive.read(file(), FORMAT).write(other);
    assertEquals(-1, Files.mismatch(file(), other));
  }

  @Test
  void aLaterReaderTakesAnEarlierVersionAndToldWhich() {
    Archive.builder(new ArchiveFormat("test", 2)).build().write(file());
    assertEquals(2, Archive.read(file(), FORMAT).format().version());
  }

  @Test
  void whatIsNotThereIsNamed() {
    Archive archive = Archive.builder(FORMAT).array("a", NDArray.scalar(1)).build();
    NoSuchElementException none =
        assertThrows(NoSuchElementException.class, () -> archive.array("b"));
    assertEquals("no array named 'b'; there are [a]", none.getMessage());
    UncheckedIOException missing = assertThrows(
        UncheckedIOException.class, () -> Archive.read(directory.resolve("none"), FORMAT));
    assertTrue(missing.getMessage().contains("none"), missing.getMessage());
    assertThrows(UncheckedIOException.class, () -> Archive.read(directory, FORMAT));
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    Archive.Builder builder = Archive.builder(FORMAT).document("d", Config.empty());
    assertThrows(IllegalArgumentException.class, () -> builder.document("d", Config.empty()));
    assertThrows(IllegalArgumentException.class, () -> builder.document("../d", Config.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> builder.document("manifest", Config.empty()));
    builder.array("a", NDArray.scalar(1));
    assertThrows(IllegalArgumentException.class, () -> builder.array("a", NDArray.scalar(1)));
  }

  @Test
  void aDocumentTooDeepToBeReadIsNotWritten() throws IOException {
    Files.writeString(file(), "what was there before");
    Config deep = Config.empty();
    for (int i = 0; i < 300; i++) {
      deep = Config.builder().put("in", deep).build();
    }
    Archive archive = Archive.builder(FORMAT).document("deep", deep).build();
    assertThrows(IllegalArgumentException.class, () -> archive.write(file()));
    assertEquals("what was there before", Files.readString(file()));
  }
}

package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxReaderTest {
  /** A matrix of two rows and three columns. */
  private static final byte[] MATRIX =
      bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 127, 128, 254, 255);

  @TempDir
  Path directory;

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static NDArray read(byte[] content) throws IOException {
    return IdxReader.read(new ByteArrayInputStream(content), "digits.gz");
  }

  private static void assertRefused(byte[] content, String... parts) {
    IOException error = assertThrows(IOException.class, () -> read(content));
    assertTrue(error.getMessage().startsWith("digits.gz: "), error.getMessage());
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  @Test
  void readsBytesAsUnsigned() throws IOException {
    NDArray expected = NDArray.of(List.of(2, 3), 0, 1, 127, 128, 254, 255);
    assertEquals(expected, read(MATRIX));
    assertEquals(expected, read(gzip(MATRIX)));
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Files.write(directory.resolve("row.idx"), bytes(0, 0, 8, 1, 0, 0, 0, 2, 5, 6));
    assertEquals(NDArray.of(5, 6), IdxReader.read(file));
    Path missing = directory.resolve("missing.idx");
    assertThrows(NoSuchFileException.class, () -> IdxReader.read(missing));
  }

  @Test
  void anErrorInAFileNamesItsPath() throws IOException {
    Path file = Files.write(directory.resolve("row.idx"), bytes(0, 0, 8, 1, 0, 0, 0, 2, 5));
    IOException error = assertThrows(IOException.class, () -> IdxReader.read(file));
    assertTrue(error.getMessage().startsWith(file + ": expected 10 bytes"), error.getMessage());
  }

  @Test
  void readsScalarsAndEmptyArrays() throws IOException {
    assertEquals(NDArray.scalar(7), read(bytes(0, 0, 8, 0, 7)));
    assertEquals(List.of(0, 3), read(bytes(0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3)).shape());
  }

  @Test
  void aTruncatedFileTellsHowMuchIsMissing() throws IOException {
    byte[] cut = Arrays.copyOf(MATRIX, 15);
    assertRefused(cut, "expected 18 bytes", "[2, 3]", "found 15");
    assertRefused(gzip(cut), "expected 18 bytes", "[2, 3]", "found 15");
  }

  @Test
  void aTruncatedGzipStreamTellsHowMuchIsMissing() throws IOException {
    byte[] header = bytes(0, 0, 8, 2, 0, 0, 0x40, 0, 0, 0, 0, 1);
    byte[] content = Arrays.copyOf(header, 12 + 0x4000);
    for (int i = 12; i < content.length; i++) {
      content[i] = (byte) (i * i >> 3);
    }
    byte[] whole = gzip(content);
    IOException error =
        assertThrows(IOException.class, () -> read(Arrays.copyOf(whole, whole.length / 2)));
    assertTrue(
        error
            .getMessage()
            .matches("digits\\.gz: expected 16396 bytes, 12 of header .* found [1-9]\\d*"),
        error.getMessage());
    // The elements are all there, and only the checksum behind them is cut off.
    assertEquals(
        List.of(0x4000, 1), read(Arrays.copyOf(whole, whole.length - 3)).shape());
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws IOException {
    byte[] more = Arrays.copyOf(MATRIX, 20);
    assertRefused(more, "expected 18 bytes", "found 20");
    assertRefused(gzip(more), "expected 18 bytes", "found 20");
  }

  @Test
  void aHeaderThatIsCutOffIsRefused() {
    assertRefused(bytes(), "a header of 4 bytes", "found 0 bytes");
    assertRefused(bytes(0), "a header of 4 bytes", "found 1 bytes");
    assertRefused(bytes(0, 0, 8), "a header of 4 bytes", "found 3 bytes");
    assertRefused(Arrays.copyOf(MATRIX, 9), "a header for 2 axes of 12 bytes", "found 9 bytes");
  }

  @Test
  void otherFilesAreRefused() {
    assertRefused("hello, world".getBytes(StandardCharsets.US_ASCII), "68 65 6c");
    // Floats, which IDX can hold as well.
    assertRefused(bytes(0, 0, 0x0d, 1, 0, 0, 0, 0), "00 00 08, found 00 00 0d");
    assertRefused(
        bytes(0, 0, 8, 2, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff),
        "[2147483647, 2147483647]");
    assertRefused(bytes(0, 0, 8, 1, 0xff, 0xff, 0xff, 0xff), "[-1]");
  }

  @Test
  void aDamagedGzipStreamIsRefused() throws IOException {
    byte[] damaged = gzip(MATRIX);
    damaged[damaged.length - 6] ^= 1;
    assertRefused(damaged, "damaged gzip file");
  }

  @Test
  void theDigitsAreThoseOfMnist() throws IOException {
    Digits train = Digits.toTrain();
    Digits test = Digits.toTest();
    assertEquals("(8000, 784) float64", train.images().describe());
    assertEquals("(8000,) int32", train.labels().describe());
    assertEquals(2000, test.size());
    assertEquals(DType.FLOAT64, test.is(3).dtype());
    assertEquals(
        10,
        Arrays.stream(test.labels().toInts())
            .distinct()
            .filter(d -> d >= 0 && d < 10)
            .count());
    double[] pixels = train.images().toDoubles();
    double mean = Arrays.stream(pixels).average().orElseThrow();
    double square = Arrays.stream(pixels).map(p -> p * p).average().orElseThrow();
    // The constants are those of all 60,000 images; 8,000 of them differ by a percent or so.
    assertEquals(0, mean, 0.02);
    assertEquals(1, square, 0.03);
    assertEquals(Arrays.stream(test.labels().toInts()).filter(d -> d == 3).count(), (long)
        Arrays.stream(test.is(3).toDoubles()).sum());
  }
}

package io.opwalk.examples.quickstart;

import io.opwalk.NDArray;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files of unsigned bytes, the format of <a href="http://yann.lecun.com/exdb/mnist/">the
 * MNIST digits</a>, compressed by gzip or not.
 *
 * <pre>
 *   0  0  8  rank     8 stands for unsigned bytes
 *   size of axis 0    four bytes, the highest first; and so on for every axis
 *   elements          one byte each, row by row
 * </pre>
 *
 * <p>The file has to end where its header says: an {@link IOException} names the file, and how many
 * bytes were expected and found, after decompression.
 */
public final class IdxReader {
  private static final int UNSIGNED_BYTE = 8;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final String name;
  private final byte[] content;

  private IdxReader(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /**
   * Reads a file.
   *
   * @return an int32 array of values from 0 to 255
   * @throws IOException where it cannot be read, or is no such file, or is too short or too long
   */
  public static NDArray read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * As {@link #read(Path)}, to the end of a stream, which stays open.
   *
   * @param name what messages call it
   */
  public static NDArray read(InputStream in, String name) throws IOException {
    return new IdxReader(name, content(in, name)).parse();
  }

  private static byte[] content(InputStream in, String name) throws IOException {
    InputStream raw = new BufferedInputStream(in);
    raw.mark(2);
    boolean compressed = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
    raw.reset();
    try {
      return compressed ? whatThereIs(new GZIPInputStream(raw)) : raw.readAllBytes();
    } catch (ZipException damaged) {
      throw new IOException(name + ": damaged gzip file: " + damaged.getMessage(), damaged);
    }
  }

  /** All bytes up to where a compressed file breaks off: how many are missing is told later. */
  private static byte[] whatThereIs(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 13];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        bytes.write(chunk, 0, count);
      }
    } catch (EOFException brokenOff) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  private NDArray parse() throws IOException {
    requireBytes(4, "a header");
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int magic = bytes.getInt();
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTE) {
      throw new IOException(String.format(
          "%s: not an IDX file of unsigned bytes: expected it to begin with 00 00 08, found"
              + " %02x %02x %02x",
          name, magic >>> 24, magic >>> 16 & 0xff, magic >>> 8 & 0xff));
    }
    long header = 4 + 4L * rank;
    requireBytes(header, "a header for " + rank + " axes");
    int[] dims = new int[rank];
    Arrays.setAll(dims, axis -> bytes.getInt());
    long expected = header + size(dims);
    if (content.length != expected) {
      throw new IOException(name + ": expected " + expected + " bytes, " + header
          + " of header and the elements of shape " + Arrays.toString(dims) + ", found "
          + content.length);
    }
    int[] elements = new int[bytes.remaining()];
    Arrays.setAll(elements, i -> Byte.toUnsignedInt(bytes.get()));
    return NDArray.wrap(elements, dims);
  }

  private void requireBytes(long expected, String what) throws IOException {
    if (content.length < expected) {
      throw new IOException(name + ": expected " + what + " of " + expected + " bytes, found "
          + content.length + " bytes in all");
    }
  }

  private long size(int[] dims) throws IOException {
    long size = 1;
    for (int dim : dims) {
      if (dim < 0 || dim > 0 && size > Integer.MAX_VALUE / dim) {
        throw new IOException(
            name + ": no array has the shape " + Arrays.toString(dims) + " that the header gives");
      }
      size *= dim;
    }
    return size;
  }
}

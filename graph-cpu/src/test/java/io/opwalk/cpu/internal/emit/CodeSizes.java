package io.opwalk.cpu.internal.emit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads from a class file how long its longest method is, by the format of the JVM specification.
 */
final class CodeSizes {
  private CodeSizes() {}

  /** The bytes of code of the longest method. */
  static int longest(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      String[] texts = constants(in);
      in.skipNBytes(6);
      in.skipNBytes(2L * in.readUnsignedShort());
      members(in, texts);
      return members(in, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] constants(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        default -> in.skipNBytes(4);
      }
    }
    return texts;
  }

  /** Fields or methods; the length of the longest code attribute among them. */
  private static int members(DataInputStream in, String[] texts) throws IOException {
    int longest = 0;
    int count = in.readUnsignedShort();
    for (int member = 0; member < count; member++) {
      in.skipNBytes(6);
      int attributes = in.readUnsignedShort();
      for (int attribute = 0; attribute < attributes; attribute++) {
        String name = texts[in.readUnsignedShort()];
        int length = in.readInt();
        if ("Code".equals(name)) {
          in.skipNBytes(4);
          int code = in.readInt();
          longest = Math.max(longest, code);
          in.skipNBytes(length - 8L);
        } else {
          in.skipNBytes(length);
        }
      }
    }
    return longest;
  }
}

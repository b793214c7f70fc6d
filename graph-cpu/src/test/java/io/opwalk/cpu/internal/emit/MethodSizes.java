package io.opwalk.cpu.internal.emit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the code of every method of a class is, read out of the class file (JVMS 4) by hand, so
 * that nothing of what wrote it is involved.
 */
final class MethodSizes {
  private final DataInputStream in;
  private final Map<Integer, String> texts = new HashMap<>();
  private final List<Integer> lengths = new ArrayList<>();

  private MethodSizes(byte[] bytes) throws IOException {
    this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.skipBytes(8);
    constants();
    in.skipBytes(6);
    in.skipBytes(2 * in.readUnsignedShort());
    members();
    members();
  }

  /** The code length of every method. */
  static List<Integer> of(EmittedClass emitted) {
    try {
      return new MethodSizes(emitted.bytes()).lengths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code length of the method that is the whole of a function that is not split. */
  static int ofRun(EmittedClass emitted) {
    // The constructor comes first, and elementary functions last.
    return of(emitted).get(1);
  }

  /** The code length of the longest method. */
  static int longest(EmittedClass emitted) {
    return Collections.max(of(emitted));
  }

  private void constants() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        default -> throw new IOException("constant of kind " + tag);
      }
    }
  }

  /** Fields or methods. */
  private void members() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipBytes(6);
      int attributes = in.readUnsignedShort();
      for (int a = 0; a < attributes; a++) {
        String name = texts.get(in.readUnsignedShort());
        int length = in.readInt();
        if (name.equals("Code")) {
          in.skipBytes(4);
          lengths.add(in.readInt());
          length -= 8;
        }
        in.skipBytes(length);
      }
    }
  }
}

package io.opwalk.nn.saving;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The checksums of some bytes: SHA-256 for readers, and the CRC-32 that a zip wants. Mutable. */
final class Digest {
  private final MessageDigest sha = sha256();
  private final CRC32 crc = new CRC32();
  private long length;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static Digest of(byte[] bytes) {
    Digest digest = new Digest();
    digest.update(bytes, bytes.length);
    return digest;
  }

  void update(byte[] bytes, int count) {
    sha.update(bytes, 0, count);
    crc.update(bytes, 0, count);
    length += count;
  }

  /** How many bytes there were. */
  long length() {
    return length;
  }

  /** The CRC-32. */
  long crc32() {
    return crc.getValue();
  }

  /** The SHA-256 in hexadecimal digits; asked once, when all bytes are there. */
  String hex() {
    return hex(sha);
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}

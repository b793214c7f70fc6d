package io.opwalk.testing.cases;

/** Threefry-2x32 with 20 rounds on words of 32 bits, as the paper of SC 2011 writes it. */
final class ThreefryOracle {
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private ThreefryOracle() {}

  static long bits(long key, long counter) {
    int[] schedule = {(int) (key >>> 32), (int) key, 0};
    schedule[2] = schedule[0] ^ schedule[1] ^ 0x1BD11BDA;
    int x = (int) (counter >>> 32) + schedule[0];
    int y = (int) counter + schedule[1];
    for (int round = 1; round <= 20; round++) {
      x += y;
      y = Integer.rotateLeft(y, ROTATIONS[(round - 1) % 8]) ^ x;
      if (round % 4 == 0) {
        int step = round / 4;
        x += schedule[step % 3];
        y += schedule[(step + 1) % 3] + step;
      }
    }
    return ((long) x << 32) | (y & 0xffffffffL);
  }

  /** A multiple of 2^-53 from 0 to below 1. */
  static double uniform(long key, long counter) {
    return (bits(key, counter) >>> 11) * 0x1p-53;
  }
}

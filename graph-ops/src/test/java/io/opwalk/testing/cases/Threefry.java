package io.opwalk.testing.cases;

/** Threefry-2x32 of 20 rounds as its paper writes it down, on ints. */
public final class Threefry {
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private Threefry() {}

  /** The two words that a key of two words makes of a counter of two words; the first is above. */
  public static long bits(long key, long counter) {
    int[] ks = {(int) (key >> 32), (int) key, 0};
    ks[2] = 0x1BD11BDA ^ ks[0] ^ ks[1];
    int x0 = (int) (counter >> 32) + ks[0];
    int x1 = (int) counter + ks[1];
    for (int d = 0; d < 20; d++) {
      x0 += x1;
      x1 = Integer.rotateLeft(x1, ROTATIONS[d & 7]) ^ x0;
      if ((d + 1) % 4 == 0) {
        int s = (d + 1) / 4;
        x0 += ks[s % 3];
        x1 += ks[(s + 1) % 3] + s;
      }
    }
    return (long) x0 << 32 | Integer.toUnsignedLong(x1);
  }
}

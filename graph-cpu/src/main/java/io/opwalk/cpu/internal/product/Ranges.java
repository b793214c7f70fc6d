package io.opwalk.cpu.internal.product;

import io.opwalk.cpu.internal.loop.Product;

/** Which part of a product is run. */
record Ranges(int batchFrom, int batchTo, int rowFrom, int rowTo, int columnFrom, int columnTo) {
  static Ranges of(Product product, int[] sizes) {
    int at = product.ranges();
    return new Ranges(
        sizes[at], sizes[at + 1], sizes[at + 2], sizes[at + 3], sizes[at + 4], sizes[at + 5]);
  }
}

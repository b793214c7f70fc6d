package io.opwalk.nn.saving;

import io.opwalk.DType;
import io.opwalk.nn.config.Config;
import java.util.List;
import java.util.Optional;

/**
 * What the manifest says of one entry of the zip.
 *
 * @param name what the document or array is called
 * @param entry the entry's name in the zip
 * @param bytes its length
 * @param sha256 its SHA-256 in hexadecimal digits
 * @param type the type of an array; empty for a document
 */
record ManifestEntry(
    String name, String entry, long bytes, String sha256, Optional<ArrayType> type) {
  /** The most elements that an array can have, as NDArray says. */
  private static final long MOST_ELEMENTS = 2147483639;

  /**
   * The type of an array.
   *
   * @param dtype the type of its elements
   * @param shape its sizes
   */
  record ArrayType(DType dtype, List<Integer> shape) {
    /**
     * The number of elements.
     *
     * @throws IllegalArgumentException where no array can have as many
     */
    int size() {
      long size = 1;
      for (int dim : shape) {
        size *= dim;
        if (dim < 0 || size > MOST_ELEMENTS) {
          throw new IllegalArgumentException("no array has the shape " + shape);
        }
      }
      return (int) size;
    }

    int[] dims() {
      return shape.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  Config config() {
    Config.Builder config = Config.builder().put("name", name).put("entry", entry);
    type.ifPresent(
        array -> config.put("dtype", array.dtype().toString()).put("shape", array.shape()));
    return config.put("bytes", bytes).put("sha256", sha256).build();
  }
}

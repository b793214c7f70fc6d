package io.opwalk.nn.saving.graph;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Arrays of few elements, which stand in the graph itself: their bytes, little-endian, in
 * hexadecimal digits.
 */
final class SmallArrays {
  private static final int MOST_ELEMENTS = 8;

  private SmallArrays() {}

  /** The array as data; empty where it has many elements. */
  static Optional<Config> write(NDArray array) {
    if (array.size() > MOST_ELEMENTS) {
      return Optional.empty();
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(array.size() * array.dtype().byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    array.putInto(bytes);
    return Optional.of(Config.builder()
        .put("dtype", array.dtype().name())
        .put("shape", array.shape())
        .put("bytes", HexFormat.of().formatHex(bytes.array()))
        .build());
  }

  /**
   * The array that some data says.
   *
   * @throws IllegalArgumentException where it says none
   */
  static NDArray read(Config data) {
    ConfigReader in = new ConfigReader("an array", data);
    DType dtype = DType.valueOf(in.text("dtype"));
    List<Integer> shape = in.integers("shape").orElse(List.of());
    ByteBuffer bytes =
        ByteBuffer.wrap(HexFormat.of().parseHex(in.text("bytes"))).order(ByteOrder.LITTLE_ENDIAN);
    in.finish();
    return NDArray.ofBytes(
        dtype, bytes, shape.stream().mapToInt(Integer::intValue).toArray());
  }
}

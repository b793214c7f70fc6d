package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the parameters of one loop function. Whatever is asked for twice is one parameter, and
 * names are given in the order of asking, so that kernels of one structure come out equal.
 */
final class KernelBuilder {
  /**
   * How many bytes of the elements of a large array are in the cache line that it begins in: the
   * rest of 64 after a header of 16. Vectors that begin there, or whole vectors later, are in one
   * line each, and take a seventh less time than where each is in two.
   */
  private static final int FIRST_LINE = 48;

  private final Map<Buffer, Integer> buffers = new LinkedHashMap<>();
  private final Map<Buffer, Boolean> written = new LinkedHashMap<>();
  private final SizeTable sizes = new SizeTable();
  private final List<DType> scalarTypes = new ArrayList<>();
  private final List<Long> scalarBits = new ArrayList<>();
  private final List<Split> splits = new ArrayList<>();
  private int locals;
  private int counters;

  int read(Buffer buffer) {
    written.putIfAbsent(buffer, false);
    return position(buffer);
  }

  int write(Buffer buffer) {
    written.put(buffer, true);
    return position(buffer);
  }

  private int position(Buffer buffer) {
    buffers.putIfAbsent(buffer, buffers.size());
    return buffers.get(buffer);
  }

  Index size(Dim dim) {
    return sizes.of(dim);
  }

  /** A stride, or where to begin: unlike a size it may be negative. */
  Index stride(Dim dim) {
    return sizes.signed(dim);
  }

  /** From where to where a part of the step goes along an axis. */
  record Range(Index from, Index to) {}

  /**
   * Lets the step be run in parts along an axis: each of its loops over that axis is to go from and
   * to where the range says. Axes are named from the outermost.
   *
   * @param granule what ranges should begin at multiples of
   */
  Range split(Dim extent, int granule) {
    Index.Size from = sizes.own(Dim.of(0));
    Index.Size to = sizes.own(extent);
    sizes.of(extent);
    splits.add(new Split(from.parameter(), granule));
    return new Range(from, to);
  }

  Value scalar(NDArray single) {
    scalarTypes.add(single.dtype());
    scalarBits.add(bits(single));
    return new Value.Scalar(single.dtype(), scalarTypes.size() - 1);
  }

  private static long bits(NDArray single) {
    return switch (single.dtype()) {
      case FLOAT64 -> Double.doubleToRawLongBits(single.doubleValue());
      case FLOAT32 -> Float.floatToRawIntBits(single.floatValue());
      case INT64 -> single.longValue();
      case INT32 -> single.intValue();
      case BOOL -> single.booleanValue() ? 1 : 0;
    };
  }

  Local local(DType dtype) {
    return Local.of("v" + locals++, dtype);
  }

  Local partials(DType dtype, int lanes) {
    return new Local("p" + locals++, dtype, lanes);
  }

  Index.Counter counter() {
    return new Index.Counter("i" + counters++);
  }

  /**
   * The finished call.
   *
   * @param mayShare for each written buffer the read ones whose array it may share
   */
  KernelCall finish(List<Statement> body, Map<Buffer, List<Buffer>> mayShare, String label) {
    List<Buffer> order = List.copyOf(buffers.keySet());
    List<LoopFunction.Buffer> types = new ArrayList<>();
    List<List<Integer>> inPlace = new ArrayList<>();
    for (Buffer buffer : order) {
      types.add(new LoopFunction.Buffer(buffer.dtype(), written.get(buffer)));
      if (written.get(buffer)) {
        List<Integer> shareable = new ArrayList<>();
        for (Buffer other : mayShare.getOrDefault(buffer, List.of())) {
          if (buffers.containsKey(other)) {
            shareable.add(buffers.get(other));
          }
        }
        inPlace.add(shareable);
      }
    }
    LoopFunction function = new LoopFunction(types, sizes.dims().size(), scalarTypes, body);
    return new KernelCall(
        function, order, sizes.dims(), sizes.signed(), scalarBits, inPlace, label, aligned());
  }

  /** Those along memory begin at cache lines of the array of the widest elements written. */
  private List<Split> aligned() {
    int bytes = 1;
    for (Map.Entry<Buffer, Boolean> each : written.entrySet()) {
      bytes = Math.max(bytes, each.getValue() ? each.getKey().dtype().byteSize() : 1);
    }
    List<Split> aligned = new ArrayList<>();
    for (Split split : splits) {
      int first = split.granule() == 1 ? 0 : FIRST_LINE / bytes;
      aligned.add(new Split(split.position(), split.granule(), first));
    }
    return aligned;
  }
}

package io.opwalk.cpu.internal.lower;

import io.opwalk.Op;
import io.opwalk.cpu.internal.fuse.DimUnifier;
import io.opwalk.cpu.internal.lower.Buffer.Source;
import io.opwalk.ir.IrInput;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Parameter;
import java.util.HashMap;
import java.util.Map;

/** The buffer of every value that has one. */
final class Buffers {
  private final Map<IrValue, Buffer> buffers = new HashMap<>();
  private final DimUnifier dims;

  Buffers(DimUnifier dims) {
    this.dims = dims;
  }

  Buffer of(IrValue value) {
    Buffer buffer = buffers.get(value);
    if (buffer == null) {
      buffer = make(value);
      buffers.put(value, buffer);
    }
    return buffer;
  }

  private Buffer make(IrValue value) {
    return new Buffer(value.dtype(), dims.find(value.shape()).elements(), source(value.op()));
  }

  private static Source source(Op op) {
    if (op instanceof IrInput input) {
      return new Source.Fed(input.tensor());
    }
    if (op instanceof Parameter parameter) {
      return new Source.Stored(parameter.slot());
    }
    if (op instanceof Constant constant) {
      return new Source.Known(constant.value());
    }
    return new Source.Computed();
  }
}

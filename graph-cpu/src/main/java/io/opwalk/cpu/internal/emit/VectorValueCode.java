package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.ALOAD;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Strides;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.VectorLoop;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Map;

/** Values as code that leaves a vector on the stack; truth values are masks. */
final class VectorValueCode {
  private final Code code;
  private final Variables variables;
  private final IndexCode indices;
  private final VectorCode vectors;
  private final VectorLoop plan;
  private final Index.Counter counter;
  private final Map<Value, Integer> uniforms;
  private final Map<Local, Integer> locals;

  /**
   * Of one pass over the body of a loop.
   *
   * @param uniforms the variables that hold what is the same in all iterations
   * @param locals the variables that hold the vectors of locals
   */
  VectorValueCode(
      Code code,
      Variables variables,
      IndexCode indices,
      VectorCode vectors,
      VectorLoop plan,
      Index.Counter counter,
      Map<Value, Integer> uniforms,
      Map<Local, Integer> locals) {
    this.code = code;
    this.variables = variables;
    this.indices = indices;
    this.vectors = vectors;
    this.plan = plan;
    this.counter = counter;
    this.uniforms = uniforms;
    this.locals = locals;
  }

  /** Leaves the vector. */
  void push(Value value) {
    Integer uniform = uniforms.get(value);
    if (uniform != null) {
      code.var(ALOAD, uniform);
    } else if (value instanceof Read read) {
      code.var(ALOAD, locals.get(read.local()));
    } else if (value instanceof Load load) {
      load(load);
    } else if (value instanceof Position position) {
      position(position);
    } else if (value instanceof Convert convert) {
      push(convert.arg());
      if (convert.arg().dtype() != convert.dtype()) {
        vectors.convert(species(convert.arg().dtype()), species(convert.dtype()));
      }
    } else if (value instanceof Compute compute) {
      compute(compute);
    }
  }

  private Species species(DType dtype) {
    return VectorLoopCode.species(plan, dtype);
  }

  private void load(Load load) {
    Runnable place = () -> {
      variables.loadBuffer(load.buffer());
      indices.push(load.at());
    };
    if (load.dtype() == DType.BOOL) {
      vectors.loadMask(VectorLoopCode.masks(plan), place);
    } else {
      vectors.load(species(load.dtype()), place);
    }
  }

  private void position(Position position) {
    Species species = species(position.dtype());
    vectors.broadcast(species, () -> {
      indices.push(position.index());
      code.op(JvmType.I32.conversionTo(species.element()));
    });
    code.push(Strides.of(position.index(), counter).orElseThrow());
    vectors.addIndex(species);
  }

  private void compute(Compute compute) {
    switch (compute.op().kind()) {
      case COMPARISON -> {
        compute.args().forEach(this::push);
        vectors.compare(species(compute.operands()), compute.op());
        castMask(species(compute.operands()), VectorLoopCode.masks(plan));
      }
      case PATTERN -> pattern(compute);
      case LOGIC -> {
        compute.args().forEach(this::push);
        vectors.logic(compute.op());
      }
      case SELECTION -> {
        push(compute.args().get(2));
        push(compute.args().get(1));
        push(compute.args().get(0));
        castMask(VectorLoopCode.masks(plan), species(compute.dtype()));
        vectors.blend(species(compute.dtype()));
      }
      default -> {
        compute.args().forEach(this::push);
        vectors.apply(species(compute.operands()), compute.op());
      }
    }
  }

  private void pattern(Compute compute) {
    Species species = species(compute.operands());
    Species bits = species.integral();
    push(compute.args().get(0));
    vectors.reinterpret(species, bits);
    vectors.showClass(bits);
    if (compute.args().size() > 1) {
      push(compute.args().get(1));
      vectors.reinterpret(species, bits);
    }
    int significand = species.element() == JvmType.F64 ? 52 : 23;
    switch (compute.op()) {
      case PATTERN_AND -> vectors.apply(bits, ScalarOp.BIT_AND);
      case PATTERN_XOR -> vectors.apply(bits, ScalarOp.BIT_XOR);
      case PATTERN_ADD -> vectors.apply(bits, ScalarOp.ADD);
      case PATTERN_SUB -> vectors.apply(bits, ScalarOp.SUB);
      case PATTERN_UP -> vectors.shift(bits, ScalarOp.SHIFT_LEFT, significand);
      case PATTERN_DOWN -> vectors.shift(bits, ScalarOp.SHIFT_RIGHT_LOGICAL, significand);
      default -> throw new IllegalArgumentException("no vector operation does " + compute.op());
    }
    vectors.reinterpret(bits, species);
    vectors.showClass(species);
  }

  private void castMask(Species from, Species to) {
    if (!from.equals(to)) {
      vectors.castMask(to);
    }
  }
}

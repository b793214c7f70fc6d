package io.opwalk.cpu.internal.emit;

import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INEG;
import static org.objectweb.asm.Opcodes.ISUB;

import io.opwalk.cpu.internal.loop.Index;

/**
 * Indices as int arithmetic, just as they are written: the JIT takes what does not change out of
 * loops, as long as indices are affine in the counters.
 */
final class IndexCode {
  private static final Index MINUS_ONE = Index.of(-1);

  private final Code code;
  private final Variables variables;

  IndexCode(Code code, Variables variables) {
    this.code = code;
    this.variables = variables;
  }

  void push(Index index) {
    if (index instanceof Index.Const number) {
      code.push(number.value());
    } else if (index instanceof Index.Size size) {
      variables.loadSize(size.parameter());
    } else if (index instanceof Index.Counter counter) {
      variables.loadCounter(counter);
    } else if (index instanceof Index.Sum sum) {
      push(sum);
    } else if (index instanceof Index.Product product) {
      push(product);
    } else if (index instanceof Index.FloorTo floor) {
      push(floor);
    }
  }

  private void push(Index.Sum sum) {
    push(sum.left());
    if (sum.right() instanceof Index.Product product && product.right().equals(MINUS_ONE)) {
      push(product.left());
      code.op(ISUB);
    } else if (sum.right() instanceof Index.Const number && number.value() < 0) {
      code.push(-number.value());
      code.op(ISUB);
    } else {
      push(sum.right());
      code.op(IADD);
    }
  }

  private void push(Index.Product product) {
    push(product.left());
    if (product.right().equals(MINUS_ONE)) {
      code.op(INEG);
    } else {
      push(product.right());
      code.op(IMUL);
    }
  }

  private void push(Index.FloorTo floor) {
    push(floor.left());
    if (Integer.bitCount(floor.right()) == 1) {
      code.push(-floor.right());
      code.op(IAND);
    } else {
      code.push(floor.right());
      code.callStatic(Math.class, "floorDiv", "(II)I");
      code.push(floor.right());
      code.op(IMUL);
    }
  }
}

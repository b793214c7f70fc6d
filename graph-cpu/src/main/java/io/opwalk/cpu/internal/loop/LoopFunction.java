package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import java.util.List;

/**
 * One loop nest over flat buffers: a kernel before it is code. Plain data; two functions that are
 * {@code equals} share their code, so names in it are given by position, and dims and tensor
 * constants are parameters.
 *
 * @param buffers the dtype of each buffer, and whether it is written
 * @param sizes how many int parameters there are
 * @param scalars the dtype of each scalar parameter
 * @param body what it does
 */
public record LoopFunction(
    List<Buffer> buffers, int sizes, List<DType> scalars, List<Statement> body)
    implements StepFunction {
  /** Copies the lists. */
  public LoopFunction {
    buffers = List.copyOf(buffers);
    scalars = List.copyOf(scalars);
    body = List.copyOf(body);
  }

  @Override
  public double work(int[] arguments) {
    return Work.of(this, arguments);
  }

  /** That of the text, for which a fresh JVM need not make up the methods of a dozen records. */
  @Override
  public int hashCode() {
    return LoopPrinter.print(this).hashCode();
  }

  /** The same function over another body. */
  public LoopFunction withBody(List<Statement> newBody) {
    return new LoopFunction(buffers, sizes, scalars, newBody);
  }
}

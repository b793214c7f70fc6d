package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Cond;
import java.util.Arrays;
import java.util.function.Function;

/** Runs one of the bodies of a condition. */
final class CondKernel implements Kernel {
  private final BodyProgram then;
  private final BodyProgram otherwise;
  private final Frame frame;

  CondKernel(Cond op, Bodies bodies, Function<Body, BodyProgram> compile) {
    this.then = compile.apply(op.then());
    this.otherwise = compile.apply(op.otherwise());
    this.frame = Frame.of(bodies);
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    boolean holds = ((boolean[]) buffers[0])[0];
    BodyProgram body = holds ? then : otherwise;
    int[][] dims = frame.dims(sizes);
    int inputs = frame.inputs();
    try {
      Session session = body.open(Arrays.copyOfRange(dims, 1, inputs));
      for (int i = 1; i < inputs; i++) {
        session.feed(i - 1, buffers[i]);
      }
      session.writeTo(session.newResults());
      session.run();
      for (int i = 0; i < frame.outputs(); i++) {
        int[] promised = dims[inputs + i];
        if (!Arrays.equals(session.dims(i), promised)) {
          throw new IllegalArgumentException("value " + i + " is of shape "
              + Arrays.toString(session.dims(i)) + ", where the other branch gives the shape "
              + Arrays.toString(promised));
        }
        System.arraycopy(session.output(i), 0, buffers[inputs + i], 0, Frame.elements(promised));
      }
      body.close(session);
    } catch (IllegalArgumentException complaint) {
      throw new IllegalArgumentException(
          (holds ? "then: " : "otherwise: ") + complaint.getMessage(), complaint);
    }
  }

  @Override
  public void warmUp() {
    then.warmUp();
    otherwise.warmUp();
  }
}

package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.TensorType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.cpu.internal.loop.Feed;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Loop;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Runs a loop. Each run has its own {@link LoopRun}. */
final class LoopKernel implements Kernel {
  private final Loop op;
  private final Optional<BodyProgram> body;
  private final Optional<BodyProgram> condition;
  private final Frame frame;
  private final List<DType> inputTypes;
  private final int room;

  /** What feeds it, and may be left to it; null where nothing is. */
  private final Feed feed;

  /** Runs that; null where it is run before the loop. */
  private final Kernel feeding;

  /** Those of a run that has ended, if nobody has taken them yet; null where there were none. */
  private final AtomicReference<SoftReference<LoopArrays>> idle = new AtomicReference<>();

  /**
   * A loop.
   *
   * @param feeding runs the product that may be left to it; null where that is run before it
   */
  LoopKernel(Loop op, Bodies bodies, Function<Body, BodyProgram> compile, Kernel feeding) {
    this.op = op;
    this.body = Optional.of(op.body()).filter(some -> !some.outputs().isEmpty()).map(compile);
    this.condition = op.condition().map(compile);
    this.frame = Frame.of(bodies);
    this.inputTypes = bodies.inputs().stream().map(TensorType::dtype).toList();
    this.room = bodies.room();
    this.feed = bodies.feed().orElse(null);
    this.feeding = feeding;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    int[][] dims = frame.dims(sizes);
    int most = sizes[room];
    for (int i = 0; i < op.sequences(); i++) {
      if (dims[i][0] != most) {
        throw new IllegalArgumentException("sequences must have one length, found "
            + Arrays.stream(dims).limit(op.sequences()).map(Arrays::toString).toList());
      }
    }
    int from = 0;
    int to = most;
    if (op.ranged()) {
      from = bound(buffers[frame.inputs() - 2]);
      to = bound(buffers[frame.inputs() - 1]);
      if (from < 0 || to < from || to > most) {
        throw new IllegalArgumentException(
            "the steps from " + from + " to " + to + " are not among the " + most + " there are");
      }
    }
    SoftReference<LoopArrays> left = idle.getAndSet(null);
    LoopArrays arrays = left == null ? null : left.get();
    Kernel own = feeding == null ? null : arrays == null ? feeding.ofOneCaller() : arrays.feeding();
    int rows = own == null ? 0 : Feed.rowsOfStep(feed.product(), sizes, feed.firstSize(), most);
    Feeder feeder = rows == 0 ? null : new Feeder(feed, own, buffers, sizes, scalars, rows);
    LoopRun run = new LoopRun(op, body, condition, inputTypes, dims, buffers, arrays, feeder, own);
    run.run(from, to);
    if (run.arrays() != null) {
      idle.set(run.arrays().reference());
    }
  }

  @Override
  public void warmUp() {
    if (feeding != null) {
      feeding.warmUp();
    }
    body.ifPresent(BodyProgram::warmUp);
    condition.ifPresent(BodyProgram::warmUp);
  }

  private static int bound(Object array) {
    return Math.toIntExact(((long[]) array)[0]);
  }
}

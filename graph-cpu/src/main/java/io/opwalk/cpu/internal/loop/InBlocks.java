package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A step that computes its result block by block, and can go on with each block while a cache has
 * it. Its buffers are two that it reads, the result, and then those of the epilogue; its sizes end
 * with those of the epilogue.
 */
public sealed interface InBlocks extends StepFunction permits Product, Winograd {
  /** Which buffer is the result. */
  int RESULT_BUFFER = 2;

  /** Of what it reads and of the result. */
  DType dtype();

  @Override
  default List<Buffer> buffers() {
    Buffer read = new Buffer(dtype(), false);
    List<Buffer> all = new ArrayList<>(List.of(read, read, new Buffer(dtype(), true)));
    if (epilogue().isPresent()) {
      all.addAll(epilogue().get().more());
    }
    return all;
  }

  /** What is done to blocks of the result when they are complete; empty where that is nothing. */
  Optional<Epilogue> epilogue();

  /** The same step with another epilogue. */
  InBlocks with(Epilogue other);

  /** Where the sizes of the epilogue begin. */
  int sizesOfEpilogue();

  /** As {@link #work}, of the epilogue alone, which is counted as a whole. */
  default double workOfEpilogue(int[] sizes) {
    if (epilogue().isEmpty()) {
      return 0;
    }
    int[] last = Arrays.copyOfRange(sizes, sizesOfEpilogue(), sizes.length);
    return epilogue().get().function().work(last);
  }
}

package io.opwalk.cpu.internal.run;

import io.opwalk.Feed;
import io.opwalk.spi.PreparedCall;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** A program with a workspace of its own, in which the caller's arrays have their places. */
final class CpuCall implements PreparedCall {
  private final Program program;
  private final Workspace workspace;
  private final CallSizes sizes;
  private final Feed feed;
  private final List<Copy> copies = new ArrayList<>();

  /** What is returned from where no kernel writes it, such as a parameter. */
  private record Copy(int place, Object to, int length) {}

  CpuCall(Program program, Workspace workspace, CallSizes sizes, Feed feed) {
    this.program = program;
    this.workspace = workspace;
    this.sizes = sizes;
    this.feed = feed;
  }

  /** Has each run end with a copy of what is at a place. */
  void copyAfterwards(int place, Object to) {
    copies.add(new Copy(place, to, Array.getLength(to)));
  }

  @Override
  public void run() {
    program.readParameters(workspace, null);
    program.run(workspace, sizes, feed);
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      System.arraycopy(workspace.get(copy.place()), 0, copy.to(), 0, copy.length());
    }
  }
}

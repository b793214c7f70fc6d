package io.opwalk.examples.benchmarks.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The resident memory of processes, on Linux, and the heap. */
final class Memory {
  /** Documented in Linux's proc(5): resets the peak resident size to the current one. */
  private static final String RESET_PEAK = "5";

  private static final int BYTES_PER_KILOBYTE = 1024;

  private Memory() {}

  /**
   * Lets this process's peak begin anew, without what was only needed to set up: arrays that
   * natives have copied.
   */
  static void settle() {
    System.gc();
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), RESET_PEAK);
    } catch (IOException notLinux) {
      // Then nobody can say what the peak is either.
    }
  }

  /** The bytes on this JVM's heap after a collection. */
  static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The most memory a process had resident, in bytes, where the system says so. */
  static OptionalLong peak(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KILOBYTE)
          .findFirst();
    } catch (IOException notThere) {
      return OptionalLong.empty();
    }
  }
}

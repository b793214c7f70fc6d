package io.opwalk.cpu;

import io.opwalk.cpu.internal.emit.ReadAhead;
import io.opwalk.cpu.internal.emit.VectorUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is done once in a JVM, behind the back of whoever makes the first backend: classes are read
 * ahead, and it is said which code the backend runs, and how to get other code.
 */
final class Announcement implements Runnable {
  private static final AtomicBoolean SAID = new AtomicBoolean();

  /** By then a small model has given its first result. */
  private static final long DELAY_MILLIS = 1_000;

  private final Tier tier;

  private Announcement(Tier tier) {
    this.tier = tier;
  }

  /**
   * Does it, if nobody has. To set up logging takes a fresh JVM longer than a small model does, so
   * it is said a second later: that would take a core from whoever compiles first. The thread does
   * not keep the JVM from ending.
   */
  static void begin(Tier tier) {
    if (SAID.compareAndSet(false, true)) {
      Thread thread = new Thread(null, new Announcement(tier), "opwalk-cpu-announcement", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    // With one core alone, whoever builds a graph would wait for it.
    if (Runtime.getRuntime().availableProcessors() > 1) {
      ReadAhead.run();
    }
    try {
      Thread.sleep(DELAY_MILLIS);
    } catch (InterruptedException somebodyIsInAHurry) {
      Thread.currentThread().interrupt();
    }
    System.getLogger(CpuBackend.class.getPackageName())
        .log(System.Logger.Level.INFO, text(tier, VectorUnit.isThere(), VectorUnit.isCompiled()));
  }

  static String text(Tier tier, boolean module, boolean compiled) {
    if (!module) {
      return "Opwalk runs plain loops; for vector code, start the JVM with " + VectorUnit.FLAG;
    }
    return switch (tier) {
      case SCALAR ->
        "Opwalk runs plain loops, as CpuOptions.tier asks; for vector code set" + " Tier.ADAPTIVE";
      case ADAPTIVE ->
        compiled
            ? "Opwalk runs plain loops, and vector code where it is hot; for plain loops alone set"
                + " CpuOptions.tier to Tier.SCALAR"
            : "Opwalk runs plain loops, since this JVM runs without its second compiler; for vector"
                + " code start it without -Xint and -XX:TieredStopAtLevel";
      case VECTOR ->
        "Opwalk runs vector code, as CpuOptions.tier asks; for plain loops set" + " Tier.SCALAR";
    };
  }
}

package io.opwalk.cpu;

import io.opwalk.cpu.internal.emit.VectorUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once in a JVM which code the backend runs, and how to get other code. */
final class Announcement {
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private Announcement() {}

  /**
   * Says it, if nobody has. To set up logging takes longer than a small model does, so a thread of
   * its own does it, which does not keep the JVM from ending.
   */
  static void say(Tier tier) {
    if (SAID.compareAndSet(false, true)) {
      Runnable log = () -> System.getLogger(CpuBackend.class.getPackageName())
          .log(System.Logger.Level.INFO, text(tier, VectorUnit.isThere(), VectorUnit.isCompiled()));
      Thread thread = new Thread(null, log, "opwalk-cpu-announcement", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
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

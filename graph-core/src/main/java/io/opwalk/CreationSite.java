package io.opwalk;

import java.util.Iterator;
import java.util.Optional;

/**
 * The line of the user's code that built a node: the first stack frame outside Opwalk and the JDK.
 *
 * <p>Finding it costs a microsecond or two per node; the system property {@value #SWITCH} set to
 * {@code off} spares it.
 *
 * @param className the binary name of the user's class
 * @param methodName the user's method
 * @param fileName the source file, or the class's simple name where the class file names none
 * @param line the line, or a negative number where the class file has no line table
 */
public record CreationSite(String className, String methodName, String fileName, int line) {
  /** The system property that switches creation sites off: {@code -Dopwalk.sites=off}. */
  public static final String SWITCH = "opwalk.sites";

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** The site of the current call, or empty where switched off or where no user frame is found. */
  public static Optional<CreationSite> capture() {
    if ("off".equals(System.getProperty(SWITCH))) {
      return Optional.empty();
    }
    return WALKER.walk(frames -> firstUsers(frames.iterator()));
  }

  private static Optional<CreationSite> firstUsers(Iterator<StackWalker.StackFrame> frames) {
    while (frames.hasNext()) {
      StackWalker.StackFrame frame = frames.next();
      if (isUsers(frame)) {
        return Optional.of(of(frame));
      }
    }
    return Optional.empty();
  }

  private static boolean isUsers(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    boolean ours = name.startsWith("io.opwalk.") && !name.startsWith("io.opwalk.examples.");
    // JDK frames stand between us and the user where a function is applied by a stream or a map.
    boolean jdk = name.startsWith("java.") || name.startsWith("jdk.");
    return !ours && !jdk;
  }

  private static CreationSite of(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    String file = frame.getFileName() == null
        ? name.substring(name.lastIndexOf('.') + 1)
        : frame.getFileName();
    return new CreationSite(name, frame.getMethodName(), file, frame.getLineNumber());
  }

  /** As in a stack trace: {@code Digits.java:14}. */
  @Override
  public String toString() {
    return line < 0 ? fileName : fileName + ":" + line;
  }
}

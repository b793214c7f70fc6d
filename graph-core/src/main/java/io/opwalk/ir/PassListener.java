package io.opwalk.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Is told what passes do to the interned graph. Called on the compiling thread; all methods do
 * nothing by default.
 *
 * <p>A compilation is given one with its options. One that is registered as a service, in
 * {@code META-INF/services/io.opwalk.ir.PassListener}, is told of every compilation besides, by a
 * compiler that looks for such: where the system property {@value #SERVICES} is {@code on}, since
 * to look a JVM has to open every jar on its class path. It must be safe to call from several
 * threads.
 */
public interface PassListener {
  /** The system property that has compilers look for services: {@code -Dopwalk.services=on}. */
  String SERVICES = "opwalk.services";

  /** A listener that does nothing. */
  PassListener NONE = new PassListener() {};

  /** What is registered as a service, where the system property says to look for it. */
  static List<PassListener> services() {
    List<PassListener> services = new ArrayList<>();
    if ("on".equals(System.getProperty(SERVICES))) {
      ServiceLoader.load(PassListener.class).forEach(services::add);
    }
    return services;
  }

  /** Tells this listener, then another. */
  default PassListener and(PassListener other) {
    return new BothPassListeners(this, other);
  }

  /** A phase has run, and its result has been checked. */
  default void phaseEnded(String phase, IrGraph result, long nanos) {}

  /**
   * A rewrite rule has fired.
   *
   * @param before what it matched; its node's {@link IrNode#origin()} knows the user's line
   * @param after what stands in its place, of the same type
   */
  default void ruleFired(String phase, String rule, IrValue before, IrValue after) {}
}

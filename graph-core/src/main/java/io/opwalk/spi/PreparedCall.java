package io.opwalk.spi;

/**
 * A call over arrays of the caller's, made by {@link CompiledFunction#prepare}: refill the inputs,
 * run, read the outputs, as often as wanted.
 *
 * <p>For one thread at a time; another thread prepares a call of its own, and the two do not
 * disturb each other.
 */
public interface PreparedCall {
  /**
   * Computes the outputs of what the arrays of the inputs hold now. Parameters are read once, at
   * the start. Where it fails, what the arrays of the outputs hold is not defined; the next run may
   * succeed.
   *
   * @throws io.opwalk.EvaluationException where the computation fails
   */
  void run();
}

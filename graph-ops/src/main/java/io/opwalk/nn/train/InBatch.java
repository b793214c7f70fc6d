package io.opwalk.nn.train;

import io.opwalk.EvaluationException;
import io.opwalk.FeedException;
import java.util.function.Supplier;

/** Says of what was wrong with a batch which one it was. */
final class InBatch {
  private InBatch() {}

  /**
   * What a batch leads to.
   *
   * @param where the batch is, put before the message of what goes wrong: {@code epoch 2}
   * @param index of the batch, from 0
   */
  static <T> T of(String where, int index, Supplier<T> what) {
    try {
      return what.get();
    } catch (EvaluationException failed) {
      throw new EvaluationException(said(where, index, failed), failed);
    } catch (FeedException refused) {
      FeedException said = new FeedException(said(where, index, refused));
      said.initCause(refused);
      throw said;
    } catch (IllegalArgumentException refused) {
      if (refused.getClass() != IllegalArgumentException.class) {
        throw refused;
      }
      throw new IllegalArgumentException(said(where, index, refused), refused);
    }
  }

  private static String said(String where, int index, RuntimeException thrown) {
    return where + ", batch " + (index + 1) + ": " + thrown.getMessage();
  }
}

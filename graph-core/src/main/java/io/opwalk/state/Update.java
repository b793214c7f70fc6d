package io.opwalk.state;

import io.opwalk.Tensor;
import java.util.Objects;

/**
 * A slot and the value it is to get.
 *
 * @param slot where the value goes
 * @param value what is computed for it, from the values of before
 */
public record Update(ParameterSlot slot, Tensor value) {
  /** Checks that both are there. */
  public Update {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(value, "value");
  }
}

package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer has become since it was made from its config; what a file says of a layer besides
 * that. See {@link AbstractLayer#state} and {@link AbstractLayer#restore}.
 *
 * @param name its name, once there is one
 * @param trainable whether an optimizer may change its weights
 * @param weights its own weights by their names within it, once there are any
 * @param inner the same of the layers that it consists of
 */
public record LayerState(
    Optional<String> name, boolean trainable, Map<String, Tensor> weights, List<LayerState> inner) {
  /** Copies map and list. */
  public LayerState {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    inner = List.copyOf(inner);
  }
}

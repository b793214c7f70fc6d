package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.walk.Walk;
import java.util.List;

/** Says why there is no gradient: no path, or none without an op that stops it. */
final class Disconnection {
  /** How many ops that stop a gradient are shown; one is nearly always enough to see why. */
  private static final int SHOWN = 3;

  private Disconnection() {}

  static DisconnectedGradientException explain(
      List<Tensor> outputs, List<Tensor> disconnected, ReverseMode pass) {
    StringBuilder message = new StringBuilder("no gradient leads from ");
    message.append(outputs.size() == 1 ? "" : "any of ").append(outputs);
    message
        .append(" to ")
        .append(disconnected.size())
        .append(" of ")
        .append(pass.wrt().size());
    message.append(" tensors; gradientOrZeros and vjpOrZeros give zeros there");
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    for (Tensor tensor : disconnected) {
      message.append("\n  ").append(tensor).append(": ");
      List<Apply> stops = Walk.between(List.of(tensor), outputs).stream()
          .filter(apply -> pass.stops(apply))
          .toList();
      if (stops.isEmpty()) {
        message.append("nothing that is differentiated is computed from it");
      } else {
        message.append("its gradient stops at ");
        message.append(stops.subList(0, Math.min(SHOWN, stops.size())));
      }
    }
    return new DisconnectedGradientException(message.toString());
  }
}

package io.opwalk.grad;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.walk.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Says why there is no gradient: no path, or none without an op that stops it. */
final class Disconnection {
  /** How many ops that stop a gradient are shown; one is nearly always enough to see why. */
  private static final int SHOWN = 3;

  private Disconnection() {}

  /** Why some outputs do not move with the tensors that do. */
  static DisconnectedGradientException explain(
      List<Tensor> outputs, List<Tensor> still, List<Tensor> wrt, ForwardMode pass) {
    StringBuilder message = new StringBuilder("no derivative leads from ");
    message.append(wrt.size() == 1 ? "" : "any of ").append(wrt);
    message.append(" to ").append(still.size()).append(" of ").append(outputs.size());
    message.append(" outputs; jvpOrZeros gives zeros there");
    append(
        message,
        still,
        output -> stops(wrt, List.of(output), pass::stops),
        "it is computed from none of these");
    return new DisconnectedGradientException(message.toString());
  }

  /** Why some tensors have no gradient. */
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
    append(
        message,
        disconnected,
        tensor -> stops(List.of(tensor), outputs, pass::stops),
        "nothing that is differentiated is computed from it");
    return new DisconnectedGradientException(message.toString());
  }

  /** The nodes on the way whose rule says so, or that pass nothing on but integers and the like. */
  private static List<Apply> stops(List<Tensor> from, List<Tensor> to, Predicate<Apply> condition) {
    List<Apply> way = Walk.between(from, to);
    Set<Tensor> used = new HashSet<>(to);
    way.forEach(apply -> used.addAll(apply.inputs()));
    return way.stream()
        .filter(apply -> condition.test(apply)
            || apply.outputs().stream()
                .noneMatch(output -> used.contains(output) && output.dtype().isFloating()))
        .toList();
  }

  /** The user's line, then each tensor in question and what is in the way. */
  private static void append(
      StringBuilder message,
      List<Tensor> tensors,
      Function<Tensor, List<Apply>> inTheWay,
      String unconnected) {
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    for (Tensor tensor : tensors) {
      message.append("\n  ").append(tensor).append(": ");
      List<Apply> stops = inTheWay.apply(tensor);
      if (stops.isEmpty()) {
        message.append(unconnected);
      } else {
        message.append("its gradient stops at ");
        message.append(stops.subList(0, Math.min(SHOWN, stops.size())));
      }
    }
  }
}

package io.opwalk.nn.model;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.walk.Structure;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The functions by which Keras 3 writes the masks of Masking and Embedding into a model, as entries
 * among its layers: {@code not_equal(x, 0)} and {@code any(x, axis=-1)}.
 */
final class MaskOps {
  private static final Set<String> NAMES = Set.of("NotEqual", "Any");

  private MaskOps() {}

  /** Whether an entry of {@code layers} is one of them. */
  static boolean isOne(Config entry) {
    return entry.get("module") instanceof String module
        && module.startsWith("keras.")
        && module.contains(".ops.")
        && NAMES.contains(String.valueOf(entry.get("class_name")));
  }

  /**
   * What an entry makes of the tensor that it is applied to.
   *
   * @param what is applied, for messages
   * @param node how it is applied, {@code args} and {@code kwargs}
   */
  static UnaryOperator<Tensor> of(String what, Config entry, Config node) {
    List<?> args = node.get("args") instanceof List<?> list ? list : List.of();
    if (entry.get("class_name").equals("NotEqual")) {
      if (args.size() == 2 && args.get(1) instanceof Number value) {
        return x -> Logic.notEqual(x, value.doubleValue());
      }
      throw new ConfigException(what + " is applied to " + args + ": only a comparison of a tensor"
          + " with a number is supported");
    }
    Config config = entry.get("config") instanceof Config found ? found : Config.empty();
    ConfigReader in = new ConfigReader(what, config).ignore("name");
    List<Integer> axes =
        in.oneOrMore("axis").orElseThrow(() -> in.wrong("axis", "must be there", null));
    boolean keepDims = in.flag("keepdims", false);
    in.finish();
    return axes.size() == 1 && !keepDims
        ? x -> Reductions.any(x, axes.get(0))
        : x -> Reductions.any(x, axes, keepDims);
  }

  /** Whether a mask is the one that travels with a tensor already. */
  static boolean travels(Tensor mask, Tensor with) {
    Optional<Tensor> own = LayerCall.maskOf(with);
    if (own.isEmpty()) {
      return false;
    }
    // Of the same leaves, and not of others of their kind.
    List<Tensor> left = new ArrayList<>(List.of(mask));
    List<Tensor> right = new ArrayList<>(List.of(own.get()));
    for (Apply apply : Walk.ancestors(mask)) {
      if (apply.op().isInput()) {
        left.add(apply.output());
        right.add(apply.output());
      }
    }
    return Structure.equal(left, right);
  }
}

package io.opwalk.rewrite;

import io.opwalk.Tensor;
import java.util.List;

/**
 * A rule made concrete: its left side over some inputs, and what the rule puts in its place. Both
 * can be evaluated, which is a test of the rule that nobody has to write.
 *
 * @param rule the rule
 * @param inputs one tensor per name of the left side that stands for any value, of shape
 *     {@code (rows, columns)} unless the rule says otherwise
 * @param left the left side
 * @param right the right side
 */
public record RuleExample(Rule rule, List<Tensor> inputs, Tensor left, Tensor right) {
  /** Copies the inputs. */
  public RuleExample {
    inputs = List.copyOf(inputs);
  }
}

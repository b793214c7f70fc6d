package io.opwalk.nn.layer.attention;

import io.opwalk.nn.layer.LayerBuilder;
import java.util.Objects;

/** Collects the options of an {@link Attention}; what is not said is as in Keras. */
public final class AttentionBuilder extends LayerBuilder<AttentionBuilder> {
  Score score;
  boolean useScale;
  double dropout;
  boolean useCausalMask;
  boolean returnScores;

  AttentionBuilder(Score score) {
    this.score = score;
    this.useScale = score == Score.ADDITIVE;
  }

  @Override
  protected AttentionBuilder self() {
    return this;
  }

  /**
   * How well a key fits a query; {@link Score#DOT} unless said.
   *
   * @throws IllegalArgumentException for the score of another kind of layer
   */
  public AttentionBuilder score(Score newScore) {
    Objects.requireNonNull(newScore, "score");
    if ((newScore == Score.ADDITIVE) != (score == Score.ADDITIVE)) {
      throw new IllegalArgumentException(
          "additive attention is a layer of its own: Attention.additive()");
    }
    this.score = newScore;
    return this;
  }

  /** Whether scores have a factor that is learned; true for additive attention unless said. */
  public AttentionBuilder useScale(boolean use) {
    this.useScale = use;
    return this;
  }

  /** The rate at which weights are dropped in training; 0 unless said. */
  public AttentionBuilder dropout(double rate) {
    this.dropout = AttentionDropout.requireRate(rate);
    return this;
  }

  /** Whether a query attends to its own place and those before only; false unless said. */
  public AttentionBuilder useCausalMask(boolean use) {
    this.useCausalMask = use;
    return this;
  }

  /** Whether the weights of the values are a second output; false unless said. */
  public AttentionBuilder returnAttentionScores(boolean whether) {
    this.returnScores = whether;
    return this;
  }

  /** The layer. */
  public Attention build() {
    return new Attention(this);
  }
}

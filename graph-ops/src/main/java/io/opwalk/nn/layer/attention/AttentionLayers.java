package io.opwalk.nn.layer.attention;

import io.opwalk.nn.layer.LayerKind;
import java.util.List;

/** The kinds of layers in this package, and short forms with Keras's defaults. */
public final class AttentionLayers {
  private AttentionLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    return List.of(
        new LayerKind("Attention", (in, registry) -> Attention.read(in)),
        new LayerKind("AdditiveAttention", (in, registry) -> Attention.readAdditive(in)),
        new LayerKind("MultiHeadAttention", (in, registry) -> MultiHeadAttentionConfig.read(in)),
        new LayerKind(
            "GroupedQueryAttention", (in, all) -> MultiHeadAttentionConfig.readGrouped(in)),
        // Keras's other name for it.
        new LayerKind(
            "GroupQueryAttention", (in, all) -> MultiHeadAttentionConfig.readGrouped(in)));
  }

  /** Mixes values by the products of queries and keys. */
  public static Attention attention() {
    return Attention.builder().build();
  }

  /** Mixes values by a sum of hyperbolic tangents of queries and keys. */
  public static Attention additiveAttention() {
    return Attention.additive().build();
  }

  /** Mixes values in several ways at once. */
  public static MultiHeadAttention multiHeadAttention(int heads, int keySize) {
    return MultiHeadAttention.builder(heads, keySize).build();
  }

  /** Mixes values in several ways at once, of which groups share their keys and values. */
  public static MultiHeadAttention groupedQueryAttention(
      int keySize, int heads, int keyValueHeads) {
    return MultiHeadAttention.grouped(keySize, heads, keyValueHeads).build();
  }
}

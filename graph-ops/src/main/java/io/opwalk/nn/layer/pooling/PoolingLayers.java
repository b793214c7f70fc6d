package io.opwalk.nn.layer.pooling;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class PoolingLayers {
  private PoolingLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>();
    for (PoolKind kind : PoolKind.values()) {
      for (int axes = 1; axes <= 3; axes++) {
        int over = axes;
        String name = kind.word() + "Pooling" + axes + "D";
        kinds.add(new LayerKind(name, (in, registry) -> Pool.read(kind, over, in)));
        kinds.add(
            new LayerKind("Global" + name, (in, registry) -> GlobalPool.read(kind, over, in)));
      }
    }
    return List.copyOf(kinds);
  }

  /** The largest element of each window of 2 elements along each axis, along sequences. */
  public static Pool maxPooling1d() {
    return Pool.of(PoolKind.MAX, 1, 2);
  }

  /** The largest element of each window of a size, along sequences. */
  public static Pool maxPooling1d(int size) {
    return Pool.of(PoolKind.MAX, 1, size);
  }

  /** The largest element of all, along sequences. */
  public static GlobalPool globalMaxPooling1d() {
    return GlobalPool.of(PoolKind.MAX, 1);
  }

  /** The largest element of each window of 2 elements along each axis, over images. */
  public static Pool maxPooling2d() {
    return Pool.of(PoolKind.MAX, 2, 2);
  }

  /** The largest element of each window of a size, over images. */
  public static Pool maxPooling2d(int size) {
    return Pool.of(PoolKind.MAX, 2, size);
  }

  /** The largest element of all, over images. */
  public static GlobalPool globalMaxPooling2d() {
    return GlobalPool.of(PoolKind.MAX, 2);
  }

  /** The largest element of each window of 2 elements along each axis, over volumes. */
  public static Pool maxPooling3d() {
    return Pool.of(PoolKind.MAX, 3, 2);
  }

  /** The largest element of each window of a size, over volumes. */
  public static Pool maxPooling3d(int size) {
    return Pool.of(PoolKind.MAX, 3, size);
  }

  /** The largest element of all, over volumes. */
  public static GlobalPool globalMaxPooling3d() {
    return GlobalPool.of(PoolKind.MAX, 3);
  }

  /** The mean of each window of 2 elements along each axis, along sequences. */
  public static Pool averagePooling1d() {
    return Pool.of(PoolKind.AVERAGE, 1, 2);
  }

  /** The mean of each window of a size, along sequences. */
  public static Pool averagePooling1d(int size) {
    return Pool.of(PoolKind.AVERAGE, 1, size);
  }

  /** The mean of all, along sequences. */
  public static GlobalPool globalAveragePooling1d() {
    return GlobalPool.of(PoolKind.AVERAGE, 1);
  }

  /** The mean of each window of 2 elements along each axis, over images. */
  public static Pool averagePooling2d() {
    return Pool.of(PoolKind.AVERAGE, 2, 2);
  }

  /** The mean of each window of a size, over images. */
  public static Pool averagePooling2d(int size) {
    return Pool.of(PoolKind.AVERAGE, 2, size);
  }

  /** The mean of all, over images. */
  public static GlobalPool globalAveragePooling2d() {
    return GlobalPool.of(PoolKind.AVERAGE, 2);
  }

  /** The mean of each window of 2 elements along each axis, over volumes. */
  public static Pool averagePooling3d() {
    return Pool.of(PoolKind.AVERAGE, 3, 2);
  }

  /** The mean of each window of a size, over volumes. */
  public static Pool averagePooling3d(int size) {
    return Pool.of(PoolKind.AVERAGE, 3, size);
  }

  /** The mean of all, over volumes. */
  public static GlobalPool globalAveragePooling3d() {
    return GlobalPool.of(PoolKind.AVERAGE, 3);
  }
}

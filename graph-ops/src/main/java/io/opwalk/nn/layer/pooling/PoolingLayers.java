package io.opwalk.nn.layer.pooling;

import io.opwalk.nn.layer.LayerKind;
import io.opwalk.ops.WindowPadding;
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

  /** As {@link #maxPooling1d(int)}, with windows that move by so many elements. */
  public static Pool maxPooling1d(int size, int strides) {
    return maxPooling1d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #maxPooling1d(int, int)}, with a padding. */
  public static Pool maxPooling1d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.MAX, 1, size, strides, padding);
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

  /** As {@link #maxPooling2d(int)}, with windows that move by so many elements. */
  public static Pool maxPooling2d(int size, int strides) {
    return maxPooling2d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #maxPooling2d(int, int)}, with a padding. */
  public static Pool maxPooling2d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.MAX, 2, size, strides, padding);
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

  /** As {@link #maxPooling3d(int)}, with windows that move by so many elements. */
  public static Pool maxPooling3d(int size, int strides) {
    return maxPooling3d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #maxPooling3d(int, int)}, with a padding. */
  public static Pool maxPooling3d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.MAX, 3, size, strides, padding);
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

  /** As {@link #averagePooling1d(int)}, with windows that move by so many elements. */
  public static Pool averagePooling1d(int size, int strides) {
    return averagePooling1d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #averagePooling1d(int, int)}, with a padding. */
  public static Pool averagePooling1d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.AVERAGE, 1, size, strides, padding);
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

  /** As {@link #averagePooling2d(int)}, with windows that move by so many elements. */
  public static Pool averagePooling2d(int size, int strides) {
    return averagePooling2d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #averagePooling2d(int, int)}, with a padding. */
  public static Pool averagePooling2d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.AVERAGE, 2, size, strides, padding);
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

  /** As {@link #averagePooling3d(int)}, with windows that move by so many elements. */
  public static Pool averagePooling3d(int size, int strides) {
    return averagePooling3d(size, strides, WindowPadding.VALID);
  }

  /** As {@link #averagePooling3d(int, int)}, with a padding. */
  public static Pool averagePooling3d(int size, int strides, WindowPadding padding) {
    return pool(PoolKind.AVERAGE, 3, size, strides, padding);
  }

  /** The mean of all, over volumes. */
  public static GlobalPool globalAveragePooling3d() {
    return GlobalPool.of(PoolKind.AVERAGE, 3);
  }

  private static Pool pool(PoolKind kind, int axes, int size, int strides, WindowPadding padding) {
    return Pool.builder(kind, axes, size).strides(strides).padding(padding).build();
  }
}

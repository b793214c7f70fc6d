package io.opwalk.cpu.internal.run;

import io.opwalk.Tensor;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Some outputs in order and some fed tensors in any order, by identity. A key to look up with holds
 * them strongly; one to keep holds them weakly, and equals only itself once one is collected.
 */
abstract class TensorsKey {
  private final int outputs;
  private final int hash;

  private TensorsKey(int outputs, int hash) {
    this.outputs = outputs;
    this.hash = hash;
  }

  /** The key to look up with. */
  static Strong of(List<Tensor> outputs, Collection<Tensor> fed) {
    Tensor[] tensors = new Tensor[outputs.size() + fed.size()];
    int at = 0;
    for (Tensor output : outputs) {
      tensors[at++] = output;
    }
    for (Tensor each : fed) {
      tensors[at++] = each;
    }
    if (fed.size() > 1) {
      // Makes one order of all orders; two of one hash may give two, which costs a second entry.
      Arrays.sort(tensors, outputs.size(), at, Comparator.comparingInt(System::identityHashCode));
    }
    return new Strong(outputs.size(), tensors);
  }

  /** How many tensors there are. */
  abstract int size();

  /** One of the tensors; null where it was collected. */
  abstract Tensor tensor(int index);

  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof TensorsKey that)
        || hash != that.hash
        || outputs != that.outputs
        || size() != that.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      Tensor mine = tensor(i);
      if (mine == null || mine != that.tensor(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  /** A key to look up with. */
  static final class Strong extends TensorsKey {
    private final Tensor[] tensors;

    private Strong(int outputs, Tensor[] tensors) {
      super(outputs, Arrays.hashCode(tensors));
      this.tensors = tensors;
    }

    /** The key to keep; the queue is told when one of its tensors is collected. */
    TensorsKey weak(ReferenceQueue<Tensor> collected) {
      return new Weak(this, collected);
    }

    @Override
    int size() {
      return tensors.length;
    }

    @Override
    Tensor tensor(int index) {
      return tensors[index];
    }
  }

  private static final class Weak extends TensorsKey {
    private final Watch[] tensors;

    private Weak(Strong key, ReferenceQueue<Tensor> collected) {
      super(((TensorsKey) key).outputs, key.hashCode());
      tensors = new Watch[key.size()];
      for (int i = 0; i < tensors.length; i++) {
        tensors[i] = new Watch(key.tensor(i), this, collected);
      }
    }

    @Override
    int size() {
      return tensors.length;
    }

    @Override
    Tensor tensor(int index) {
      return tensors[index].get();
    }
  }

  /** A weak reference that knows the key it is part of. */
  static final class Watch extends WeakReference<Tensor> {
    private final TensorsKey key;

    private Watch(Tensor tensor, TensorsKey key, ReferenceQueue<Tensor> collected) {
      super(tensor, collected);
      this.key = key;
    }

    TensorsKey key() {
      return key;
    }
  }
}

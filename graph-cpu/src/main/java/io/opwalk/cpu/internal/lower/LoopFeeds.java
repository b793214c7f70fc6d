package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.cpu.internal.loop.Bodies;
import io.opwalk.cpu.internal.loop.Feed;
import io.opwalk.cpu.internal.loop.Product;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the loops that can run a product which makes one of their sequences: such a loop reads what
 * the product reads, too, so that it is there until the loop ends. The product stays a step of its
 * own; which of the two runs it is seen when the sizes are known.
 */
final class LoopFeeds {
  private final List<KernelCall> calls;
  private final Set<Buffer> returned;
  private final Map<Buffer, Integer> users = new HashMap<>();

  /** By their results, where they are among the calls. */
  private final Map<Buffer, Integer> products = new HashMap<>();

  private LoopFeeds(List<KernelCall> calls, Set<Buffer> returned) {
    this.calls = calls;
    this.returned = returned;
  }

  /**
   * The calls, with products for loops to run.
   *
   * @param returned what the caller reads
   */
  static List<KernelCall> apply(List<KernelCall> calls, Set<Buffer> returned) {
    for (KernelCall call : calls) {
      if (call.function() instanceof Bodies) {
        return new LoopFeeds(calls, returned).all();
      }
    }
    return calls;
  }

  private List<KernelCall> all() {
    for (int i = 0; i < calls.size(); i++) {
      KernelCall call = calls.get(i);
      for (Buffer buffer : new HashSet<>(call.buffers())) {
        users.put(buffer, users.getOrDefault(buffer, 0) + 1);
      }
      if (call.function() instanceof Product product && isInRows(product, call)) {
        products.put(call.buffers().get(2), i);
      }
    }
    List<KernelCall> fed = new ArrayList<>(calls);
    for (int i = 0; i < fed.size(); i++) {
      if (fed.get(i).function() instanceof Bodies bodies && bodies.op() instanceof Loop loop) {
        feed(fed, i, bodies, loop);
      }
    }
    return fed;
  }

  private void feed(List<KernelCall> fed, int index, Bodies bodies, Loop loop) {
    KernelCall call = fed.get(index);
    for (int i = 0; i < loop.sequences(); i++) {
      Buffer sequence = call.buffers().get(i);
      boolean isPrivate = products.containsKey(sequence)
          && users.get(sequence) == 2
          && !returned.contains(sequence)
          && call.buffers().indexOf(sequence) == call.buffers().lastIndexOf(sequence);
      if (isPrivate) {
        int at = products.get(sequence);
        KernelCall product = calls.get(at);
        fed.set(index, fed(call, bodies, i, product));
        fed.set(at, told(product, call.sizes().get(bodies.room())));
        return;
      }
    }
  }

  /** A product that is told how many steps there are. */
  private static KernelCall told(KernelCall product, Dim steps) {
    List<Dim> sizes = new ArrayList<>(product.sizes());
    sizes.add(steps);
    Set<Dim> signed = new HashSet<>(product.signed());
    signed.remove(steps);
    return new KernelCall(
        product.function(),
        product.buffers(),
        sizes,
        signed,
        product.scalars(),
        product.inPlace(),
        product.label(),
        product.splits());
  }

  private static KernelCall fed(KernelCall call, Bodies bodies, int sequence, KernelCall product) {
    List<Buffer> all = new ArrayList<>(call.buffers());
    List<StepFunction.Buffer> more = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < product.buffers().size(); i++) {
      int position = i == 2 ? sequence : all.size();
      if (i != 2) {
        all.add(product.buffers().get(i));
        more.add(product.function().buffers().get(i));
      }
      positions.add(position);
    }
    List<Dim> sizes = new ArrayList<>(call.sizes());
    sizes.addAll(product.sizes());
    Set<Dim> signed = new HashSet<>(product.signed());
    signed.removeAll(call.sizes());
    Feed feed = new Feed(
        sequence, (Product) product.function(), positions, more, call.sizes().size());
    return new KernelCall(
        bodies.with(feed),
        all,
        sizes,
        signed,
        product.scalars(),
        call.inPlace(),
        call.label(),
        call.splits());
  }

  /** Whether its result is its rows in order, and nothing else that it touches has rows. */
  private static boolean isInRows(Product product, KernelCall call) {
    if (product.batch() != 0 || product.columns() != 1 || product.written().size() != 1) {
      return false;
    }
    List<Dim> sizes = call.sizes();
    int axis = Product.FIRST_AXIS + product.rows() * Product.SIZES_PER_AXIS;
    Dim columns = sizes.get(axis);
    if (!sizes.get(axis + 3).is(1)) {
      return false;
    }
    Dim dense = columns;
    for (int row = product.rows() - 1; row >= 0; row--) {
      axis -= Product.SIZES_PER_AXIS;
      if (!sizes.get(axis + 3).equals(dense)) {
        return false;
      }
      dense = dense.times(sizes.get(axis));
    }
    for (int i = 3; i < call.buffers().size(); i++) {
      Dim elements = call.buffers().get(i).elements();
      if (!elements.is(1) && !elements.equals(columns)) {
        return false;
      }
    }
    return true;
  }
}

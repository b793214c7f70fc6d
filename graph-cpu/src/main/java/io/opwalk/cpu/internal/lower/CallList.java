package io.opwalk.cpu.internal.lower;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.cpu.internal.loop.Epilogue;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.InBlocks;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.lower.ProductLowering.Lowered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of a computation while they are made. A map that is the first to read the result of a
 * product, or of a convolution that is run like one, and reads it element by element, becomes the
 * product's epilogue: the product then runs where the map would have. Where nobody else reads the
 * sums, they are written to the array of what the epilogue makes of them.
 */
final class CallList {
  private final List<Entry> entries = new ArrayList<>();

  /** The products nobody has read so far, by their results. */
  private final Map<Buffer, Open> open = new HashMap<>();

  /** A product that may get an epilogue: where it is, and what its axes are. */
  record Open(int index, KernelCall call, List<Kind> kinds, Shape domain) {}

  /** A call, and what follows it; null where nothing does. */
  private record Entry(KernelCall call, KernelCall after, List<Epilogue.Loop> loops) {
    Set<Buffer> buffers() {
      Set<Buffer> all = new HashSet<>(call.buffers());
      if (after != null) {
        all.addAll(after.buffers());
      }
      return all;
    }
  }

  /** Adds a call. */
  void add(KernelCall call) {
    add(new Entry(call, null, List.of()));
  }

  /** Adds a product, or what is run in blocks like one. */
  void add(Lowered product) {
    add(product.call());
    Shape domain = product.stored();
    if (!product.kinds().isEmpty() && !domain.elements().is(1)) {
      int index = entries.size() - 1;
      Buffer result = product.call().buffers().get(InBlocks.RESULT_BUFFER);
      open.put(result, new Open(index, product.call(), product.kinds(), domain));
    }
  }

  private void add(Entry entry) {
    entries.add(entry);
    open.keySet().removeAll(entry.buffers());
  }

  /** Whether there are products that may get an epilogue. */
  boolean hasOpen() {
    return !open.isEmpty();
  }

  /**
   * The latest product that a map over a domain may follow.
   *
   * @param pointwise what the map reads at the very point and nowhere else
   */
  Optional<Open> find(List<Buffer> pointwise, Shape domain) {
    Open latest = null;
    for (Buffer buffer : pointwise) {
      Open candidate = open.get(buffer);
      if (candidate != null
          && candidate.domain().equals(domain)
          && (latest == null || candidate.index() > latest.index())) {
        latest = candidate;
      }
    }
    return Optional.ofNullable(latest);
  }

  /** Adds a map that follows a product, and takes the product from where it was. */
  void join(Open product, KernelCall map, List<Epilogue.Loop> loops) {
    entries.set(product.index(), null);
    add(new Entry(product.call(), map, loops));
  }

  /**
   * All calls in order.
   *
   * @param returned what the caller reads
   */
  List<KernelCall> finish(Set<Buffer> returned) {
    Map<Buffer, Integer> users = new HashMap<>();
    for (Entry entry : entries) {
      if (entry != null) {
        for (Buffer buffer : entry.buffers()) {
          users.put(buffer, users.getOrDefault(buffer, 0) + 1);
        }
      }
    }
    List<KernelCall> calls = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry != null && entry.after() == null) {
        calls.add(entry.call());
      } else if (entry != null) {
        Buffer sums = entry.call().buffers().get(InBlocks.RESULT_BUFFER);
        boolean isPrivate = users.get(sums) == 1 && !returned.contains(sums);
        calls.add(joined(entry, isPrivate ? sharing(entry.after(), sums, returned) : sums));
      }
    }
    return calls;
  }

  /**
   * What a map writes where it may write over what it has read; that itself if there is nothing. An
   * array that is returned is in no cache before it is written, which tiles would wait for.
   */
  private static Buffer sharing(KernelCall map, Buffer read, Set<Buffer> returned) {
    List<Integer> written = map.function().written();
    for (int i = 0; i < written.size(); i++) {
      Buffer target = map.buffers().get(written.get(i));
      if (!returned.contains(target)
          && map.inPlace().get(i).contains(map.buffers().indexOf(read))) {
        return target;
      }
    }
    return read;
  }

  /**
   * One call of both.
   *
   * @param target where the product writes its sums
   */
  private static KernelCall joined(Entry entry, Buffer target) {
    KernelCall product = entry.call();
    KernelCall map = entry.after();
    List<Buffer> all = new ArrayList<>(product.buffers());
    all.set(InBlocks.RESULT_BUFFER, target);
    List<StepFunction.Buffer> more = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < map.buffers().size(); i++) {
      Buffer buffer = map.buffers().get(i);
      int position = buffer == product.buffers().get(InBlocks.RESULT_BUFFER)
          ? InBlocks.RESULT_BUFFER
          : all.indexOf(buffer);
      if (position < 0) {
        position = all.size();
        all.add(buffer);
        more.add(map.function().buffers().get(i));
      }
      positions.add(position);
    }
    LoopFunction loops = (LoopFunction) map.function();
    InBlocks function =
        ((InBlocks) product.function()).with(new Epilogue(loops, positions, more, entry.loops()));
    List<Dim> sizes = new ArrayList<>(product.sizes());
    sizes.addAll(map.sizes());
    return new KernelCall(
        function,
        all,
        sizes,
        signed(product, map),
        map.scalars(),
        Collections.nCopies(function.written().size(), List.of()),
        product.label() + "; " + map.label(),
        product.splits());
  }

  /** What both give as signed, or one that the other one does not have. */
  private static Set<Dim> signed(KernelCall first, KernelCall second) {
    Set<Dim> signed = new HashSet<>(first.signed());
    signed.addAll(second.signed());
    for (KernelCall call : List.of(first, second)) {
      for (Dim size : call.sizes()) {
        if (!call.signed().contains(size)) {
          signed.remove(size);
        }
      }
    }
    return signed;
  }
}

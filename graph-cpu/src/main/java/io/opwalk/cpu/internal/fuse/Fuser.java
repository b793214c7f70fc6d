package io.opwalk.cpu.internal.fuse;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.DimSize;
import io.opwalk.ops.primitive.Iota;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Groups nodes into kernels, from the outputs back: a map joins the loops of whoever reads it, if
 * all its readers in the nearest group read it element by element. Linear in the graph.
 *
 * <p>Contract: takes a graph of inputs and primitives; every value that a group reads and does not
 * compute is a leaf or is stored by an earlier group.
 */
public final class Fuser {
  /**
   * How much code a group may hold, in {@link CodeWeight}'s measure. An operation takes some 12
   * bytes, and C2 compiles no method of more than 8,000.
   */
  public static final int MAX_WEIGHT = 350;

  /** What an unknown dim is taken for where sizes are compared. */
  private static final long ASSUMED = 64;

  /** The largest rank-0 computation that is done anew in every group that reads it. */
  static final int MAX_INLINED = 24;

  private final IrGraph graph;
  private final DimUnifier dims;
  private final int maxWeight;
  private final Accesses accesses;
  private final CodeWeight weights = new CodeWeight();
  private final Map<IrValue, Integer> inlined = new HashMap<>();
  private final Map<IrValue, List<Use>> uses = new HashMap<>();
  private final List<Cluster> clusters = new ArrayList<>();

  private Fuser(IrGraph graph, DimUnifier dims, int maxWeight) {
    this.graph = graph;
    this.dims = dims;
    this.maxWeight = maxWeight;
    this.accesses = Accesses.of(graph);
  }

  /** One reading of a value: by which cluster, and whether at the very point of its domain. */
  private record Use(Cluster cluster, boolean pointwise) {}

  /**
   * Groups the nodes of a graph.
   *
   * @param maxWeight how much code a group may hold, {@link #MAX_WEIGHT} or less
   */
  public static Fusion fuse(IrGraph graph, DimUnifier dims, int maxWeight) {
    return new Fuser(graph, dims, maxWeight).run();
  }

  private Fusion run() {
    for (IrNode node : graph.nodes()) {
      noteInlined(node);
    }
    Set<IrValue> outputs = new HashSet<>();
    for (IrValue output : graph.outputs()) {
      outputs.add(accesses.get(output).base());
    }
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      IrNode node = graph.nodes().get(i);
      copyIfNeeded(node);
      place(node, outputs);
    }
    return finish(outputs);
  }

  /**
   * Rank-0 maps over leaves and over each other cost less to compute again than to pass along, and
   * so do positions. Such a map reads no element of a larger array that is computed: the group that
   * computes the map may write to that array.
   */
  private void noteInlined(IrNode node) {
    if (node.op() instanceof Iota) {
      inlined.put(node.output(), 1);
      return;
    }
    if (Role.of(node) != Role.MAP || !isOfOne(node.output().shape())) {
      return;
    }
    int weight = weights.of(node);
    for (IrValue input : read(node)) {
      IrValue base = accesses.get(input).base();
      if (inlined.containsKey(base)) {
        weight += inlined.get(base);
      } else if (Role.of(base.node()) == Role.MAP
          || Role.of(base.node()) != Role.LEAF && !isOfOne(base.shape())) {
        return;
      }
    }
    if (weight <= MAX_INLINED) {
      inlined.put(node.output(), weight);
    }
  }

  private static boolean isOfOne(Shape shape) {
    boolean isOfOne = true;
    for (Dim dim : shape.dims()) {
      isOfOne &= dim.is(1);
    }
    return isOfOne;
  }

  /** The inputs whose values a node reads: a size and positions read none. */
  private static List<IrValue> read(IrNode node) {
    return node.op() instanceof DimSize || node.op() instanceof Iota ? List.of() : node.inputs();
  }

  private void copyIfNeeded(IrNode node) {
    for (IrValue value : node.outputs()) {
      if (accesses.copied().contains(value)) {
        Cluster cluster = open(dims.find(value.shape()), height(value));
        cluster.store(value);
        use(cluster, accesses.get(value).base(), false);
        for (IrValue other : accesses.awaited(value)) {
          use(cluster, other, false);
        }
      }
    }
  }

  private void place(IrNode node, Set<IrValue> outputs) {
    boolean isNeeded = false;
    int height = 0;
    for (IrValue value : node.outputs()) {
      isNeeded |= outputs.contains(value) || uses.containsKey(value);
      height = Math.max(height, height(value));
    }
    if (!isNeeded) {
      return;
    }
    IrValue output = node.output();
    switch (Role.of(node)) {
      case LEAF, VIEW -> {}
      case NEST, ROUTINE -> {
        Cluster cluster = open(dims.find(output.shape()), height);
        cluster.setSingle(node);
        useInputs(cluster, node);
      }
      case REDUCTION -> {
        Cluster cluster = open(dims.find(node.input(0).shape()), height);
        cluster.addReduction(node, weights.of(node));
        useInputs(cluster, node);
      }
      case MAP -> placeMap(node, outputs.contains(output));
    }
  }

  private void placeMap(IrNode node, boolean isOutput) {
    IrValue output = node.output();
    boolean isInlined = inlined.containsKey(output);
    if (isInlined) {
      useInputsOfInlined(node);
      if (!isOutput && !isReadBySingle(output)) {
        return;
      }
    }
    Shape domain = dims.find(output.shape());
    int weight = weights.of(node);
    Optional<Cluster> joined = isInlined ? Optional.empty() : joinable(output, domain, weight);
    Cluster cluster = joined.isPresent() ? joined.get() : open(domain, height(output));
    cluster.addMap(node, weight);
    boolean readElsewhere = false;
    for (Use use : usesOf(output)) {
      readElsewhere |= use.cluster().root() != cluster;
    }
    if (isOutput || readElsewhere) {
      cluster.store(output);
    }
    useInputs(cluster, node);
  }

  /**
   * Whoever reads an inlined value computes it, and so reads what it reads; a node with loops of
   * its own does not.
   */
  private void useInputsOfInlined(IrNode node) {
    for (Use use : usesOf(node.output())) {
      if (!use.cluster().root().isSingle()) {
        useInputs(use.cluster().root(), node);
      }
    }
  }

  private List<Use> usesOf(IrValue value) {
    return uses.getOrDefault(value, List.of());
  }

  private boolean isReadBySingle(IrValue value) {
    boolean isRead = false;
    for (Use use : usesOf(value)) {
      isRead |= use.cluster().root().isSingle();
    }
    return isRead;
  }

  /** The cluster that a map can join: the highest of its readers, if one loop nest serves both. */
  private Optional<Cluster> joinable(IrValue value, Shape domain, int weight) {
    List<Use> readers = usesOf(value);
    int top = height(value) - 1;
    Cluster joined = null;
    for (Use use : readers) {
      Cluster reader = use.cluster().root();
      if (reader.height() < top || reader == joined && use.pointwise()) {
        continue;
      }
      boolean fits = use.pointwise()
          && !reader.isSingle()
          && reader.domain().equals(domain)
          && reader.weight() + weight <= maxWeight;
      if (!fits) {
        return Optional.empty();
      }
      if (joined == null) {
        joined = reader;
      } else if (joined.canMerge(reader, maxWeight - weight)) {
        joined.merge(reader);
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(joined);
  }

  private int height(IrValue value) {
    int height = 0;
    for (Use use : usesOf(value)) {
      height = Math.max(height, 1 + use.cluster().root().height());
    }
    return height;
  }

  private Cluster open(Shape domain, int height) {
    Cluster cluster = new Cluster(domain, height);
    clusters.add(cluster);
    return cluster;
  }

  private void useInputs(Cluster cluster, IrNode node) {
    for (IrValue input : read(node)) {
      IrValue base = accesses.of(node, input).base();
      boolean pointwise =
          base == input && !cluster.isSingle() && dims.find(input.shape()).equals(cluster.domain());
      use(cluster, base, pointwise);
      for (IrValue other : accesses.awaited(input)) {
        use(cluster, other, false);
      }
    }
  }

  private void use(Cluster cluster, IrValue base, boolean pointwise) {
    List<Use> known = uses.get(base);
    if (known == null) {
      known = new ArrayList<>(2);
      uses.put(base, known);
    }
    Use use = new Use(cluster, pointwise);
    // A long run of readings by one group, such as a sum of many terms, is one reading.
    if (known.isEmpty() || !known.get(known.size() - 1).equals(use)) {
      known.add(use);
    }
  }

  private Fusion finish(Set<IrValue> outputs) {
    Map<IrNode, Integer> position = new HashMap<>();
    for (IrNode node : graph.nodes()) {
      position.put(node, position.size());
    }
    Comparator<IrNode> order = (a, b) -> Integer.compare(position.get(a), position.get(b));
    Map<IrValue, Set<Cluster>> readers = new HashMap<>();
    for (Map.Entry<IrValue, List<Use>> known : uses.entrySet()) {
      Set<Cluster> roots = new LinkedHashSet<>();
      for (Use use : known.getValue()) {
        roots.add(use.cluster().root());
      }
      readers.put(known.getKey(), roots);
    }
    List<Cluster> roots = new ArrayList<>();
    for (Cluster cluster : clusters) {
      if (cluster.root() == cluster) {
        roots.add(cluster);
      }
    }
    roots.sort((a, b) -> Integer.compare(b.height(), a.height()));
    List<Group> groups = new ArrayList<>();
    for (Cluster cluster : Schedule.of(roots, readers, outputs, this::size)) {
      groups.add(cluster.finish(order));
    }
    return new Fusion(groups, accesses.all(), inlined.keySet(), accesses.gathered());
  }

  /** About how large a value is: what is not known counts as a few dozen. */
  private long size(IrValue value) {
    try {
      Dim elements = dims.find(value.shape()).elements();
      return elements.isFixed()
          ? elements.fixedSize().getAsLong()
          : elements.evaluate(symbol -> ASSUMED);
    } catch (ArithmeticException beyondCounting) {
      return Integer.MAX_VALUE;
    }
  }
}

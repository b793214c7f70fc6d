package io.opwalk.cpu.internal.plan;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.cpu.internal.fixture.RandomKernels;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.lower.KernelCall;
import io.opwalk.cpu.internal.lower.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs random kernels in two ways: every buffer in an array of its own, or as a plan says. */
final class Execution {
  private final RandomKernels source;
  private final int n;
  private final int m;

  Execution(RandomKernels source, int n, int m) {
    this.source = source;
    this.n = n;
    this.m = m;
  }

  /** The outputs where no two buffers share an array. */
  List<NDArray> direct() {
    Map<Buffer, Object> arrays = new HashMap<>();
    for (KernelCall call : source.kernels().calls()) {
      Object[] arguments = call.buffers().stream()
          .map(buffer -> arrays.computeIfAbsent(buffer, this::array))
          .toArray();
      run(call, arguments);
    }
    List<NDArray> outputs = new ArrayList<>();
    for (Kernels.Output output : source.kernels().outputs()) {
      Buffer buffer = output.buffer();
      outputs.add(exact(arrays.computeIfAbsent(buffer, this::array), size(buffer.elements())));
    }
    return outputs;
  }

  /** The outputs where every buffer is where the plan says. */
  List<NDArray> planned(Plan plan) {
    Map<Place, Object> arrays = new HashMap<>();
    for (int i = 0; i < plan.fed().size(); i++) {
      int input = source.inputs().indexOf(plan.fed().get(i));
      arrays.put(new Place(Place.Kind.FED, i), source.input(input, n, m, 0).backing());
    }
    for (int i = 0; i < plan.parameters().size(); i++) {
      arrays.put(
          new Place(Place.Kind.PARAMETER, i), plan.parameters().get(i).value().backing());
    }
    for (int i = 0; i < plan.constants().size(); i++) {
      arrays.put(new Place(Place.Kind.CONSTANT, i), plan.constants().get(i).backing());
    }
    allocate(Place.Kind.SLOT, plan.slots(), arrays);
    allocate(Place.Kind.RESULT, plan.results(), arrays);
    for (Plan.Step step : plan.steps()) {
      run(step.call(), step.places().stream().map(arrays::get).toArray());
    }
    return plan.outputs().stream()
        .map(output -> exact(arrays.get(output.place()), size(output.shape().elements())))
        .toList();
  }

  private void allocate(Place.Kind kind, List<Slot> slots, Map<Place, Object> arrays) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      arrays.put(new Place(kind, i), zeros(slot.dtype(), size(slot.elements())));
    }
  }

  private void run(KernelCall call, Object[] arguments) {
    int[] sizes = call.sizes().stream().mapToInt(this::size).toArray();
    long[] scalars = call.scalars().stream().mapToLong(Long::longValue).toArray();
    source.code(call.function()).run(arguments, sizes, scalars);
  }

  private Object array(Buffer buffer) {
    if (buffer.source() instanceof Buffer.Source.Fed fed) {
      return source.input(source.inputs().indexOf(fed.tensor()), n, m, 0).backing();
    }
    if (buffer.source() instanceof Buffer.Source.Stored stored) {
      return stored.slot().value().backing();
    }
    if (buffer.source() instanceof Buffer.Source.Known known) {
      return known.value().backing();
    }
    return zeros(buffer.dtype(), size(buffer.elements()));
  }

  private static Object zeros(DType dtype, int size) {
    return dtype == DType.INT64 ? new long[size] : new int[size];
  }

  private static NDArray exact(Object array, int size) {
    return array instanceof long[] longs
        ? NDArray.of(Arrays.copyOf(longs, size))
        : NDArray.of(Arrays.copyOf((int[]) array, size));
  }

  private int size(Dim dim) {
    return Math.toIntExact(dim.evaluate(symbol -> symbol.name().equals("n") ? n : m));
  }
}

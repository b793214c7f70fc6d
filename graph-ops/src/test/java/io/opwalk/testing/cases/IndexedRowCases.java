package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Scatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows picked and combined by number, as primitives. */
final class IndexedRowCases {
  /** All operands have 7 rows; some indices count from the end, and many are the same. */
  static final Operand INDICES =
      Operand.of(Values.between(-7, 6)).withoutSpecial().always(DType.INT64);

  private static final String[] SIZES = {
    "(2,7,3) (2,4) (2,4,3)",
    "(1,7,64) (1,13) (1,13,64)",
    "(3,7,1) (3,207) (3,207,1)",
    "(0,7,3) (0,4) (0,4,3)",
    "(2,7,0) (2,4) (2,4,0)",
    "(2,7,3) (2,0) (2,0,3)"
  };

  private IndexedRowCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.add(gather("gather rows", INDICES));
    rows.add(gather("gather rows by int32", INDICES.always(DType.INT32)));
    for (Scatter.Kind kind : Scatter.Kind.values()) {
      rows.add(scatter(kind));
    }
    return rows;
  }

  private static OpCase gather(String name, Operand indices) {
    return OpCase.named(name)
        .operands(Operand.any(), indices)
        .dtypes(DTypes.ALL)
        .sizes(
            "(2,7,3) (2,4)",
            "(1,7,64) (1,13)",
            "(3,7,1) (3,207)",
            "(0,7,3) (0,4)",
            "(2,7,0) (2,4)",
            "(2,7,3) (2,0)",
            "(1,7,1) (1,1)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Apply.of(new Gather(), in).output())
        .oracle(ArrayOracle.of(in -> Grid.gather(
            in.get(0),
            List.of(in.get(0).dim(0), in.get(1).dim(1), in.get(0).dim(2)),
            index ->
                List.of(index.get(0), row(in.get(1), index.get(0), index.get(1)), index.get(2)))))
        .row();
  }

  private static int row(NDArray indices, int batch, int i) {
    Object index = Elements.list(indices).get(batch * indices.dim(1) + i);
    return Math.floorMod((Long) index, 7);
  }

  private static OpCase scatter(Scatter.Kind kind) {
    // Near 1, so that many factors neither overflow nor vanish.
    Operand operand = kind == Scatter.Kind.MUL
        ? Operand.of(Values.awayFromZero(0.9, 1.1)).smoothOn(Values.awayFromZero(0.9, 1.1))
        : Operand.any();
    return OpCase.named("scatter rows " + kind.name().toLowerCase(Locale.ROOT))
        .operands(operand, INDICES, operand)
        .dtypes(kind == Scatter.Kind.UPDATE ? DTypes.ALL : DTypes.NUMERIC)
        .sizes(SIZES)
        .tolerance(Tolerance.EXACT)
        .build(in -> {
          List<Tensor> inputs = List.of(in.get(0), in.get(1), in.get(2));
          return Apply.of(new Scatter(kind), inputs).output();
        })
        .oracle(ArrayOracle.of(in -> scattered(kind, in)))
        .row();
  }

  private static NDArray scattered(Scatter.Kind kind, List<NDArray> in) {
    List<Object> result = new ArrayList<>(Elements.list(in.get(0)));
    List<Object> updates = Elements.list(in.get(2));
    for (List<Integer> index : Grid.indices(in.get(2).shape())) {
      int row = row(in.get(1), index.get(0), index.get(1));
      int target =
          Grid.offset(List.of(index.get(0), row, index.get(2)), in.get(0).shape());
      Object update = updates.get(Grid.offset(index, in.get(2).shape()));
      result.set(target, combined(kind, in.get(0).dtype(), result.get(target), update));
    }
    return Elements.array(in.get(0).dtype(), in.get(0).shape(), result);
  }

  /** Java's arithmetic in the dtype itself: one rounding per update is the definition. */
  static Object combined(Scatter.Kind kind, DType dtype, Object a, Object b) {
    if (kind == Scatter.Kind.UPDATE) {
      return b;
    }
    if (a instanceof Long x) {
      long y = (Long) b;
      long exact = switch (kind) {
        case ADD -> x + y;
        case MUL -> x * y;
        case MIN -> Math.min(x, y);
        default -> Math.max(x, y);
      };
      return dtype == DType.INT32 ? (long) (int) exact : exact;
    }
    double x = (Double) a;
    double y = (Double) b;
    if (dtype == DType.FLOAT32) {
      float f = (float) x;
      float g = (float) y;
      return (double)
          switch (kind) {
            case ADD -> f + g;
            case MUL -> f * g;
            case MIN -> Math.min(f, g);
            default -> Math.max(f, g);
          };
    }
    return switch (kind) {
      case ADD -> x + y;
      case MUL -> x * y;
      case MIN -> Math.min(x, y);
      default -> Math.max(x, y);
    };
  }
}

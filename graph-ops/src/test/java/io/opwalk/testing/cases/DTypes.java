package io.opwalk.testing.cases;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;

import io.opwalk.DType;
import java.util.List;

/** The sets of dtypes that rows are written for. */
public final class DTypes {
  /** The floating ones. */
  public static final List<DType> FLOATING = List.of(FLOAT64, FLOAT32);

  /** The integer ones. */
  public static final List<DType> INTEGER = List.of(INT64, INT32);

  /** All but BOOL. */
  public static final List<DType> NUMERIC = List.of(FLOAT64, FLOAT32, INT64, INT32);

  /** BOOL alone. */
  public static final List<DType> LOGICAL = List.of(BOOL);

  /** All five. */
  public static final List<DType> ALL = List.of(FLOAT64, FLOAT32, INT64, INT32, BOOL);

  private DTypes() {}
}

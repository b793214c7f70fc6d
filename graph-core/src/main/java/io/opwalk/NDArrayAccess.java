package io.opwalk;

/** What an array must be for a method to have an answer, and what is said when it is not. */
final class NDArrayAccess {
  private NDArrayAccess() {}

  static void requireNumeric(NDArray array, String method) {
    if (!array.dtype().isNumeric()) {
      throw wrongDtype(array, method, "a numeric dtype", DType.FLOAT64);
    }
  }

  static void requireInteger(NDArray array, String method) {
    if (!array.dtype().isInteger()) {
      throw wrongDtype(array, method, "int64 or int32", DType.INT64);
    }
  }

  /** The flat array as {@code arrayType}, which must be the one of its dtype. */
  static <T> T exact(NDArray array, String method, Class<T> arrayType) {
    Object flat = array.backing();
    if (!arrayType.isInstance(flat)) {
      DType needed = DType.ofComponentType(arrayType.getComponentType()).orElseThrow();
      throw wrongDtype(array, method, needed.toString(), needed);
    }
    return arrayType.cast(flat);
  }

  /** The offset of the only element. */
  static int onlyOffset(NDArray array, String method) {
    if (array.size() != 1) {
      throw new IllegalStateException(
          method + " needs exactly one element, but the array is " + array.describe());
    }
    return 0;
  }

  private static IllegalStateException wrongDtype(
      NDArray array, String method, String needed, DType castTo) {
    return new IllegalStateException(method
        + " needs "
        + needed
        + ", but the array is "
        + array.describe()
        + "; convert it with cast("
        + castTo.name()
        + ")");
  }
}

package io.opwalk.ir;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Which types may stand for one another between passes. */
final class IrTypes {
  private IrTypes() {}

  /**
   * Whether a value of type {@code after} may stand where one of type {@code before} stood: the
   * dtypes and ranks are equal, and the sizes are, but that an anonymous size may turn into any
   * other, or the other way round. Which of two anonymous sizes a type shows, where both must turn
   * out equal at run time, depends on the order of the operands.
   */
  static boolean compatible(TensorType before, TensorType after) {
    return before.dtype() == after.dtype() && compatible(before.shape(), after.shape());
  }

  private static boolean compatible(Shape before, Shape after) {
    if (before.rank() != after.rank()) {
      return false;
    }
    for (int axis = 0; axis < before.rank(); axis++) {
      Dim a = before.dim(axis);
      Dim b = after.dim(axis);
      if (!a.equals(b) && !hasAnonymous(a) && !hasAnonymous(b)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAnonymous(Dim dim) {
    return dim.symbols().stream().anyMatch(symbol -> !symbol.isNamed());
  }

  /** Whether a type rule asked twice gave the same answer, but for fresh anonymous sizes. */
  static boolean sameStructure(List<TensorType> first, List<TensorType> second) {
    boolean same = first.size() == second.size();
    for (int i = 0; same && i < first.size(); i++) {
      same = first.get(i).dtype() == second.get(i).dtype()
          && first.get(i).shape().sameStructure(second.get(i).shape());
    }
    return same;
  }

  static List<TensorType> of(List<IrValue> values) {
    List<TensorType> types = new ArrayList<>(values.size());
    for (IrValue value : values) {
      types.add(value.type());
    }
    return types;
  }
}

package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of an array, repeated along axes that it lacks or has once; Keras's Constant of an
 * array, as tables of word vectors begin. Needs no seed.
 *
 * @param value of float64
 */
record GivenArray(NDArray value) implements Initializer {
  GivenArray {
    value = value.cast(DType.FLOAT64);
  }

  /** From nested lists of numbers, all of one length at each depth. */
  static GivenArray read(ConfigReader in, String key, List<?> nested) {
    List<Integer> shape = new ArrayList<>();
    Object first = nested;
    while (first instanceof List<?> list) {
      shape.add(list.size());
      first = list.isEmpty() ? null : list.get(0);
    }
    List<Double> values = new ArrayList<>();
    flatten(nested, shape, 0, values, in, key);
    double[] flat = values.stream().mapToDouble(Double::doubleValue).toArray();
    return new GivenArray(NDArray.of(shape, flat));
  }

  private static void flatten(
      Object value,
      List<Integer> shape,
      int depth,
      List<Double> into,
      ConfigReader in,
      String key) {
    if (depth == shape.size() && value instanceof Number number) {
      into.add(number.doubleValue());
    } else if (depth < shape.size()
        && value instanceof List<?> list
        && list.size() == shape.get(depth)) {
      list.forEach(element -> flatten(element, shape, depth + 1, into, in, key));
    } else {
      throw in.wrong(key, "must be a number, or lists of numbers as long as each other", value);
    }
  }

  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    Tensor values = Tensors.constant(value.cast(dtype));
    long[] sizes = shape.stream().mapToLong(Integer::longValue).toArray();
    try {
      return Shapes.broadcastTo(values, Shape.shape(sizes)).evaluate();
    } catch (TypeException refused) {
      throw new IllegalArgumentException(
          "values of shape " + value.shape() + " make no weight of shape " + shape, refused);
    }
  }

  @Override
  public String className() {
    return "Constant";
  }

  @Override
  public Config config() {
    return Config.builder().put("value", nested(value)).build();
  }

  private static Object nested(NDArray array) {
    double[] flat = array.toDoubles();
    return nested(array.shape(), 0, flat, new int[1]);
  }

  private static Object nested(List<Integer> shape, int depth, double[] flat, int[] next) {
    if (depth == shape.size()) {
      return flat[next[0]++];
    }
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < shape.get(depth); i++) {
      elements.add(nested(shape, depth + 1, flat, next));
    }
    return elements;
  }
}

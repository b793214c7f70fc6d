package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Numbers of which no two are near each other, in random order: where order has a derivative. */
record ApartValues() implements Values {
  @Override
  public Object draw(DType dtype, SplittableRandom random) {
    return random.nextDouble(-2, 2);
  }

  @Override
  public NDArray array(DType dtype, List<Integer> shape, SplittableRandom random) {
    ArrayFill fill = new ArrayFill(dtype, shape);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < fill.size(); i++) {
      numbers.add(0.125 * (i - fill.size() / 2) + random.nextDouble(0, 0.05));
    }
    Collections.shuffle(numbers, new Random(random.nextLong()));
    for (int i = 0; i < fill.size(); i++) {
      fill.set(i, numbers.get(i));
    }
    return fill.done();
  }
}

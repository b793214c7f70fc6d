package io.opwalk.examples;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import org.junit.jupiter.api.Test;

final class CreationSiteTest {
  @Test
  void examplesAreUsersToo() {
    Tensor x = TestOps.input("x", FLOAT64, shape(3));
    assertEquals(
        CreationSiteTest.class.getName(), x.owner().site().orElseThrow().className());
  }
}

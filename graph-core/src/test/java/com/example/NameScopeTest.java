package com.example;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameScopeTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));

  @Test
  void joinsNamesWithSlashes() {
    NameScope scope = NameScope.of("block4").child("conv1");
    assertEquals("block4/conv1", scope.path());
    assertEquals(
        "block4/conv1/BiasAdd", scope.name("BiasAdd", TestOps.add(x, x)).name());
    assertEquals("x", NameScope.root().join("x"));
    assertEquals(NameScope.of("a/b"), NameScope.of("a").child("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "a/", "a//b", "/"})
  void refusesEmptyNamesWithinAPath(String path) {
    assertThrows(IllegalArgumentException.class, () -> NameScope.of(path));
  }

  @Test
  void aNamedPlaceholderKeepsItsName() {
    assertSame(x, NameScope.of("dropout").name("output", x));
    Tensor unnamed = TestOps.input("", FLOAT64, shape(3));
    assertEquals("in/x", NameScope.of("in").name("x", unnamed).name());
  }

  @Test
  void findsAScopeThatNoAncestorUses() {
    assertEquals("dense", NameScope.unused("dense", x).path());
    Tensor first = TestOps.unary("f", x).named("dense/f");
    assertEquals("dense_1", NameScope.unused("dense", first).path());
    Tensor third = TestOps.unary("f", TestOps.unary("f", first).named("dense_1/f"));
    assertEquals("dense_2", NameScope.unused("dense", third).path());
    assertEquals("dense_3", NameScope.unused("dense", third.named("dense_2")).path());
    assertEquals("dens", NameScope.unused("dens", third).path());
    assertEquals("x_1", NameScope.unused("x", third).path());
  }

  @Test
  void findsAScopeWithinAScope() {
    Tensor first = TestOps.unary("f", x).named("block/dense/f/g");
    assertEquals("block/dense_1", NameScope.unused("block/dense", first).path());
    assertEquals("block/conv", NameScope.unused("block/conv", first).path());
    assertEquals("block_1", NameScope.unused("block", first).path());
  }

  @Test
  void looksThroughLongChains() {
    Tensor top = TestOps.chain(x, 100_000);
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertEquals("dense", NameScope.unused("dense", top).path()));
  }
}

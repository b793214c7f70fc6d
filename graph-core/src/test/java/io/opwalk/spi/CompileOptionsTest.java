package io.opwalk.spi;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Tensor;
import io.opwalk.testing.RecordingBackend;
import io.opwalk.testing.TestOps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompileOptionsTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(3));
  private final Tensor w = TestOps.input("w", FLOAT64, shape(3));

  @Test
  void theDefaultsSwitchNothingOff() {
    CompileOptions options = CompileOptions.defaults();
    assertEquals(Set.of(), options.enabledRules());
    assertEquals(Set.of(), options.disabledRules());
    assertEquals(Set.of(), options.disabledPhases());
    assertEquals(List.of(), options.feeding());
    assertSame(CompileListener.NONE, options.listener());
    assertEquals(Optional.empty(), options.backend());
  }

  @Test
  void holdsWhatWasSet() {
    CompileListener listener = new CompileListener() {};
    RecordingBackend backend = new RecordingBackend();
    CompileOptions options = CompileOptions.builder()
        .with("0 * x -> 0")
        .without("x + 0 -> x")
        .without("x * 1 -> x")
        .withoutPhase("fuse")
        .feeding(w, x)
        .feeding(List.of(x))
        .listener(listener)
        .backend(backend)
        .build();
    assertEquals(Set.of("0 * x -> 0"), options.enabledRules());
    assertEquals(Set.of("x + 0 -> x", "x * 1 -> x"), options.disabledRules());
    assertEquals(Set.of("fuse"), options.disabledPhases());
    assertEquals(List.of(w, x), options.feeding());
    assertSame(listener, options.listener());
    assertSame(backend, options.backend().orElseThrow());
  }

  @Test
  void areNotChangedByTheirBuilder() {
    CompileOptions.Builder builder = CompileOptions.builder().without("a");
    CompileOptions options = builder.build();
    builder.without("b").feeding(x);
    assertEquals(Set.of("a"), options.disabledRules());
    assertEquals(List.of(), options.feeding());
  }

  @Test
  void refuseNulls() {
    CompileOptions.Builder builder = CompileOptions.builder();
    assertThrows(NullPointerException.class, () -> builder.with(null));
    assertThrows(NullPointerException.class, () -> builder.without(null));
    assertThrows(NullPointerException.class, () -> builder.withoutPhase(null));
    assertThrows(NullPointerException.class, () -> builder.feeding(x, null));
    assertThrows(NullPointerException.class, () -> builder.listener(null));
    assertThrows(NullPointerException.class, () -> builder.backend(null));
  }
}

package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DTypeTest {

  @Test
  void printsTheNamesUsersKnow() {
    assertEquals("[float64, float32, int64, int32, bool]", Arrays.toString(DType.values()));
  }

  @Test
  void everyDTypeIsFloatingOrIntegerOrBool() {
    assertEquals(EnumSet.of(DType.FLOAT64, DType.FLOAT32), those(DType::isFloating));
    assertEquals(EnumSet.of(DType.INT64, DType.INT32), those(DType::isInteger));
    assertEquals(EnumSet.complementOf(EnumSet.of(DType.BOOL)), those(DType::isNumeric));
  }

  @Test
  void knowsTheSizeOfAnElement() {
    assertEquals(
        List.of(8, 4, 8, 4, 1),
        Arrays.stream(DType.values()).map(DType::byteSize).toList());
  }

  @Test
  void componentTypesLeadBackToTheirDType() {
    assertEquals(
        List.of(double.class, float.class, long.class, int.class, boolean.class),
        Arrays.stream(DType.values()).map(DType::componentType).toList());
    for (DType dtype : DType.values()) {
      assertEquals(Optional.of(dtype), DType.ofComponentType(dtype.componentType()));
    }
  }

  @Test
  void otherClassesHaveNoDType() {
    for (Class<?> other :
        List.of(byte.class, char.class, void.class, Double.class, double[].class)) {
      assertEquals(Optional.empty(), DType.ofComponentType(other), other.toString());
    }
  }

  private static Set<DType> those(Predicate<DType> predicate) {
    return Arrays.stream(DType.values())
        .filter(predicate)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DType.class)));
  }
}

package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes that were unknown when the graph was built, and turn out not to fit a window. */
class WindowErrorsTest {
  private static final long ANY = Shape.UNKNOWN;

  private static Tensor open(String name, long... dims) {
    return Tensors.placeholder(name, DType.FLOAT64, dims);
  }

  static Stream<Arguments> errors() {
    Tensor x = open("signal", 1, ANY, 2);
    Tensor kernel = open("kernel", ANY, 2, 1);
    Tensor first = open("signal", 1, ANY, 4);
    Tensor filters = open("kernel", ANY, ANY, 1);
    ConvOptions groups = ConvOptions.onnx().groups(2).build();
    Windows windows = new Windows(List.of(0), List.of(3), List.of(1), List.of(2));
    Overlap overlap = new Overlap(windows, List.of(Dim.of(6)));
    Tensor places = open("places", ANY, 3);
    return Stream.of(
        error(Convolutions.conv1d(x, kernel), "axis 2", "2", "3")
            .with(x, 1, 2, 2)
            .with(kernel, 3, 2, 1)
            .arguments(),
        error(Convolutions.conv1d(x, kernel), "is empty", "0")
            .with(x, 1, 2, 2)
            .with(kernel, 0, 2, 1)
            .arguments(),
        error(Pooling.maxPool(x, PoolOptions.size(4).build()), "axis 1", "3", "4")
            .with(x, 1, 3, 2)
            .arguments(),
        error(Convolutions.conv1d(first, filters, groups), "channels", "6", "4")
            .with(first, 1, 6, 4)
            .with(filters, 2, 2, 1)
            .arguments(),
        error(Convolutions.conv1d(first, filters, groups), "filters", "3", "2 groups")
            .with(first, 1, 4, 4)
            .with(filters, 3, 2, 1)
            .arguments(),
        error(Apply.of(windows, open("signal", ANY)).output(), "axis 0", "4")
            .withFirst(4)
            .arguments(),
        error(Apply.of(overlap, places).output(), "windows", "3", "2")
            .with(places, 3, 3)
            .arguments());
  }

  private record Case(Tensor result, Feed feed, List<String> parts) {
    Case with(Tensor input, int... shape) {
      return new Case(result, feed.and(input, NDArray.zeros(DType.FLOAT64, shape)), parts);
    }

    Case withFirst(int... shape) {
      return with(result.owner().inputs(0), shape);
    }

    Arguments arguments() {
      return Arguments.arguments(result, feed, parts);
    }
  }

  private static Case error(Tensor result, String... parts) {
    return new Case(result, Feed.empty(), List.of(parts));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areNamedByBothBackends(Tensor result, Feed feed, List<String> parts) {
    for (Backend backend : List.of(new CpuBackend(), new ReferenceBackend())) {
      RuntimeException thrown =
          assertThrows(RuntimeException.class, () -> result.evaluate(feed, backend));
      for (String part : parts) {
        assertTrue(
            thrown.getMessage().contains(part),
            () -> backend.name() + ": expected '" + part + "' in: " + thrown.getMessage());
      }
      // The reference knows no other operands than those of the expansion.
      String named = backend instanceof CpuBackend
          ? result.owner().inputs(0).toString()
          : result.owner().op().name();
      assertTrue(
          thrown.getMessage().contains(named),
          () -> backend.name() + ": expected " + named + " in: " + thrown.getMessage());
    }
  }
}

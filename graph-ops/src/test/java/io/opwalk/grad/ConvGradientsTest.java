package io.opwalk.grad;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.KernelLayout;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of convolutions and transposed ones against finite differences: every stride from 1
 * to 3, dilation 1 and 2, every number of groups, every padding and layout, over one to three axes.
 */
@Tag("second-tier")
class ConvGradientsTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private static final int CHANNELS = 2;

  /** Elements of each input that are varied: a wrong index shows in nearly all of them. */
  private static final int SAMPLES = 4;

  static Stream<Arguments> forms() {
    List<Arguments> forms = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int dilation = 1; dilation <= 2; dilation++) {
          forms.add(Arguments.of(axes, stride, dilation));
        }
      }
    }
    return forms.stream();
  }

  /** Every combination of groups, padding and layouts. */
  private static List<ConvOptions> options(int stride, int dilation) {
    List<ConvOptions> all = new ArrayList<>();
    WindowPadding uneven = WindowPadding.of(List.of(2), List.of(1));
    for (WindowPadding padding : List.of(
        WindowPadding.VALID,
        WindowPadding.SAME,
        WindowPadding.SAME_LOWER,
        WindowPadding.CAUSAL,
        uneven)) {
      for (int groups = 1; groups <= CHANNELS; groups++) {
        for (DataFormat format : DataFormat.values()) {
          for (KernelLayout layout : KernelLayout.values()) {
            all.add(ConvOptions.builder()
                .strides(stride)
                .dilations(dilation)
                .groups(groups)
                .padding(padding)
                .dataFormat(format)
                .kernelLayout(layout)
                .build());
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void ofConvolutions(int axes, int stride, int dilation) {
    for (ConvOptions options : options(stride, dilation)) {
      // Not always whole strides: some elements are seen by no window.
      Tensor x = input("x", sizes(axes, axes == 3 ? 5 : 6, options.dataFormat()));
      Tensor kernel = input("kernel", kernel(axes, options, CHANNELS / options.groups(), 2));
      Tensor y = switch (axes) {
        case 1 -> Convolutions.conv1d(x, kernel, options);
        case 2 -> Convolutions.conv2d(x, kernel, options);
        default -> Convolutions.conv3d(x, kernel, options);
      };
      check(y, x, kernel);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void ofTransposedConvolutions(int axes, int stride, int dilation) {
    for (ConvOptions options : options(stride, dilation)) {
      if (options.padding().equals(WindowPadding.CAUSAL)) {
        continue;
      }
      Tensor x = input("x", sizes(axes, 3, options.dataFormat()));
      Tensor kernel = input("kernel", kernel(axes, options, 2 / options.groups(), CHANNELS));
      Tensor y = switch (axes) {
        case 1 -> Convolutions.conv1dTranspose(x, kernel, options);
        case 2 -> Convolutions.conv2dTranspose(x, kernel, options, 1);
        default -> Convolutions.conv3dTranspose(x, kernel, options);
      };
      check(y, x, kernel);
    }
  }

  /** The gradients of a gradient, which is made of both convolutions and transposed ones. */
  @ParameterizedTest
  @MethodSource("forms")
  void ofGradients(int axes, int stride, int dilation) {
    if (axes == 3) {
      return;
    }
    for (int groups = 1; groups <= CHANNELS; groups++) {
      ConvOptions options = ConvOptions.builder()
          .strides(stride)
          .dilations(dilation)
          .groups(groups)
          .padding(WindowPadding.SAME)
          .build();
      Tensor x = input("x", sizes(axes, 4, options.dataFormat()));
      Tensor kernel = input("kernel", kernel(axes, options, CHANNELS / groups, 2));
      Tensor y = axes == 1
          ? Convolutions.conv1d(x, kernel, options)
          : Convolutions.conv2d(x, kernel, options);
      Tensor cotangent = input("cotangent", y.shape());
      for (Tensor slope : Gradients.vjp(List.of(y), List.of(cotangent), List.of(x, kernel))) {
        check(slope, x, kernel, cotangent);
      }
    }
  }

  private static void check(Tensor y, Tensor... inputs) {
    Feed feed = Feed.empty();
    for (Tensor input : inputs) {
      feed = feed.and(input, value(input.shape()));
    }
    GradientCheck.Report report =
        GradientCheck.of(y, inputs).withSamples(SAMPLES).on(BACKEND).run(feed);
    assertTrue(report.passed(), () -> y + ": " + report);
  }

  private static Tensor input(String name, Shape shape) {
    return Tensors.placeholder(name, DType.FLOAT64, shape);
  }

  /** Two images of two channels. */
  private static Shape sizes(int axes, int size, DataFormat format) {
    List<Long> dims = new ArrayList<>(Collections.nCopies(axes, (long) size));
    dims.add(format == DataFormat.CHANNELS_LAST ? axes : 0, (long) CHANNELS);
    dims.add(0, axes == 3 ? 1L : 2L);
    return shape(dims);
  }

  /** Windows of two elements along each axis, of three along the last. */
  private static Shape kernel(int axes, ConvOptions options, int inner, int outer) {
    List<Long> dims = new ArrayList<>(Collections.nCopies(axes, 2L));
    dims.set(axes - 1, 3L);
    boolean keras = options.kernelLayout() == KernelLayout.KERAS;
    dims.addAll(
        keras ? axes : 0,
        keras ? List.of((long) inner, (long) outer) : List.of((long) outer, (long) inner));
    return shape(dims);
  }

  private static Shape shape(List<Long> dims) {
    return Shape.shape(dims.stream().mapToLong(Long::longValue).toArray());
  }

  private static NDArray value(Shape shape) {
    List<Integer> sizes = shape.evaluate(symbol -> {
      throw new AssertionError("an unknown size: " + shape);
    });
    SplittableRandom random = new SplittableRandom(sizes.hashCode());
    double[] values =
        random.doubles(sizes.stream().reduce(1, Math::multiplyExact), -2, 2).toArray();
    return NDArray.of(sizes, values);
  }
}

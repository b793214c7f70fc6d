package io.opwalk.oracle;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Patches;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.testing.cases.Tolerance;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONNX's spectra, whose complex numbers are pairs along a last axis: products with cosines. */
final class SpectrumOracle {
  private static final Values ANY = Values.between(-2, 2);

  private static final Tolerance SUMS = Tolerance.ulps(
      16, "sums of up to 12 terms in the order of another algorithm; ulps of 24 are counted");

  private static final Tolerance SLOPES =
      Tolerance.ulps(2, "quotients of small whole numbers; ulps of 1 are counted");

  private SpectrumOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("DFT", SUMS, SpectrumOracle::dft),
        OracleRow.of("STFT", SUMS, SpectrumOracle::stft),
        OracleRow.of("MelWeightMatrix", SLOPES, SpectrumOracle::mel));
  }

  /** Signals [..., time], as real and, perhaps, imaginary parts. */
  private record Signal(Tensor real, Optional<Tensor> imaginary) {
    static Signal of(Tensor pairs) {
      boolean isComplex = pairs.shape().dim(-1).is(2);
      return new Signal(
          Indexing.get(pairs, Range.ellipsis(), Range.at(0)),
          isComplex
              ? Optional.of(Indexing.get(pairs, Range.ellipsis(), Range.at(1)))
              : Optional.empty());
    }

    /** As many frequencies of so many steps, [..., frequencies, 2]. */
    Tensor spectrum(int steps, int frequencies, boolean isInverse) {
      DType dtype = real.dtype();
      int known = Math.toIntExact(real.shape().dim(-1).fixedSize().orElseThrow());
      Tensor turns =
          Linear.outer(Creation.arange(FLOAT64, known), Creation.arange(FLOAT64, frequencies));
      Tensor angles = Arithmetic.multiply(turns, (isInverse ? -2 : 2) * Math.PI / steps);
      Tensor cos = Tensors.cast(Trigonometry.cos(angles), dtype);
      Tensor sin = Tensors.cast(Trigonometry.sin(angles), dtype);
      Tensor even = Linear.matmul(real, cos);
      Tensor odd = Arithmetic.negative(Linear.matmul(real, sin));
      if (imaginary.isPresent()) {
        even = Arithmetic.add(even, Linear.matmul(imaginary.get(), sin));
        odd = Arithmetic.add(odd, Linear.matmul(imaginary.get(), cos));
      }
      Tensor pairs = Joining.stack(List.of(even, odd), -1);
      return isInverse ? Arithmetic.divide(pairs, steps) : pairs;
    }
  }

  private static Configuration dft(Draw draw) {
    DType dtype = draw.pick(FLOAT32, FLOAT64);
    boolean isComplex = draw.flip();
    boolean isInverse = isComplex && draw.flip();
    boolean isOneSided = !isComplex && draw.flip();
    List<Integer> shape = new ArrayList<>();
    int rank = draw.between(3, 4);
    for (int axis = 0; axis < rank - 1; axis++) {
      shape.add(draw.between(1, 6));
    }
    shape.add(isComplex ? 2 : 1);
    int axis = draw.between(1, rank - 2);
    int length = shape.get(axis);
    int steps = draw.flip() ? length : draw.between(1, 12);
    int frequencies = isOneSided ? steps / 2 + 1 : steps;
    return Configuration.of(draw.array(dtype, shape, ANY))
        .known(NDArray.scalar((long) steps))
        .known(NDArray.scalar((long) (draw.flip() ? axis : axis - rank)))
        .attribute("inverse", isInverse)
        .attribute("onesided", isOneSided)
        .scale(24)
        .gives(in -> {
          Tensor last = Rearranging.moveAxis(in.get(0), axis, rank - 2);
          // Longer signals are cut; what shorter ones lack is zero, and adds nothing.
          Tensor cut =
              Indexing.get(last, Range.ellipsis(), Range.to(Math.min(steps, length)), Range.all());
          Tensor spectrum = Signal.of(cut).spectrum(steps, frequencies, isInverse);
          return Rearranging.moveAxis(spectrum, rank - 2, axis);
        });
  }

  private static Configuration stft(Draw draw) {
    DType dtype = draw.pick(FLOAT32, FLOAT64);
    int frame = draw.between(2, 8);
    int step = draw.between(1, 4);
    int length = frame + draw.between(0, 9);
    boolean isOneSided = draw.flip();
    NDArray signal = draw.array(dtype, List.of(draw.between(1, 3), length, 1), ANY);
    NDArray window = draw.array(dtype, List.of(frame), Values.between(0, 1));
    return Configuration.of(signal)
        .known(NDArray.scalar((long) step))
        .shared(window)
        .known(NDArray.scalar((long) frame))
        .attribute("onesided", isOneSided)
        .scale(24)
        .gives(in -> {
          Tensor real = Indexing.get(in.get(0), Range.ellipsis(), Range.at(0));
          Tensor frames =
              Patches.windows(real, List.of(1), List.of(frame), List.of(step), List.of(1));
          return new Signal(Arithmetic.multiply(frames, in.get(1)), Optional.empty())
              .spectrum(frame, isOneSided ? frame / 2 + 1 : frame, false);
        });
  }

  /** Triangles over the bins of a spectrum, their corners at equal distances on the mel scale. */
  private static Configuration mel(Draw draw) {
    int count = draw.between(1, 8);
    int steps = draw.pick(16, 32, 64);
    int rate = draw.pick(8000, 16000, 44100);
    double low = draw.between(0, 100);
    double high = draw.between(2000, rate / 2);
    return Configuration.of()
        .known(NDArray.scalar((long) count))
        .known(NDArray.scalar((long) steps))
        .known(NDArray.scalar((long) rate))
        .known(NDArray.scalar((float) low))
        .known(NDArray.scalar((float) high))
        .attribute("output_datatype", OnnxModel.dataType(FLOAT32).getNumber())
        .scale(1)
        .gives(in -> {
          double first = mels(low);
          double stride = (mels(high) - first) / (count + 2);
          Tensor at = Arithmetic.add(
              Arithmetic.multiply(Creation.arange(FLOAT64, count + 2), stride), first);
          Tensor hertz = Arithmetic.multiply(
              Arithmetic.subtract(Exponents.exp(Arithmetic.multiply(at, Math.log(10) / 2595)), 1),
              700);
          Tensor corners =
              Arithmetic.floor(Arithmetic.divide(Arithmetic.multiply(hertz, steps + 1), rate));
          Tensor lower = Indexing.get(corners, Range.to(count));
          Tensor centre = Indexing.get(corners, Range.of(1, count + 1));
          Tensor upper = Indexing.get(corners, Range.from(2));
          Tensor bin = Shapes.expandDims(Creation.arange(FLOAT64, steps / 2 + 1), 1);
          Tensor rise = slope(Arithmetic.subtract(bin, lower), Arithmetic.subtract(centre, lower));
          Tensor fall = slope(Arithmetic.subtract(upper, bin), Arithmetic.subtract(upper, centre));
          Tensor isRising = Logic.logicalOr(
              Logic.less(bin, centre),
              Logic.logicalAnd(Logic.equal(bin, centre), Logic.equal(upper, centre)));
          Tensor both = Logic.where(isRising, rise, fall);
          return Tensors.cast(Arithmetic.maximum(both, 0), FLOAT32);
        });
  }

  private static double mels(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  /** The quotient; where nothing is divided by nothing, 1. */
  private static Tensor slope(Tensor part, Tensor whole) {
    Tensor isPoint = Logic.equal(whole, 0);
    Tensor isThere = Tensors.cast(Logic.equal(part, 0), FLOAT64);
    return Logic.where(isPoint, isThere, Arithmetic.divide(part, Logic.where(isPoint, 1, whole)));
  }
}

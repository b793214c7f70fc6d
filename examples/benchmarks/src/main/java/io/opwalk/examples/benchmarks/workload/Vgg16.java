package io.opwalk.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A forward pass of VGG16 (Simonyan and Zisserman, 2014, configuration D), batch 1, to the
 * probabilities of the classes. The paper's has a side of 224, a divisor of 1 and 1000 classes.
 *
 * @param side the height and the width of the image, divisible by 32
 * @param divisor what the number of channels and of hidden features is divided by
 * @param classes the number of classes
 */
public record Vgg16(int side, int divisor, int classes) implements Problem {
  private static final int POOL = 0;
  private static final List<Integer> LAYERS = List.of(
      64, 64, POOL, 128, 128, POOL, 256, 256, 256, POOL, 512, 512, 512, POOL, 512, 512, 512, POOL);
  private static final int HIDDEN = 4096;

  /**
   * A convolution, and whether a pooling of 2x2 follows it.
   *
   * @param in the channels that go in
   * @param out the channels that come out
   * @param pooled whether it is pooled
   */
  public record Stage(int in, int out, boolean pooled) {}

  /** The convolutions, each of 3x3 with a padding of one, with bias and relu. */
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    int in = 3;
    for (int i = 0; i < LAYERS.size(); i++) {
      if (LAYERS.get(i) != POOL) {
        int out = LAYERS.get(i) / divisor;
        stages.add(new Stage(in, out, LAYERS.get(i + 1) == POOL));
        in = out;
      }
    }
    return stages;
  }

  /** The widths of the dense layers, with what goes into the first; all but the last have relu. */
  public List<Integer> widths() {
    int last = stages().get(stages().size() - 1).out();
    return List.of(last * pooledSide() * pooledSide(), HIDDEN / divisor, HIDDEN / divisor, classes);
  }

  /** The side of what goes into the first dense layer. */
  public int pooledSide() {
    return side / 32;
  }

  /** The image, [1, 3, side, side]. */
  public JavaArray input(Precision precision) {
    return Values.uniform(precision, 1, 1, 1, 3, side, side);
  }

  /** The kernel of a convolution, [out, in, 3, 3]. */
  public JavaArray convKernel(int stage, Precision precision) {
    Stage s = stages().get(stage);
    // Twice Glorot's variance, which keeps the size of the activations under relu.
    return Values.uniform(
        precision, 100 + stage, Math.sqrt(6.0 / (9 * s.in())), s.out(), s.in(), 3, 3);
  }

  /** The bias of a convolution, [out]. */
  public JavaArray convBias(int stage, Precision precision) {
    return Values.uniform(precision, 200 + stage, 0.1, stages().get(stage).out());
  }

  /** The kernel of a dense layer, [in, out]; the inputs of the first are ordered channels first. */
  public JavaArray denseKernel(int layer, Precision precision) {
    int in = widths().get(layer);
    int out = widths().get(layer + 1);
    return Values.glorot(precision, 300 + layer, in, out, in, out);
  }

  /** The bias of a dense layer, [out]. */
  public JavaArray denseBias(int layer, Precision precision) {
    return Values.uniform(precision, 400 + layer, 0.1, widths().get(layer + 1));
  }

  /** Sixteen layers of rounding, and transforms of Winograd's kind in some engines. */
  @Override
  public double tolerance(Precision precision) {
    return precision == Precision.F64 ? 1e-9 : 2e-3;
  }
}

package io.opwalk.cpu;

import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Convolutions.conv2d;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Probability.logSoftmax;
import static io.opwalk.ops.Reductions.max;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Reductions.variance;
import static io.opwalk.ops.Shapes.flatten;
import static io.opwalk.ops.Trigonometry.tanh;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.run.Parts;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.nn.loss.CategoricalCrossentropy;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Computes what {@link SameBitsTest} compares: elementwise code, reductions, products and
 * Winograd's convolutions, and the losses and weights of a small convolutional network in training,
 * channels last, where its convolutions are Winograd's as well.
 */
final class SameBits {
  private static final ConvOptions SAME =
      ConvOptions.builder().padding(WindowPadding.SAME).build();
  private static final PoolOptions HALVED = PoolOptions.size(2).build();

  /** How large the network is, and how long it is trained. */
  enum Size {
    /** So small that the reference, too, computes it. */
    SMALL(8, 12, 6, 8, 32, 6),
    /** The network of people's first lessons, on the least of images. */
    FEW_IMAGES(2, 28, 32, 64, 512, 200),
    /** The same, as it is trained: what the benchmarks call W7. */
    WHOLE(64, 28, 32, 64, 512, 200);

    private final int batch;
    private final int side;
    private final int first;
    private final int second;
    private final int dense;
    private final int steps;

    Size(int batch, int side, int first, int second, int dense, int steps) {
      this.batch = batch;
      this.side = side;
      this.first = first;
      this.second = second;
      this.dense = dense;
      this.steps = steps;
    }
  }

  private final Backend backend;
  private final MessageDigest digest;
  private final List<Tensor> weights = new ArrayList<>();

  private SameBits(Backend backend) {
    this.backend = backend;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalStateException(unknown);
    }
  }

  /**
   * Prints the digest.
   *
   * @param arguments how many threads, the {@link Tier}, and the {@link Size}
   */
  public static void main(String[] arguments) {
    // Parts so small that steps of the small size have several.
    CpuOptions options = CpuOptions.builder()
        .threads(Integer.parseInt(arguments[0]))
        .tier(Tier.valueOf(arguments[1]))
        .parts(new Parts(500, true))
        .build();
    System.out.println(digest(new CpuBackend(options), Size.valueOf(arguments[2])));
  }

  static String digest(Backend backend, Size size) {
    SameBits bits = new SameBits(backend);
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      bits.forward(dtype);
      bits.winograd(dtype);
      bits.training(dtype, size);
    }
    return HexFormat.of().formatHex(bits.digest.digest());
  }

  private void digest(NDArray value) {
    ByteBuffer bytes =
        ByteBuffer.allocate(value.size() * value.dtype().byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    value.putInto(bytes);
    digest.update(bytes.flip());
  }

  private static NDArray normal(DType dtype, int seed, Integer... dims) {
    return new RandomNormal(0, 1).initialize(dtype, List.of(dims), seed);
  }

  private void forward(DType dtype) {
    Tensor x = Tensors.placeholder("x", dtype, -1, 67);
    Tensor w = Tensors.constant(normal(dtype, 1, 67, 35));
    Tensor curve = add(
        multiply(sigmoid(add(multiply(x, 1.5), 0.25)), tanh(multiply(x, 0.75))),
        softplus(subtract(x, 0.125)));
    Tensor product = matmul(curve, w);
    List<Tensor> outputs =
        List.of(curve, product, logSoftmax(product), sum(curve), variance(product, 0), max(x, 1));
    backend
        .compile(List.of(x), outputs, CompileOptions.defaults())
        .call(feed(x, normal(dtype, 2, 61, 67)))
        .forEach(this::digest);
  }

  /** Tiles that are not whole, and channels that no vector is as long as. */
  private void winograd(DType dtype) {
    Tensor x = Tensors.placeholder("x", dtype, -1, 17, 14, 37);
    Tensor kernel = Tensors.constant(normal(dtype, 3, 3, 3, 37, 45));
    WinogradConv padded = new WinogradConv(3, List.of(1, 1), List.of(1, 1));
    Tensor y = relu(Apply.of(padded, x, kernel).output());
    Tensor small = Apply.of(new WinogradKernelGradient(3, List.of(1, 1), List.of(1, 1)), x, y)
        .output();
    Tensor large = Apply.of(new WinogradKernelGradient(5, List.of(2, 2), List.of(2, 2)), x, y)
        .output();
    backend
        .compile(List.of(x), List.of(y, small, large), CompileOptions.defaults())
        .call(feed(x, normal(dtype, 4, 2, 17, 14, 37)))
        .forEach(this::digest);
  }

  private Tensor weight(DType dtype, Integer... dims) {
    int number = weights.size();
    Tensor made = Tensors.parameter(
        "w" + number, new RandomNormal(0, 0.1).initialize(dtype, List.of(dims), number));
    weights.add(made);
    return made;
  }

  private void training(DType dtype, Size size) {
    weights.clear();
    Tensor x = Tensors.placeholder("x", dtype, -1, size.side, size.side, 1);
    Tensor labels = Tensors.placeholder("labels", dtype, -1, 10);
    Tensor y = Pooling.maxPool(convolved(x, dtype, 1, size.first), HALVED);
    y = Pooling.maxPool(convolved(y, dtype, size.first, size.second), HALVED);
    int flat = size.second * (size.side / 4) * (size.side / 4);
    y = relu(dense(flatten(y, 1), dtype, flat, size.dense));
    y = dense(y, dtype, size.dense, 10);
    TrainingStep step = TrainingStep.of(
        CategoricalCrossentropy.ofLogits().of(labels, y),
        List.of(),
        weights,
        Adam.of(0.001),
        CompileOptions.builder().backend(backend).build());
    for (int i = 0; i < size.steps; i++) {
      NDArray images = normal(dtype, i, size.batch, size.side, size.side, 1);
      step.run(feed(x, images).and(labels, oneHot(dtype, size.batch))).forEach(this::digest);
    }
    weights.forEach(weight -> digest(Tensors.slotOf(weight).value()));
  }

  private Tensor convolved(Tensor x, DType dtype, int from, int to) {
    Tensor kernel = weight(dtype, 5, 5, from, to);
    return relu(add(conv2d(x, kernel, SAME), weight(dtype, to)));
  }

  private Tensor dense(Tensor x, DType dtype, int from, int to) {
    return add(matmul(x, weight(dtype, from, to)), weight(dtype, to));
  }

  private static NDArray oneHot(DType dtype, int batch) {
    double[] truth = new double[batch * 10];
    for (int row = 0; row < batch; row++) {
      truth[row * 10 + row % 10] = 1;
    }
    return NDArray.wrap(truth, batch, 10).cast(dtype);
  }
}

package io.opwalk.nn.layer.recurrent;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.AbstractLayer;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightMaker;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scan;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Long short-term memory whose products are convolutions (Shi et al., 2015, arXiv:1506.04214);
 * Keras's ConvLSTM1D and ConvLSTM2D, with channels last.
 *
 * <p>The input has shape (batch, time, space..., channels), all but batch and time known; the
 * result is the last output, (batch, space..., filters), or all of them with an axis of time. What
 * is needed of the input is one convolution for all steps, before the loop. Gates are {@code i},
 * {@code f}, {@code c} and {@code o}.
 */
public final class ConvLstm extends AbstractLayer {
  private static final List<String> GATES = List.of("i", "f", "c", "o");

  private final ConvLstmBuilder told;
  private final String className;

  ConvLstm(ConvLstmBuilder builder) {
    super(snakeCase(builder.className()), builder.options());
    this.told = builder;
    this.className = builder.className();
  }

  /** A builder for all options; over as many axes as there are kernel sizes, 1 or 2. */
  public static ConvLstmBuilder builder(int filters, Integer... kernelSize) {
    return new ConvLstmBuilder(filters, List.of(kernelSize));
  }

  private int axes() {
    return told.kernelSize.size();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = only(inputs);
    boolean fits = x.shape().rank() == axes() + 3 && x.dtype().isFloating();
    for (int axis = 2; fits && axis < x.shape().rank(); axis++) {
      fits = x.shape().dim(axis).isFixed();
    }
    if (!fits) {
      throw refusal(
          "needs a floating input of " + (axes() + 3) + " axes, known behind batch and time, found "
              + x.type(),
          inputs);
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    int channels = Math.toIntExact(inputs.get(0).shape().dim(-1).fixedSize().getAsLong());
    making.trainable("kernel", told.kernel, kernel(channels));
    making.trainable("recurrent_kernel", told.recurrent, kernel(told.filters));
    if (told.useBias) {
      WeightSpec bias = told.unitForgetBias
          ? told.bias.withInitializer(new ForgetBias(told.bias.initializer(), told.filters))
          : told.bias;
      making.trainable("bias", bias, List.of(4 * told.filters));
    }
  }

  private List<Integer> kernel(int channels) {
    List<Integer> shape = new ArrayList<>(told.kernelSize);
    shape.addAll(List.of(channels, 4 * told.filters));
    return shape;
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Tensor projected = projected(context);
    Tensor like = gate(Reductions.sum(projected, 0), 0);
    Tensor zeros = Shapes.broadcastLike(Tensors.literal(0, like), like);
    Tensor recurrent = context.weight("recurrent_kernel");
    List<Map<String, Tensor>> taken = new ArrayList<>();
    Scan scan = Scan.over(projected)
        .carrying(List.of(zeros, zeros))
        .named("conv_lstm")
        .step((state, elements) -> {
          Step step = step(elements.get(0), state, recurrent);
          taken.add(step.before());
          return new Scan.Next(step.state(), List.of(step.state().get(0)));
        });
    taken
        .get(0)
        .forEach((letter, sum) -> context.preActivation(letter, batchFirst(scan.inner(sum))));
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(told.returnSequences ? batchFirst(scan.output(0)) : scan.finalState(0));
    if (told.returnState) {
      outputs.addAll(scan.finalState());
    }
    return outputs;
  }

  private record Step(List<Tensor> state, Map<String, Tensor> before) {}

  private Step step(Tensor projected, List<Tensor> state, Tensor recurrent) {
    ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
    Tensor sums = Arithmetic.add(projected, convolve(state.get(0), recurrent, same));
    Map<String, Tensor> before = new java.util.LinkedHashMap<>();
    for (int i = 0; i < GATES.size(); i++) {
      before.put(GATES.get(i), gate(sums, i));
    }
    Tensor input = told.recurrentActivation.apply(before.get("i"));
    Tensor forget = told.recurrentActivation.apply(before.get("f"));
    Tensor candidate = told.activation.apply(before.get("c"));
    Tensor cell = Arithmetic.add(
        Arithmetic.multiply(forget, state.get(1)), Arithmetic.multiply(input, candidate));
    Tensor output = told.recurrentActivation.apply(before.get("o"));
    return new Step(
        List.of(Arithmetic.multiply(output, told.activation.apply(cell)), cell), before);
  }

  /** (time, batch, space..., 4 filters). */
  private Tensor projected(CallContext context) {
    Tensor x = context.inputs().get(0);
    Tensor ordered = told.goBackwards ? Rearranging.flip(x, 1) : x;
    List<Dim> dims = x.shape().dims();
    List<Dim> images = new ArrayList<>(List.of(dims.get(0).times(dims.get(1))));
    images.addAll(dims.subList(2, dims.size()));
    ConvOptions options = ConvOptions.builder()
        .strides(SpatialArguments.ints(told.strides))
        .dilations(SpatialArguments.ints(told.dilation))
        .padding(told.padding)
        .build();
    Tensor product =
        convolve(Shapes.reshape(ordered, Shape.of(images)), context.weight("kernel"), options);
    Tensor sum = told.useBias ? Arithmetic.add(product, context.weight("bias")) : product;
    List<Dim> sequence = new ArrayList<>(dims.subList(0, 2));
    sequence.addAll(sum.shape().dims().subList(1, sum.shape().rank()));
    return Rearranging.swapAxes(Shapes.reshape(sum, Shape.of(sequence)), 0, 1);
  }

  private Tensor convolve(Tensor x, Tensor kernel, ConvOptions options) {
    return axes() == 1
        ? Convolutions.conv1d(x, kernel, options)
        : Convolutions.conv2d(x, kernel, options);
  }

  private Tensor gate(Tensor sums, int number) {
    Range[] ranges = new Range[sums.shape().rank()];
    Arrays.fill(ranges, Range.all());
    long from = (long) number * told.filters;
    ranges[ranges.length - 1] = Range.of(from, from + told.filters);
    return Indexing.get(sums, ranges);
  }

  private static Tensor batchFirst(Tensor sequence) {
    return Rearranging.swapAxes(sequence, 0, 1);
  }

  @Override
  public String className() {
    return className;
  }

  @Override
  public Config config() {
    return ConvLstmConfig.write(told, baseConfig());
  }
}

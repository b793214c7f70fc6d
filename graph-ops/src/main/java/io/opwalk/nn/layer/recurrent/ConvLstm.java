package io.opwalk.nn.layer.recurrent;

import io.opwalk.DType;
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
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Range;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scan;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Long short-term memory whose products are convolutions (Shi et al., 2015, arXiv:1506.04214);
 * Keras's ConvLSTM1D and ConvLSTM2D.
 *
 * <p>The input has shape (batch, time, space..., channels), all but batch and time known; the
 * result is the last output, (batch, space..., filters), or all of them with an axis of time. What
 * is needed of the input is one convolution for all steps, before the loop. Gates are {@code i},
 * {@code f}, {@code c} and {@code o}. Dropout, where there is any, is another one for each gate and
 * the same in all steps, as in Keras.
 *
 * <p>Where channels come first, so do filters, in results, states and gates: (batch, time, filters,
 * space...).
 *
 * <p>Behind the input may come two initial states, (batch, space..., filters) each. A mask that
 * comes with the input leaves steps out. What {@link Rnn} says of stateful layers holds here.
 */
public final class ConvLstm extends AbstractLayer implements RecurrentLayer {
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

  @Override
  public boolean returnsSequences() {
    return told.returnSequences;
  }

  private int axes() {
    return told.kernelSize.size();
  }

  @Override
  protected void check(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    boolean fits = x.shape().rank() == axes() + 3
        && x.dtype().isFloating()
        && (inputs.size() == 1 || inputs.size() == 3);
    for (int axis = 2; fits && axis < x.shape().rank(); axis++) {
      fits = x.shape().dim(axis).isFixed();
    }
    if (!fits) {
      throw refusal(
          "needs a floating input of " + (axes() + 3)
              + " axes, known behind batch and time, and no or 2 initial states; found " + x.type(),
          inputs);
    }
    if (told.stateful) {
      CarriedStates.complaint(x, isBuilt() ? states() : List.of()).ifPresent(complaint -> {
        throw refusal(complaint, inputs);
      });
    }
  }

  @Override
  protected void build(WeightMaker making, List<Tensor> inputs) {
    Tensor x = lastSteps(inputs.get(0));
    int channels = Math.toIntExact(x.shape().dim(-1).fixedSize().getAsLong());
    Tensor kernel = making.trainable("kernel", told.kernel, kernel(channels));
    making.trainable("recurrent_kernel", told.recurrent, kernel(told.filters));
    if (told.useBias) {
      WeightSpec bias = told.unitForgetBias
          ? told.bias.withInitializer(new ForgetBias(told.bias.initializer(), told.filters))
          : told.bias;
      making.trainable("bias", bias, List.of(4 * told.filters));
    }
    if (hasDropout()) {
      making.randomKey();
    }
    if (told.stateful) {
      Shape image = overImages(x, kernel).shape();
      List<Integer> shape =
          new ArrayList<>(List.of((int) x.shape().dim(0).fixedSize().getAsLong()));
      for (int axis = 1; axis <= axes(); axis++) {
        shape.add((int) image.dim(axis).fixedSize().getAsLong());
      }
      shape.add(told.dataFormat == DataFormat.CHANNELS_FIRST ? 1 : shape.size(), told.filters);
      CarriedStates.make(making, List.of(shape, shape));
    }
  }

  private boolean hasDropout() {
    return told.dropout > 0 || told.recurrentDropout > 0;
  }

  private List<Integer> kernel(int channels) {
    List<Integer> shape = new ArrayList<>(told.kernelSize);
    shape.addAll(List.of(channels, 4 * told.filters));
    return shape;
  }

  @Override
  protected List<Tensor> call(CallContext context) {
    Optional<Tensor> key = hasDropout() ? Optional.of(context.randomKey()) : Optional.empty();
    Tensor projected = projected(context, key);
    Tensor like = gate(Reductions.sum(projected, 0), 0);
    List<Tensor> given = given(context);
    Tensor none = Shapes.broadcastLike(Tensors.literal(0, like), like);
    List<Tensor> factors = factors(context, key, like);
    Optional<Tensor> mask = context.mask(0).map(travels -> inOrder(travels, like));
    Tensor recurrent = context.weight("recurrent_kernel");
    List<Map<String, Tensor>> taken = new ArrayList<>();
    List<Tensor> sequences = new ArrayList<>(List.of(projected));
    mask.ifPresent(sequences::add);
    Scan scan = Scan.over(sequences.toArray(Tensor[]::new))
        .carrying(given.isEmpty() ? List.of(none, none) : given)
        .named("conv_lstm")
        .step((state, elements) -> {
          Tensor sums = Arithmetic.add(elements.get(0), ofState(state.get(0), recurrent, factors));
          Step step = step(sums, state.get(1));
          taken.add(step.before());
          List<Tensor> next =
              mask.isPresent() ? kept(elements.get(1), step.state(), state) : step.state();
          return new Scan.Next(next, List.of(next.get(0)));
        });
    taken
        .get(0)
        .forEach((letter, sum) ->
            context.preActivation(letter, firstSteps(batchFirst(scan.inner(sum)))));
    List<Tensor> states = scan.finalState().stream().map(this::firstState).toList();
    if (told.stateful) {
      CarriedStates.carry(context, states);
    }
    boolean maybeNone = mask.isPresent() && !given.isEmpty();
    Tensor all = maybeNone ? begun(scan.output(0), mask.get()) : scan.output(0);
    List<Tensor> outputs = new ArrayList<>();
    if (told.returnSequences) {
      boolean zeros = told.zeroOutputForMask && mask.isPresent();
      outputs.add(firstSteps(batchFirst(zeros ? Logic.where(mask.get(), all, 0) : all)));
      context.mask(0).ifPresent(travels -> context.mask(0, travels));
    } else {
      outputs.add(maybeNone ? firstState(Indexing.get(all, Range.at(-1))) : states.get(0));
    }
    if (told.returnState) {
      outputs.addAll(states);
    }
    return outputs;
  }

  private List<Tensor> given(CallContext context) {
    List<Tensor> given = context.inputs().subList(1, context.inputs().size());
    List<Tensor> first = given.isEmpty() && told.stateful ? CarriedStates.of(context, 2) : given;
    return told.dataFormat == DataFormat.CHANNELS_LAST
        ? first
        : first.stream().map(state -> Rearranging.moveAxis(state, 1, -1)).toList();
  }

  /** What each gate multiplies the state by; none without dropout. */
  private List<Tensor> factors(CallContext context, Optional<Tensor> key, Tensor like) {
    List<Tensor> factors = new ArrayList<>();
    for (int i = 0; told.recurrentDropout > 0 && i < GATES.size(); i++) {
      Tensor own = Randoms.foldIn(key.orElseThrow(), GATES.size() + i);
      factors.add(
          DropoutFactors.of(context, own, like.dtype(), like.shape(), told.recurrentDropout));
    }
    return factors;
  }

  /** A mask (batch, time) in the order of computation: (time, batch, 1...), to go with a state. */
  private Tensor inOrder(Tensor mask, Tensor like) {
    Tensor ordered = told.goBackwards ? Rearranging.flip(mask, 1) : mask;
    Tensor wide = batchFirst(ordered);
    for (int axis = 1; axis < like.shape().rank(); axis++) {
      wide = Shapes.expandDims(wide, -1);
    }
    return wide;
  }

  /** The new states where a step counts, else those of before. */
  private static List<Tensor> kept(Tensor counts, List<Tensor> next, List<Tensor> before) {
    List<Tensor> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      kept.add(Logic.where(counts, next.get(i), before.get(i)));
    }
    return kept;
  }

  /** As in Keras, there is no output before the first step that counts, but zeros. */
  private static Tensor begun(Tensor outputs, Tensor mask) {
    Tensor begun = Cumulative.cumMax(Tensors.cast(mask, DType.INT32), 0);
    return Logic.where(Logic.equal(begun, 0), 0, outputs);
  }

  private record Step(List<Tensor> state, Map<String, Tensor> before) {}

  private Step step(Tensor sums, Tensor carry) {
    Map<String, Tensor> before = new LinkedHashMap<>();
    for (int i = 0; i < GATES.size(); i++) {
      before.put(GATES.get(i), gate(sums, i));
    }
    Tensor input = told.recurrentActivation.apply(before.get("i"));
    Tensor forget = told.recurrentActivation.apply(before.get("f"));
    Tensor candidate = told.activation.apply(before.get("c"));
    Tensor cell =
        Arithmetic.add(Arithmetic.multiply(forget, carry), Arithmetic.multiply(input, candidate));
    Tensor output = told.recurrentActivation.apply(before.get("o"));
    return new Step(
        List.of(Arithmetic.multiply(output, told.activation.apply(cell)), cell), before);
  }

  /** What all gates need of the state, each behind a dropout of its own where there is any. */
  private Tensor ofState(Tensor state, Tensor kernel, List<Tensor> factors) {
    ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
    if (factors.isEmpty()) {
      return convolve(state, kernel, same);
    }
    List<Tensor> each = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      each.add(convolve(Arithmetic.multiply(state, factors.get(i)), gate(kernel, i), same));
    }
    return Joining.concat(each, -1);
  }

  /** (time, batch, space..., 4 filters). */
  private Tensor projected(CallContext context, Optional<Tensor> key) {
    Tensor x = lastSteps(context.inputs().get(0));
    Tensor ordered = told.goBackwards ? Rearranging.flip(x, 1) : x;
    Tensor kernel = context.weight("kernel");
    Tensor product =
        told.dropout > 0 ? dropped(context, ordered, kernel, key) : overImages(ordered, kernel);
    Tensor sum = told.useBias ? Arithmetic.add(product, context.weight("bias")) : product;
    List<Dim> sequence = new ArrayList<>(x.shape().dims().subList(0, 2));
    sequence.addAll(sum.shape().dims().subList(1, sum.shape().rank()));
    return batchFirst(Shapes.reshape(sum, Shape.of(sequence)));
  }

  /** Each gate sees the input behind a dropout of its own, the same in all steps. */
  private Tensor dropped(CallContext context, Tensor x, Tensor kernel, Optional<Tensor> key) {
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.set(1, Dim.of(1));
    List<Tensor> each = new ArrayList<>();
    for (int i = 0; i < GATES.size(); i++) {
      Tensor own = Randoms.foldIn(key.orElseThrow(), i);
      Tensor factors = DropoutFactors.of(context, own, x.dtype(), Shape.of(dims), told.dropout);
      each.add(overImages(Arithmetic.multiply(x, factors), gate(kernel, i)));
    }
    return Joining.concat(each, -1);
  }

  /** The convolution of all steps at once, (batch * time, space..., channels). */
  private Tensor overImages(Tensor x, Tensor kernel) {
    List<Dim> dims = x.shape().dims();
    List<Dim> images = new ArrayList<>(List.of(dims.get(0).times(dims.get(1))));
    images.addAll(dims.subList(2, dims.size()));
    ConvOptions options = ConvOptions.builder()
        .strides(SpatialArguments.ints(told.strides))
        .dilations(SpatialArguments.ints(told.dilation))
        .padding(told.padding)
        .build();
    return convolve(Shapes.reshape(x, Shape.of(images)), kernel, options);
  }

  private Tensor convolve(Tensor x, Tensor kernel, ConvOptions options) {
    return axes() == 1
        ? Convolutions.conv1d(x, kernel, options)
        : Convolutions.conv2d(x, kernel, options);
  }

  /** What belongs to one gate, of sums or of a kernel. */
  private Tensor gate(Tensor sums, int number) {
    Range[] ranges = new Range[sums.shape().rank()];
    Arrays.fill(ranges, Range.all());
    long from = (long) number * told.filters;
    ranges[ranges.length - 1] = Range.of(from, from + told.filters);
    return Indexing.get(sums, ranges);
  }

  /** A sequence of the user's with channels last. */
  private Tensor lastSteps(Tensor x) {
    return told.dataFormat == DataFormat.CHANNELS_LAST ? x : Rearranging.moveAxis(x, 2, -1);
  }

  /** A sequence (batch, time, space..., channels) as the user has them. */
  private Tensor firstSteps(Tensor x) {
    return told.dataFormat == DataFormat.CHANNELS_LAST ? x : Rearranging.moveAxis(x, -1, 2);
  }

  /** A state (batch, space..., channels) as the user has them. */
  private Tensor firstState(Tensor x) {
    return told.dataFormat == DataFormat.CHANNELS_LAST ? x : Rearranging.moveAxis(x, -1, 1);
  }

  /** (time, batch, ...) as (batch, time, ...), and back. */
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

package io.opwalk.examples.benchmarks.opwalk;

import static io.opwalk.ops.Activations.relu;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Shapes.flatten;

import io.opwalk.Tensor;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Training;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import java.util.ArrayList;
import java.util.List;

/**
 * A network to train.
 *
 * @param training the problem
 * @param images the placeholder of the images
 * @param labels the placeholder of the labels
 * @param loss the mean loss over the batch
 * @param parameters what is trained
 */
record TrainingModel(
    Training training, Tensor images, Tensor labels, Tensor loss, List<Tensor> parameters) {

  static TrainingModel of(Training training, Precision precision) {
    Tensor images = Graphs.placeholder("images", precision, images(training, precision));
    JavaArray truth = training.labels(precision);
    Tensor labels = Graphs.placeholder("labels", precision, truth);
    List<Tensor> parameters = new ArrayList<>();
    Tensor y = images;
    for (int i = 0; i < training.filters().size(); i++) {
      JavaArray value = Layouts.kernel(training.convKernel(i, precision));
      Tensor kernel = Graphs.parameter("conv_kernel" + i, value);
      Tensor bias = Graphs.parameter("conv_bias" + i, training.convBias(i, precision));
      parameters.addAll(List.of(kernel, bias));
      y = ConvModels.pooled(ConvModels.convolved(y, kernel, bias));
    }
    y = flatten(y, 1);
    int last = training.units().size() - 1;
    for (int i = 0; i <= last; i++) {
      JavaArray value = training.denseKernel(i, precision);
      Tensor kernel = Graphs.parameter(
          "dense_kernel" + i,
          i == 0 ? Layouts.rowsChannelsLast(value, training.pooledSide()) : value);
      Tensor bias = Graphs.parameter("dense_bias" + i, training.denseBias(i, precision));
      parameters.addAll(List.of(kernel, bias));
      Tensor sum = add(matmul(y, kernel), bias);
      y = i == last ? sum : relu(sum);
    }
    Tensor loss = Reductions.mean(Probability.crossEntropyFromLogits(labels, y));
    return new TrainingModel(training, images, labels, loss, List.copyOf(parameters));
  }

  /** The images, channels last where there are channels. */
  static JavaArray images(Training training, Precision precision) {
    JavaArray images = training.images(precision);
    return training.filters().isEmpty() ? images : Layouts.channelsLast(images);
  }
}

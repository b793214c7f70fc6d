package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SOFTMAX;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.conv.Conv;
import io.opwalk.nn.layer.pooling.Pool;
import io.opwalk.nn.layer.pooling.PoolKind;
import io.opwalk.nn.layer.shape.Flatten;
import io.opwalk.nn.model.Model;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import java.util.List;

/**
 * VGG16 (Simonyan and Zisserman, 2015, arXiv:1409.1556), with Keras's names for its layers: 13
 * convolutions in 5 blocks, and 3 dense layers.
 *
 * @param size of the images, which are square and of 3 channels; 224 in the paper
 * @param seed what the weights depend on
 */
record Vgg16(int size, long seed) {
  private static final int CLASSES = 1000;

  /** How many filters each convolution of a block has. */
  private static final List<List<Integer>> BLOCKS = List.of(
      List.of(64, 64),
      List.of(128, 128),
      List.of(256, 256, 256),
      List.of(512, 512, 512),
      List.of(512, 512, 512));

  /** From (?, size, size, 3) float32 to the probabilities of 1,000 classes. */
  Model build() {
    Tensor image = Tensors.placeholder("input_layer", FLOAT32, UNKNOWN, size, size, 3);
    Tensor features = image;
    for (int block = 0; block < BLOCKS.size(); block++) {
      features = block(features, "block" + (block + 1), BLOCKS.get(block));
    }
    LayerOptions named = LayerOptions.defaults().withName("flatten");
    Tensor answer = features
        .then(new Flatten(DataFormat.CHANNELS_LAST, named))
        .then(dense("fc1", 4096, RELU))
        .then(dense("fc2", 4096, RELU))
        .then(dense("predictions", CLASSES, SOFTMAX));
    return Model.of(image, answer).named("vgg16");
  }

  private Tensor block(Tensor x, String name, List<Integer> filters) {
    Tensor y = x;
    for (int i = 0; i < filters.size(); i++) {
      y = y.then(Conv.plain(2, filters.get(i), 3)
          .padding(WindowPadding.SAME)
          .activation(RELU)
          .seed(seed)
          .name(name + "_conv" + (i + 1))
          .build());
    }
    return y.then(Pool.builder(PoolKind.MAX, 2).name(name + "_pool").build());
  }

  private Dense dense(String name, int units, ActivationFunction activation) {
    return Dense.builder(units).activation(activation).seed(seed).name(name).build();
  }
}

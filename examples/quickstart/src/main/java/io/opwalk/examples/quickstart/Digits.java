package io.opwalk.examples.quickstart;

import io.opwalk.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Handwritten digits: images as rows of 784 pixels, and which digit each of them is.
 *
 * @param images (n, 784) float64, scaled to mean 0 and standard deviation 1 over MNIST
 * @param labels (n,) int32, from 0 to 9
 */
record Digits(NDArray images, NDArray labels) {
  private static final int PIXELS = 28 * 28;

  /** Of MNIST's 60,000 training images, their pixels scaled to 0 to 1. */
  private static final double MEAN = 0.1307;

  private static final double STDDEV = 0.3081;

  /** 8,000 digits to train with. */
  static Digits toTrain() throws IOException {
    return read("train");
  }

  /** 2,000 other digits to test with. */
  static Digits toTest() throws IOException {
    return read("t10k");
  }

  private static Digits read(String set) throws IOException {
    NDArray bytes = resource("mnist/" + set + "-images-idx3-ubyte.gz");
    double[] pixels = Arrays.stream(bytes.toInts())
        .mapToDouble(value -> (value / 255.0 - MEAN) / STDDEV)
        .toArray();
    NDArray images = NDArray.wrap(pixels, bytes.dim(0), PIXELS);
    return new Digits(images, resource("mnist/" + set + "-labels-idx1-ubyte.gz"));
  }

  private static NDArray resource(String name) throws IOException {
    try (InputStream in = Digits.class.getResourceAsStream(name)) {
      return IdxReader.read(in, name);
    }
  }

  /** How many there are. */
  int size() {
    return images.dim(0);
  }

  /** The first of them. */
  Digits first(int count) {
    return new Digits(images.slice(0, count), labels.slice(0, count));
  }

  /** One image, as a batch of one. */
  NDArray image(int index) {
    return images.slice(index, index + 1);
  }

  /** (n, 1) float64: 1 where the digit is the given one, else 0. */
  NDArray is(int digit) {
    double[] truth = Arrays.stream(labels.toInts())
        .mapToDouble(label -> label == digit ? 1 : 0)
        .toArray();
    return NDArray.wrap(truth, truth.length, 1);
  }
}

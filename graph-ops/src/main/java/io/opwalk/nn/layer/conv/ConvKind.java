package io.opwalk.nn.layer.conv;

/** The kinds of convolution that are layers. */
public enum ConvKind {
  /** A convolution: each filter sees all channels of its group. */
  PLAIN("Conv%dD", "kernel"),
  /** The gradient of a convolution in its input: from the small to the large. */
  TRANSPOSED("Conv%dDTranspose", "kernel"),
  /** Each channel has filters of its own. */
  DEPTHWISE("DepthwiseConv%dD", "depthwise_kernel"),
  /** A depthwise convolution, and one of single elements that mixes the channels. */
  SEPARABLE("SeparableConv%dD", "depthwise_kernel");

  private final String className;
  private final String kernel;

  ConvKind(String className, String kernel) {
    this.className = className;
    this.kernel = kernel;
  }

  String className(int axes) {
    return String.format(className, axes);
  }

  /** The name of the kernel among the weights. */
  String kernel() {
    return kernel;
  }

  /** What stands before {@code _initializer} in a config. */
  String argument() {
    return this == PLAIN || this == TRANSPOSED ? "kernel" : "depthwise";
  }
}

package io.opwalk.nn.config;

/** Something that can be made again from a class name and a config, both as Keras has them. */
public interface Configurable {
  /** The name of its kind, as in Keras: {@code Conv2D}, {@code GlorotUniform}. */
  String className();

  /**
   * All that it was made from.
   *
   * @throws UnsupportedOperationException where it holds code, which no config can hold
   */
  Config config();

  /**
   * What {@link #className} and {@link #config} throw where there is none.
   *
   * @param what is code: {@code the loss 'cubed'}
   */
  static UnsupportedOperationException isCode(String what) {
    return new UnsupportedOperationException(what + " is code, and has no config");
  }
}

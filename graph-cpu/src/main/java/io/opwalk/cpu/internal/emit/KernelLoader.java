package io.opwalk.cpu.internal.emit;

import java.lang.invoke.MethodHandles;

/** Turns class files into kernels. */
final class KernelLoader {
  private KernelLoader() {}

  /** An instance of the class, which is hidden, and unloaded when nothing holds an instance. */
  static Kernel load(EmittedClass emitted) {
    return load(emitted, Kernel.class);
  }

  /** The same of a class that implements another interface of this package. */
  static <T> T load(EmittedClass emitted, Class<T> implemented) {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClass(emitted.bytes(), false);
      return implemented.cast(lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("cannot load the kernel\n" + emitted.text(), e);
    }
  }
}

package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.loop.LoopChecker;
import io.opwalk.cpu.internal.loop.LoopFunction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Emits as the cache does, and checks the class before it is loaded. */
final class Verified {
  private Verified() {}

  /** The class of a function, which has to be sound, with no method too long for the JIT. */
  static EmittedClass emit(LoopFunction function) {
    return verify(LoopEmitter.emit(LoopChecker.check(ScalarPasses.apply(function))));
  }

  /** The class on vectors of so many bits, which has to be as sound, if there is one. */
  static Optional<EmittedClass> vectors(LoopFunction function, int bits) {
    return VectorPasses.emit(function, bits).map(Verified::verify);
  }

  /** The same class. */
  static EmittedClass verify(EmittedClass emitted) {
    StringWriter faults = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(emitted.bytes()),
        Verified.class.getClassLoader(),
        false,
        new PrintWriter(faults));
    assertEquals("", faults.toString(), emitted::text);
    int longest = MethodSizes.longest(emitted);
    assertTrue(longest <= LoopSize.MAX_METHOD_BYTES, () -> longest + " bytes\n" + emitted.text());
    return emitted;
  }

  /** The kernel of a function. */
  static Kernel kernel(LoopFunction function) {
    return KernelLoader.load(emit(function));
  }
}

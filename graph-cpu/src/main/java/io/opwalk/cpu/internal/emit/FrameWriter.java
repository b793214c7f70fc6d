package io.opwalk.cpu.internal.emit;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;

/** Computes stack map frames without loading classes: kernels hold references to arrays alone. */
final class FrameWriter extends ClassWriter {
  FrameWriter() {
    super(COMPUTE_FRAMES);
  }

  @Override
  protected String getCommonSuperClass(String one, String other) {
    return Type.getInternalName(Object.class);
  }
}

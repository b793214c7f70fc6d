package io.opwalk.cpu.internal.winograd;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.Rows;

/**
 * The code for one dtype.
 *
 * @param copies what copies elements from wherever they are
 */
record Transforms(DType dtype, Kernel input, Kernel kernel, Kernel result, Rows copies) {}

/**
 * From loop IR to hidden classes, and the cache of them. The only package that knows bytecode.
 *
 * <p>{@link io.opwalk.cpu.internal.emit.KernelCache} is the way in: it prepares a function by the
 * passes of the scalar target, emits and loads it, and keeps the kernel by the structure of the
 * function. One emitter serves all dtypes: what differs is a row of
 * {@link io.opwalk.cpu.internal.emit.JvmType}.
 */
package io.opwalk.cpu.internal.emit;

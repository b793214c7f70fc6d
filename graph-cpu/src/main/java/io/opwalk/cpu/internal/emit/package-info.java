/**
 * From loop IR to hidden classes, and the cache of them. The only package that knows bytecode.
 *
 * <p>{@link io.opwalk.cpu.internal.emit.KernelCache} is the way in: it prepares a function by the
 * passes of the scalar target, emits and loads it, and keeps the kernel by the structure of the
 * function. One emitter serves all dtypes: what differs is a row of
 * {@link io.opwalk.cpu.internal.emit.JvmType}.
 *
 * <p>There are two targets. {@code ScalarPasses} prepares a function for plain loops,
 * {@code VectorPasses} for calls into {@code jdk.incubator.vector}; the emitter asks
 * {@code VectorTarget} about each loop. {@link io.opwalk.cpu.internal.emit.Tiers} says which of
 * both runs, and {@code Trial} finds out which is faster.
 */
package io.opwalk.cpu.internal.emit;

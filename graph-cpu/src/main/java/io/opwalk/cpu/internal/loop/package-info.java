/**
 * The loop IR: sealed records for indices, values and statements, their printer and checker, and
 * the passes over them. It knows lanes, tiles and partial sums, and nothing of bytecode.
 *
 * <p>A pass is a pure function from {@link io.opwalk.cpu.internal.loop.LoopFunction} to
 * {@code LoopFunction} that changes no bit of any result; what it leaves behind is the first
 * sentence of its class. {@link io.opwalk.cpu.internal.loop.Share} comes first: it makes values
 * small, and what follows may recurse into them.
 *
 * <p>What is here is enough for a target with vectors. The innermost loop that is {@code parallel}
 * becomes steps of as many iterations as a vector has lanes, loads and stores whose index grows by
 * one with the counter becoming vectors, and others being gathered. A loop with {@code lanes} is
 * unrolled into that many iterations at once, its locals with lanes being vectors already; that
 * their number does not depend on the machine, but on {@link io.opwalk.ops.primitive.PartialSums}
 * alone, is what gives every target the same bits. The few iterations that are left of either go
 * under a mask or one by one.
 */
package io.opwalk.cpu.internal.loop;

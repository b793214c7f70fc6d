/**
 * The loop IR: sealed records for indices, values and statements, their printer and checker, and
 * the passes over them. It knows lanes, tiles and partial sums, and nothing of bytecode.
 *
 * <p>A pass is a pure function from {@link io.opwalk.cpu.internal.loop.LoopFunction} to
 * {@code LoopFunction} that changes no bit of any result; what it leaves behind is the first
 * sentence of its class. {@link io.opwalk.cpu.internal.loop.Share} comes first: it makes values
 * small, and what follows may recurse into them.
 *
 * <p>{@link io.opwalk.cpu.internal.loop.Vectorise} prepares loops for a target with vectors: steps
 * of as many iterations as a vector has lanes, loads and stores whose index grows by one with the
 * counter becoming vectors. A loop with {@code lanes} becomes steps of that many iterations, its
 * locals with lanes being vectors already; that their number does not depend on the machine, but on
 * {@link io.opwalk.ops.primitive.PartialSums} alone, is what gives every target the same bits. The
 * few iterations that are left of either go one by one.
 */
package io.opwalk.cpu.internal.loop;

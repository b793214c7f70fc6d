/**
 * The loop IR: sealed records for indices, values and statements, their printer and checker, and
 * the passes over them. It knows lanes, tiles and partial sums, and nothing of bytecode.
 */
package io.opwalk.cpu.internal.loop;

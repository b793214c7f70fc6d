/**
 * The phases of a compilation, in the order in which they run, and the passes over the interned
 * graph that only this backend needs.
 */
package io.opwalk.cpu.internal.pipeline;

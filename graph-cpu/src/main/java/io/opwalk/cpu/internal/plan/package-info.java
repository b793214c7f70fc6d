/**
 * Which array each buffer of the kernels lives in: liveness, slots, in-place. The plan is data
 * only; its printer and its checker are here, and no array ever is.
 */
package io.opwalk.cpu.internal.plan;

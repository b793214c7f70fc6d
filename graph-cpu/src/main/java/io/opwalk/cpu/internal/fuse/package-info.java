/**
 * Which nodes become one loop nest. Views become ways to count; maps join the loops that use them,
 * and reductions the loops of what they reduce. Limits are named constants.
 */
package io.opwalk.cpu.internal.fuse;

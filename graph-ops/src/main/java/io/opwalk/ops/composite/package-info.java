/**
 * Named ops that expand into other ops: one node to the walker, primitives to the compiler. Kernels
 * that only these expand to are beside them.
 */
package io.opwalk.ops.composite;

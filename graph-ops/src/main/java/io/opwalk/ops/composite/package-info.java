/** Named ops that expand into other ops: one node to the walker, primitives to the compiler. */
package io.opwalk.ops.composite;

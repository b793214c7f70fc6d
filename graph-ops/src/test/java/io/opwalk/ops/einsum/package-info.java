/** Tests of equations: random ones, those that are none, and the order of products. */
package io.opwalk.ops.einsum;

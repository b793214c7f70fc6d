/**
 * Differentiation: reverse mode as graph nodes, and the numerical check of it. The rules are not
 * here but with the ops; see {@link io.opwalk.Differentiable}.
 */
package io.opwalk.grad;

/**
 * Differentiation, all of it as graph nodes: gradients by reverse mode
 * ({@link io.opwalk.grad.Gradients}), derivatives in a direction by forward mode, Jacobians and
 * Hessians ({@link io.opwalk.grad.Jacobians}), pieces of graph with a gradient of the user's own
 * ({@link io.opwalk.grad.CustomGradient}) or computed again instead of kept
 * ({@link io.opwalk.grad.Checkpoint}), and the numerical check of it all
 * ({@link io.opwalk.grad.GradientCheck}).
 *
 * <p>The rules are not here but with the ops; see {@link io.opwalk.Differentiable}. What stops or
 * changes a gradient on its way is in {@link io.opwalk.ops.GradientFlow}.
 */
package io.opwalk.grad;

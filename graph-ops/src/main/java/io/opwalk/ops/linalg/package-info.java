/**
 * Linear algebra over stacks of matrices that is more than products: kernels around the
 * decompositions of Commons Math, with their type rules and gradients, and composites of these.
 *
 * <p>What holds for all of them, and is not repeated at each:
 *
 * <ul>
 *   <li>The last two axes are the matrices, those in front of them the batch. Floating dtypes; a
 *       float32 is computed in float64 and rounded once.
 *   <li>A matrix that is decomposed is finite, or that is an error. Right-hand sides need not be:
 *       what is not finite stays in its column.
 *   <li>What cannot be computed with any digit right is an error and no result: it names the matrix
 *       of the batch.
 *   <li>Matrices are brought to magnitude 1 by powers of 2 first, which is exact, so that nothing
 *       overflows or vanishes on the way.
 * </ul>
 */
package io.opwalk.ops.linalg;

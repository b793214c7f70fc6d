/**
 * The graph and what it is made of: tensors, the ops that own them, types, shapes and values.
 *
 * <p>What belongs here is what every other package speaks of: the nodes ({@code Tensor},
 * {@code Apply}, {@code Op}, {@code Graph}), what is known of a value before it exists
 * ({@code TensorType}, {@code DType}, {@code Shape}, {@code Dim}), the values themselves
 * ({@code NDArray}, {@code Feed}) and the errors users meet. All of it is immutable. No op is known
 * here, nor how anything is computed; walking, printing and rewriting graphs have packages of their
 * own.
 */
package io.opwalk;

/**
 * Winograd's convolutions and the gradients of their kernels: the order of tiles and filters, what
 * lies where in the arrays between the transforms and the products, and these arrays. What touches
 * elements is emitted: the transforms are loops, what they make is multiplied as any product.
 */
package io.opwalk.cpu.internal.winograd;

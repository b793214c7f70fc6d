/**
 * Products in blocks: where the elements are, how they are copied to panels, and the order in which
 * tiles are run. It knows arrays by their dtype alone; what touches elements is emitted.
 */
package io.opwalk.cpu.internal.product;

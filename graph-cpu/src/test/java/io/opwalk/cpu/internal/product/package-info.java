/** Products in blocks against their definition. */
package io.opwalk.cpu.internal.product;

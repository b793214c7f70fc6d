/**
 * From fused groups of primitives to kernel calls: loop functions and what they are called with.
 */
package io.opwalk.cpu.internal.lower;

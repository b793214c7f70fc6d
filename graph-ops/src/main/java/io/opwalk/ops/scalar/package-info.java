/**
 * Functions of scalars as data: names, type rules, code, properties and derivatives. One
 * Elementwise primitive applies them all.
 */
package io.opwalk.ops.scalar;

/**
 * Rewrite rules as data, sets of them, and what applies them to the interned graph until none
 * fires. Which rules there are is not known here: they speak of ops, and live where the ops do.
 */
package io.opwalk.rewrite;

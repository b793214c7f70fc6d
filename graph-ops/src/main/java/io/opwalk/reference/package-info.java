/**
 * The reference backend: interprets primitives one element at a time, from their definitions, with
 * no rewrite, no fusion and no thread of its own. It is slow and obvious, and the oracle for type
 * rules, gradients, rewrites and faster backends. Nothing that makes it fast belongs here.
 */
package io.opwalk.reference;

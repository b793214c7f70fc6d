/** From loop IR to hidden classes, and the cache of them. The only package that knows bytecode. */
package io.opwalk.cpu.internal.emit;

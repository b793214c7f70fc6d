package io.opwalk.cpu.internal.emit;

/**
 * A loop function as a class file.
 *
 * @param name the class's name within its package, the same whenever the same function is emitted
 * @param text the function as text; the class's line numbers are those of this text
 * @param bytes the class file
 */
public record EmittedClass(String name, String text, byte[] bytes) {}

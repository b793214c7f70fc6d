/**
 * The loops a Java programmer writes by hand, for comparison. Each comes once for {@code double}
 * and once for {@code float}, for there is no other way to write a plain loop for both.
 */
package io.opwalk.examples.benchmarks.plain;

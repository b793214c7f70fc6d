/** Benchmarks for JMH, of our side and of the plain loops. */
package io.opwalk.examples.benchmarks.jmh;

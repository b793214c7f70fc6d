/** Tests of our side. */
package io.opwalk.examples.benchmarks.opwalk;

/** Tests of the runner. */
package io.opwalk.examples.benchmarks.run;

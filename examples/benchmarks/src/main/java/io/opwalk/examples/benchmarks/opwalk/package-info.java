/** Our side: each problem as a user of the public API would write it. */
package io.opwalk.examples.benchmarks.opwalk;

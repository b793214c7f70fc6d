/** What an engine is to the runner: something that opens a problem and computes it many times. */
package io.opwalk.examples.benchmarks.engine;

/** Tests of tables and charts. */
package io.opwalk.examples.benchmarks.report;

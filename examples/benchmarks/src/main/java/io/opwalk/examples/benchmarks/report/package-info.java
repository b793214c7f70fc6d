/** What comes of a run: lines, tables and charts. */
package io.opwalk.examples.benchmarks.report;

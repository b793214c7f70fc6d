/**
 * The oracle from outside: ONNX Runtime computes the ops that ONNX has, and Opwalk's expression of
 * each has to agree.
 *
 * <p>A table of {@link io.opwalk.oracle.OracleRow rows}, one per ONNX op, in a file per theme; the
 * classes that draw configurations, build models of one node and compare; and the test that runs
 * the table and writes {@code target/oracle-report.tsv}. Compiled and run under the Maven profile
 * {@code oracle} only, so that no other build needs ONNX Runtime. An op that ONNX has comes with
 * one row here.
 */
package io.opwalk.oracle;

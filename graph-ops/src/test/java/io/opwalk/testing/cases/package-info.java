/**
 * The table of op cases: a row per op, with inputs, an independent oracle, a tolerance and where it
 * is smooth. It drives the value test here, the gradient test, and the comparison of other backends
 * with the reference, and so is published with this module's test fixtures. Rows and what rows are
 * made of belong here; tests that run the table belong to whatever they test.
 */
package io.opwalk.testing.cases;

/**
 * The tables of op cases: a row per op and per scalar function, with inputs, an independent oracle,
 * a tolerance and where it is smooth. They drive the value tests here, the gradient tests, and the
 * comparison of other backends with the reference, and so are published with this module's test
 * fixtures. Rows and what rows are made of belong here; tests that run the tables belong to
 * whatever they test.
 */
package io.opwalk.testing.cases;

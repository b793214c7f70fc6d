/**
 * Arithmetic and elementary functions of some hundred bits, which tests measure errors against.
 * Nothing here knows what it is used to test.
 */
package io.opwalk.testing.precise;

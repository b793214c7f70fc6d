/**
 * The rules of ARCHITECTURE.md that a compiler cannot see: which package may know which, and what
 * may show in a public signature. They are checked here because this module sees the other two.
 */
package io.opwalk.boundary;

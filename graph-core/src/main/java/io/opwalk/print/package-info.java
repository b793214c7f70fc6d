/**
 * Text and pictures of the user's graph: one line, tree, formula and DOT; and how an op says that
 * it is written. Every printer is iterative, and its text grows as the graph does and no faster.
 */
package io.opwalk.print;

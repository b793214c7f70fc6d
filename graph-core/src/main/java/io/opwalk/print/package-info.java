/** Text and pictures of the user's graph: one line, tree, formula and DOT. */
package io.opwalk.print;

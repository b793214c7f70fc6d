/**
 * The interned graph of one compilation, with links back to the user's nodes, and what runs passes
 * over it. No op is known here, and nothing here is seen by a user who only walks a graph.
 */
package io.opwalk.ir;

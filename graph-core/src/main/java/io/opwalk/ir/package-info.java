/**
 * The interned graph of one compilation, with links back to the user's nodes; the passes over it,
 * and what runs and checks them. No op is known here, and nothing here is seen by a user who only
 * walks a graph.
 */
package io.opwalk.ir;

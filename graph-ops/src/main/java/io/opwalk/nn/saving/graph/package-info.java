/**
 * Graphs as data: each node by the name of its op and the op's attributes, which are the components
 * of its record. What may be named is in a registry; nothing read from a file reaches a class that
 * is not in it.
 */
package io.opwalk.nn.saving.graph;

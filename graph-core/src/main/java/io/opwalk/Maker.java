package io.opwalk;

/**
 * Something larger than a node that nodes can be the outputs of: one application of a layer, say.
 * From the node it leads to whatever its kind tells of: the layer, its inputs, its weights.
 *
 * @see Apply#maker
 */
public interface Maker {}

/** Models: a graph's inputs, outputs, layers and weights under one name. */
package io.opwalk.nn.model;

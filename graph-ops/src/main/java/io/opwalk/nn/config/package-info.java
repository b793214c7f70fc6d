/**
 * What layers, initializers and their like are made from, as data: a class name and named values,
 * as in Keras's JSON. Knows no layer, and no file format.
 */
package io.opwalk.nn.config;

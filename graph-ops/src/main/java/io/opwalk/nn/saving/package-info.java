/**
 * Files: archives of arrays and documents, and models in them. Nothing in a file is code, and
 * nothing in it names a class: kinds of layers and ops are looked up in registries.
 */
package io.opwalk.nn.saving;

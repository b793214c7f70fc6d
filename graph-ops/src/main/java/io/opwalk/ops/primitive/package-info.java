/** The closed set of ops a backend has to know, one record per file, and the visitor over them. */
package io.opwalk.ops.primitive;

/** Tests of decompositions that no row of a table can hold: accuracy, signs, errors. */
package io.opwalk.ops.linalg;

/** Tests of sorting that no row of a table can hold. */
package io.opwalk.ops.sorting;

/**
 * Order along an axis: kernels that sort and select, and composites of these. Equal elements keep
 * their order, the zeros are equal, and NaN comes after all numbers, also where these descend.
 */
package io.opwalk.ops.sorting;

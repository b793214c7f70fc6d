/**
 * Elementary functions as scalar code over basic operations, one piece for each function and
 * floating dtype: what they are, to the last bit, for every backend. No backend, and no user's op,
 * belongs here.
 */
package io.opwalk.ops.elementary;

/**
 * Ops that exist for tests only, for graph-core knows none; also used by the next modules' tests.
 */
package io.opwalk.testing;

/**
 * Walking the user's graph and making new graphs from it: ancestors, descendants, what lies
 * between, finding, replacing, cloning and comparing. Every walk is iterative.
 */
package io.opwalk.walk;

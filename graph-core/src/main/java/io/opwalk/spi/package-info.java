/**
 * What stands between a graph and whatever computes it: backends, how they are found, the functions
 * they make, and the options and listeners of a compilation. Implementations belong in other
 * modules.
 */
package io.opwalk.spi;

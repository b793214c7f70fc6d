/**
 * What runs: the program, which never changes and is shared by all threads; the workspace, which
 * one call has to itself; compiled functions, and the cache of them that evaluation needs. Nothing
 * is compiled here.
 */
package io.opwalk.cpu.internal.run;

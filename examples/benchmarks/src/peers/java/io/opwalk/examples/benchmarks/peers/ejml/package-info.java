/** EJML, whose products of dense matrices are pure Java too. */
package io.opwalk.examples.benchmarks.peers.ejml;
